import { createSignal, onCleanup } from "solid-js";
import type { InvitationLink, UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { newIdempotencyKey } from "../api/client.ts";
import { failureSentence, refusedWith } from "../api/refusal.ts";
import { usersTexts } from "../texts/users.ts";
import { dateAndTime } from "../ui/date-time.ts";
import { type ToastTone, toast } from "../ui/toaster.tsx";
import { copyLink } from "./copy-link.ts";
import { createFailures } from "./create-failures.ts";
import { followDelivery } from "./follow-delivery.ts";
import { presentState } from "./present-state.ts";
import type { UserStore } from "./user-store.ts";

/** The commands of a row's menu that need no dialog, and what all commands have in common afterwards. */
export function createUserCommands(store: UserStore, showLink: (link: InvitationLink) => void) {
  const { api } = useAccount();
  const [busyIds, setBusyIds] = createSignal<readonly string[]>([]);
  const failures = createFailures();
  const leaving = new AbortController();
  onCleanup(() => leaving.abort());

  const isBusy = (userId: string) => busyIds().includes(userId);

  async function whileBusy(userId: string, work: () => Promise<void>) {
    if (isBusy(userId)) return;
    setBusyIds([...busyIds(), userId]);
    try {
      await work();
    } finally {
      setBusyIds(busyIds().filter((id) => id !== userId));
    }
  }

  /** The row as it is now, at once; where it belongs in the list, and the counts, a moment later. */
  function changed(fresh: UserRow) {
    store.patch(fresh);
    void store.refresh();
  }

  /** Says what is true now, when somebody else was faster; else why it did not work. */
  async function tellFailure(error: unknown, row: UserRow) {
    const conflict = refusedWith(error, "conflict");
    const fresh = conflict?.row ?? (await api.users.get.query({ userId: row.id }).catch(() => null));
    if (fresh) changed(fresh);
    else void store.refresh();
    const isOther = fresh && (conflict || fresh.status !== row.status);
    const what = isOther ? presentState(fresh, row) : "";
    toast([conflict ? "" : failureSentence(error), what].filter(Boolean).join(" "), "error");
  }

  /** Never says "sent" before the mail has left. */
  async function follow(row: UserRow, queuedToast: number) {
    let shown = queuedToast;
    let state = row.delivery?.state;
    const onRow = (fresh: UserRow) => {
      store.patch(fresh);
      if (fresh.delivery === null || fresh.delivery.state === state) return;
      state = fresh.delivery.state;
      const [text, tone] = sayings[state];
      if (text) shown = toast(text(fresh.email), tone, shown);
    };
    if (state !== "queued" && state !== undefined) onRow(row);
    await followDelivery(api, row.id, onRow, leaving.signal);
  }

  /** A mail has been queued: says so, and then what becomes of it. */
  function queued(fresh: UserRow, text: string) {
    changed(fresh);
    void follow(fresh, toast(text));
  }

  function send(row: UserRow, command: "resend" | "sendNew") {
    return whileBusy(row.id, async () => {
      try {
        const fresh = await api.invitations[command].mutate({ userId: row.id, idempotencyKey: newIdempotencyKey() });
        failures.forget(row.id);
        queued(fresh, (command === "resend" ? usersTexts.queued : usersTexts.queuedNew)(fresh.email));
      } catch (error) {
        failures.remember(row.id, command, error);
        await tellFailure(error, row);
      }
    });
  }

  function copy(row: UserRow) {
    return whileBusy(row.id, async () => {
      try {
        const { link, isCopied } = await copyLink(() =>
          api.invitations.link.mutate({ userId: row.id, idempotencyKey: newIdempotencyKey() }),
        );
        failures.forget(row.id);
        if (isCopied) toast(usersTexts.linkCopied(dateAndTime(link.expiresAt)), "success");
        else showLink(link);
      } catch (error) {
        failures.remember(row.id, "copyLink", error);
        await tellFailure(error, row);
      }
    });
  }

  return { isBusy, changed, queued, send, copy, note: failures.note };
}

export type UserCommands = ReturnType<typeof createUserCommands>;

const sayings = {
  queued: [null, "info"],
  sent: [usersTexts.sent, "success"],
  delivered: [usersTexts.sent, "success"],
  retrying: [usersTexts.retrying, "info"],
  failed: [usersTexts.failed, "error"],
} as const satisfies Record<string, [((email: string) => string) | null, ToastTone]>;
