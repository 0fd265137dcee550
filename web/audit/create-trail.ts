import { useLocation, useNavigate, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, on } from "solid-js";
import type { LiveMessage } from "../../shared/live.ts";
import { useAccount } from "../api/account-context.ts";
import { createEventPages } from "../events/create-event-pages.ts";
import { createNow } from "../ui/create-now.ts";
import { dayOf } from "../ui/day.ts";
import { isInView, linkedSeq, readTrailView, type TrailView, trailFilter, trailSearch } from "./trail-view.ts";

/** The events that the URL asks for, newest first, as far back as they have been read. */
export function createTrail() {
  const account = useAccount();
  const navigate = useNavigate();
  const location = useLocation();
  const [params] = useSearchParams();
  const now = createNow();
  const today = createMemo(() => dayOf(now()));
  const view = createMemo(() => readTrailView(params));
  const filter = createMemo(() => trailFilter(view(), today()));
  const linked = createMemo(() => linkedSeq(location.hash));
  /** Where reading begins when the linked event is too old for the first page. */
  const [anchor, setAnchor] = createSignal<number | null>(null);
  /** The newest event that this page was told of and that belongs here. */
  const [told, setTold] = createSignal(0);

  const events = createEventPages(() => ({ filter: filter(), from: anchor() }));
  const { list, rows, isLoaded } = events;
  const hasLinked = () => rows().some(({ seq }) => seq === linked());
  const isMissing = createMemo(() => {
    const seq = linked();
    if (seq === null || !isLoaded() || hasLinked()) return false;
    return anchor() === seq || !list.hasMore() || rows().some((row) => row.seq < seq);
  });

  createEffect(() => {
    const seq = linked();
    if (seq === null) setAnchor(null);
    else if (isLoaded() && !hasLinked() && !isMissing()) setAnchor(seq);
  });
  createEffect(on(view, () => setTold(0), { defer: true }));

  // Once for each link: whoever reads on from there is not taken back by news.
  let reached: number | null = null;
  createEffect(() => {
    const seq = linked();
    if (seq === null || seq === reached || !hasLinked()) return;
    reached = seq;
    queueMicrotask(() => {
      const link = document.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
      link?.focus({ preventScroll: true });
      link?.scrollIntoView({ block: "center" });
    });
  });

  // Rows do not move under whoever reads them: the page offers what is new.
  account.onChange((message) => void hear(message));
  const hasNew = () => anchor() === null && isLoaded() && told() > (rows()[0]?.seq ?? 0);

  async function hear(message: LiveMessage) {
    const asked = view();
    if (!isInView(asked, message, Date.now())) return;
    if (asked.actor !== null && !(await hasNewer())) return;
    if (asked === view()) setTold(Math.max(told(), message.seq));
  }

  /** Asked where only the server knows whether the news are of this actor's doing. */
  async function hasNewer(): Promise<boolean> {
    const input = { ...filter(), after: rows()[0]?.seq ?? 0, pageSize: 5 as const };
    const newer = await account.api.events.list.query(input).catch(() => null);
    return newer === null || newer.rows.length > 0;
  }

  const hrefOf = (next: TrailView) => location.pathname + trailSearch(next);

  /** Another part of the trail, from its newest event. */
  function show(next: Partial<TrailView>, isReplacing = false) {
    navigate(hrefOf({ ...view(), ...next }), { scroll: false, replace: isReplacing });
  }

  async function refresh() {
    setTold(0);
    if (anchor() === null) await list.refetch();
    else show({});
  }

  return { events, view, filter, show, hrefOf, linked, anchor, isMissing, hasNew, refresh };
}

export type Trail = ReturnType<typeof createTrail>;
