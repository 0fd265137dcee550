import type { DeliveryState } from "./delivery.ts";
import { crowdSpanMs, expirySet, reminderLeadMs, reminderMinAgeMs, reminderMinLifetimeMs } from "./limits.ts";
import type { InvitationEnding } from "./status.ts";
import { isOverdue } from "./status.ts";

/** What the timer of one invitation needs to know of it. */
export type TimedInvitation = {
  id: string;
  endedAs: InvitationEnding | null;
  sentAt: number;
  expiresAt: number;
  /** 1 when a crowd has its deadline in the same second. */
  inCrowd: number;
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
  const until = expiryWakeAt(invitation);
  return { kind: "sleep", until: Math.min(mailDueAt ?? until, reminderDueAt ?? until, until) };
}

/** Of a crowd, twice as many as it takes when each records a set. */
const vanguard = 2 / expirySet;

/**
 * When to wake for the deadline: right then, unless a crowd would. Each wake-up opens its object before anybody else is
 * answered. So of a crowd a few wake within a minute, and record who is due with them; the others come in the next ten,
 * find it done and free themselves. What the database says meanwhile is late, and nothing trusts it.
 */
export function expiryWakeAt({ id, sentAt, expiresAt, inCrowd }: TimedInvitation): number {
  if (inCrowd === 0) return expiresAt;
  const spanMs = Math.min(crowdSpanMs, (expiresAt - sentAt) / 20);
  const place = placeOf(id);
  const spans = place < vanguard ? place / vanguard : 1 + 10 * place;
  return expiresAt + Math.round(spans * spanMs);
}

/** Between 0 and 1, evenly, and always the same for an id (FNV-1a). */
function placeOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
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
