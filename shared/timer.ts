import type { InvitationEnding } from "./status.ts";
import { isOverdue } from "./status.ts";

/** What the timer of one invitation needs to know of it. */
export type TimedInvitation = {
  endedAs: InvitationEnding | null;
  expiresAt: number;
  /** The next attempt to hand its mail over; null when no mail is owed. */
  mailDueAt: number | null;
};

/** What to do on waking: everything that is due, one thing at a time, until it says `sleep` or `free`. */
export type TimerStep =
  | { kind: "expire" }
  | { kind: "attemptMail" }
  | { kind: "sleep"; until: number }
  | { kind: "free" };

/** The alarm and the sweep ask the same question, so what one misses the other does. */
export function nextStep(invitation: TimedInvitation | null, now: number): TimerStep {
  if (invitation === null || invitation.endedAs !== null) return { kind: "free" };
  if (isOverdue(invitation.expiresAt, now)) return { kind: "expire" };
  const { mailDueAt } = invitation;
  if (mailDueAt === null) return { kind: "sleep", until: invitation.expiresAt };
  if (mailDueAt <= now) return { kind: "attemptMail" };
  return { kind: "sleep", until: Math.min(mailDueAt, invitation.expiresAt) };
}
