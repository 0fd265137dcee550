/** Everything the audit trail can say. One row per change, written in the batch of that change. */
export const eventTypes = [
  "invitation.created",
  "invitation.sent",
  "invitation.delivered",
  "invitation.failed",
  "invitation.resent",
  "invitation.linkCopied",
  "invitation.accepted",
  "invitation.declined",
  "invitation.expired",
  "invitation.replaced",
  "invitation.withdrawn",
  "invitation.askedAgain",
  "user.edited",
  "user.addressCorrected",
  "user.blocked",
  "user.unblocked",
  "user.removed",
  "user.deleted",
  "user.left",
  "group.created",
  "group.renamed",
  "group.removed",
  "token.created",
  "token.disabled",
  "token.enabled",
  "token.removed",
  "webhook.created",
  "webhook.updated",
  "webhook.secretRotated",
  "webhook.disabled",
  "webhook.enabled",
  "webhook.removed",
  "account.created",
  "account.updated",
] as const;
export type EventType = (typeof eventTypes)[number];

export type ActorKind = "user" | "token" | "invitee" | "system";

/** An expiry is recorded by whatever meets it first; the sweep does within a minute or so. */
const lateMs = 2 * 60_000;

/** Whether the record came so much later that a reader must be told when. */
export function isRecordedLate({ at, recordedAt }: { at: number; recordedAt: number }): boolean {
  return recordedAt - at > lateMs;
}

/** What an event tells beside its ids; personal, so deleting the user empties it. */
export type EventDetails = Record<string, string | number | boolean | null | string[]>;
