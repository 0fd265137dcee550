import type { DeliveryState } from "./delivery.ts";
import { reminderLeadMs, reminderMinAgeMs, reminderMinLifetimeMs } from "./limits.ts";
import type { InvitationEnding } from "./status.ts";
import { isOverdue } from "./status.ts";

/** What the timer of one invitation needs to know of it. */
export type TimedInvitation = {
  endedAs: InvitationEnding | null;
  expiresAt: number;
  /** The next attempt to hand its mail over; null when no mail is owed. */
  mailDueAt: number | null;
  /** How that mail went; null when none was asked for. */
  mailState: DeliveryState | null;
  /** The next attempt to hand its reminder over; null when none is owed. */
  reminderDueAt: number | null;
};

/** What to do on waking: everything that is due, one thing at a time, until it says `sleep` or `free`. */
export type TimerStep =
  | { kind: "expire" }
  | { kind: "attemptMail" }
  | { kind: "attemptReminder" }
  | { kind: "sleep"; until: number }
  | { kind: "free" };

/** The alarm and the sweep ask the same question, so what one misses the other does. */
export function nextStep(invitation: TimedInvitation | null, now: number): TimerStep {
  if (invitation === null || invitation.endedAs !== null) return { kind: "free" };
  const { expiresAt, mailDueAt } = invitation;
  if (isOverdue(expiresAt, now)) return { kind: "expire" };
  if (mailDueAt !== null && mailDueAt <= now) return { kind: "attemptMail" };
  const reminderDueAt = hasArrived(invitation.mailState) ? invitation.reminderDueAt : null;
  if (reminderDueAt !== null && reminderDueAt <= now) return { kind: "attemptReminder" };
  return { kind: "sleep", until: Math.min(mailDueAt ?? expiresAt, reminderDueAt ?? expiresAt, expiresAt) };
}

/** Nobody is reminded of a mail that never came, nor while it is on its way once more. */
function hasArrived(mailState: DeliveryState | null): boolean {
  return mailState === "sent" || mailState === "delivered";
}

/**
 * When to remind of an invitation whose mail has just been handed over: once, before the deadline that mail names, so
 * sending it again moves both. Null when that would come too soon after the mail, or the whole time is short.
 */
export function reminderAt(offer: { sentAt: number; expiresAt: number }, handedOverAt: number): number | null {
  if (offer.expiresAt - offer.sentAt < reminderMinLifetimeMs) return null;
  const at = offer.expiresAt - reminderLeadMs;
  return at - handedOverAt < reminderMinAgeMs ? null : at;
}
