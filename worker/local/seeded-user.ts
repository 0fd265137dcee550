import type { Moment } from "../../shared/command.ts";
import type { DeliveryError, DeliveryState } from "../../shared/delivery.ts";
import type { ActorKind, EventType } from "../../shared/events.ts";
import { dayMs, deliveryBackOffMs } from "../../shared/limits.ts";
import type { InvitationEnding, UserStatus } from "../../shared/status.ts";
import type { Person } from "../db/people.ts";

const hourMs = dayMs / 24;

/** The first five differ from the administrator and from one another, so six users show every state. */
const cycle: readonly UserStatus[] = [
  ...(["invited", "invitationExpired", "invitationDeclined", "blocked", "removed"] as const),
  ...(["active", "invited", "active", "active", "active", "invitationExpired", "active", "active"] as const),
  ...(["active", "invited", "active", "active", "active", "active", "active"] as const),
];

export type SeededEvent = { type: EventType; at: number; actor: ActorKind };
type Ending = { as: InvitationEnding; at: number };

/** One user as the seed stores it, and what has happened to them. */
export type SeededUser = Person & {
  status: UserStatus;
  invitedAt: number;
  expiresAt: number;
  joinedAt: number | null;
  removedAt: number | null;
  lastSignInAt: number | null;
  ending: Ending | null;
  mail: { state: DeliveryState; error: DeliveryError | null; attempts: number; dueAt: number | null };
  events: SeededEvent[];
};

/** An open invitation whose mail has failed five times: the next attempt is four hours away. */
const retryingAgeMs = 2 * hourMs;
const retryingAttempts = 5;
/** Owed mails are few: whoever seeds thousands of users wants no storm of mails. */
const lastRetryingTurn = 400;

/** Makes up the history of the user of that index, so that everything stored agrees with it. */
export function seededUser(index: number, person: Person, moment: Moment): SeededUser {
  const { now, lifetimeMs } = moment;
  const turn = index - 1;
  const status = cycle[turn % cycle.length] ?? "active";
  // Between 0 and 1, spread evenly and the same each time.
  const share = (index * 0.618034) % 1;
  const mail = mailOf(status, turn, moment);
  const age = status === "invited" ? 0.9 * share * lifetimeMs : lifetimeMs + 1 + share * 90 * dayMs;
  const invitedAt = Math.floor(now - (mail.state === "retrying" ? retryingAgeMs : age));
  const expiresAt = invitedAt + lifetimeMs;
  const answeredAt = Math.floor(invitedAt + (0.1 + 0.8 * share) * lifetimeMs);
  const hasJoined = status === "active" || status === "blocked" || (status === "removed" && turn % 2 === 0);
  const changedAt = hasJoined ? Math.floor((expiresAt + now) / 2) : answeredAt;
  const openedAt = status === "active" ? Math.floor(answeredAt + share * (now - answeredAt)) : answeredAt;
  const ending = endingOf(status, hasJoined, answeredAt, expiresAt);
  return {
    ...person,
    status,
    invitedAt,
    expiresAt,
    joinedAt: hasJoined ? answeredAt : null,
    removedAt: status === "removed" ? changedAt : null,
    lastSignInAt: hasJoined ? openedAt : null,
    ending,
    mail,
    events: historyOf(status, invitedAt, ending, mail, changedAt),
  };
}

function endingOf(status: UserStatus, hasJoined: boolean, answeredAt: number, expiresAt: number): Ending | null {
  if (status === "invited") return null;
  if (hasJoined) return { as: "accepted", at: answeredAt };
  if (status === "invitationExpired") return { as: "expired", at: expiresAt };
  return { as: status === "removed" ? "withdrawn" : "declined", at: answeredAt };
}

function mailOf(status: UserStatus, turn: number, { now, lifetimeMs }: Moment): SeededUser["mail"] {
  const isPending = status === "invited" || status === "invitationExpired";
  if (isPending && turn % 10 === 1) return { state: "failed", error: "addressRefused", attempts: 1, dueAt: null };
  const dueAt = now - retryingAgeMs + sum(deliveryBackOffMs.slice(0, retryingAttempts));
  const isInTime = dueAt < now - retryingAgeMs + lifetimeMs;
  if (status === "invited" && turn % 20 === 14 && turn < lastRetryingTurn && isInTime) {
    return { state: "retrying", error: "temporary", attempts: retryingAttempts, dueAt };
  }
  return { state: "sent", error: null, attempts: 1, dueAt: null };
}

/** When each attempt began. */
export function attemptsOf({ invitedAt, mail }: SeededUser): number[] {
  return Array.from({ length: mail.attempts }, (_, made) => invitedAt + sum(deliveryBackOffMs.slice(0, made)));
}

function historyOf(
  status: UserStatus,
  invitedAt: number,
  ending: Ending | null,
  mail: SeededUser["mail"],
  changedAt: number,
): SeededEvent[] {
  const events: SeededEvent[] = [{ type: "invitation.created", at: invitedAt, actor: "user" }];
  if (mail.state === "sent") events.push({ type: "invitation.sent", at: invitedAt, actor: "system" });
  if (mail.state === "failed") events.push({ type: "invitation.failed", at: invitedAt, actor: "system" });
  if (ending) {
    const actor = ending.as === "expired" ? "system" : ending.as === "withdrawn" ? "user" : "invitee";
    events.push({ type: `invitation.${ending.as}`, at: ending.at, actor });
  }
  if (status === "blocked") events.push({ type: "user.blocked", at: changedAt, actor: "user" });
  if (status === "removed") events.push({ type: "user.removed", at: changedAt, actor: "user" });
  return events;
}

function sum(spans: readonly number[]): number {
  return spans.reduce((total, span) => total + span, 0);
}
