import { deliveryBackOffMs } from "./limits.ts";

export const deliveryStates = ["queued", "sent", "delivered", "retrying", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/**
 * Why a mail did not leave, or did not arrive. `suppressed`: its recipient wants no more, of this account or at all.
 * `bounced`: it left and came back. `deadlinePassed`: the invitation was over first. `linkReset`: LINK_EPOCH was raised
 * after it.
 */
export type DeliveryError =
  | "temporary"
  | "addressRefused"
  | "suppressed"
  | "quota"
  | "bounced"
  | "deadlinePassed"
  | "linkReset";

/** What the mail provider answered to one attempt. Permanent errors are not tried again. */
export type AttemptOutcome =
  | { kind: "sent" /** By which the provider names the mail when it reports on it later. */; messageId?: string }
  | { kind: "temporary"; error: DeliveryError }
  | { kind: "permanent"; error: DeliveryError };

/** Where a mail stands after an attempt; `dueAt` is the next attempt, null when none is owed. */
export type AfterAttempt = { state: DeliveryState; error: DeliveryError | null; dueAt: number | null };

/**
 * Decides what follows from an attempt.
 * @param attempts how many attempts were made, this one included
 * @param deadline the mail is of no use from here on; null if it stays true for ever (a removal notice)
 */
export function afterAttempt(
  outcome: AttemptOutcome,
  attempts: number,
  deadline: number | null,
  now: number,
): AfterAttempt {
  if (outcome.kind === "sent") return { state: "sent", error: null, dueAt: null };
  const wait = deliveryBackOffMs[attempts - 1];
  if (outcome.kind === "permanent" || wait === undefined) return { state: "failed", error: outcome.error, dueAt: null };
  const dueAt = now + wait;
  if (deadline !== null && dueAt >= deadline) return { state: "failed", error: "deadlinePassed", dueAt: null };
  return { state: "retrying", error: outcome.error, dueAt };
}
