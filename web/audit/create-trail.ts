import { useLocation, useNavigate, useSearchParams } from "@solidjs/router";
import { keepPreviousData } from "@tanstack/solid-query";
import { createEffect, createMemo, createSignal, on } from "solid-js";
import type { EventRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createPagesQuery } from "../api/create-pages-query.ts";
import { isInView, linkedSeq, readTrailView, type TrailView, trailInput, trailSearch } from "./trail-view.ts";

const pageSize = 50;

/** The events that the URL asks for, newest first, as far back as they have been read. */
export function createTrail() {
  const account = useAccount();
  const navigate = useNavigate();
  const location = useLocation();
  const [params] = useSearchParams();
  const view = createMemo(() => readTrailView(params));
  const linked = createMemo(() => linkedSeq(location.hash));
  /** Where reading begins when the linked event is too old for the first page. */
  const [anchor, setAnchor] = createSignal<number | null>(null);
  /** The newest event that this page was told of and that may belong here. */
  const [told, setTold] = createSignal(0);

  const list = createPagesQuery(() => {
    const input = { ...trailInput(view()), pageSize: pageSize as 50 };
    const begin = anchor();
    return {
      queryKey: ["events.list", account.id, input, begin],
      // A cursor stands before its event, so that of the next one begins with it.
      from: begin === null ? null : String(begin + 1),
      queryFn: ({ pageParam: cursor }) => account.api.events.list.query(cursor ? { ...input, cursor } : input),
      placeholderData: keepPreviousData,
      staleTime: 0,
      // Whoever has read far back has a long list to fetch again, and is told of news anyway.
      refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= 1,
    };
  });
  const rows = createMemo((): EventRow[] => list.pages()?.flatMap((page) => page.rows) ?? []);
  const isLoaded = () => list.pages() !== undefined && !list.isPlaceholder();
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
  account.onChange((message) => {
    if (isInView(view(), message)) setTold(Math.max(told(), message.seq));
  });
  const hasNew = () => anchor() === null && isLoaded() && told() > (rows()[0]?.seq ?? 0);

  /** Another part of the trail, from its newest event. */
  function show(next: TrailView) {
    navigate(location.pathname + trailSearch(next), { scroll: false });
  }

  async function refresh() {
    setTold(0);
    if (anchor() === null) await list.refetch();
    else show(view());
  }

  return { list, rows, view, show, linked, anchor, isMissing, isLoaded, hasNew, refresh };
}

export type Trail = ReturnType<typeof createTrail>;
