import type { Actor, Command, Facts, Moment, NamedInvitation, UserCommand, UserFacts } from "./command.ts";
import { dailyCapRefusal } from "./daily-cap.ts";
import { askAgainCooldownMs, dayMs, maxSendsPerDay, resendCooldownMs } from "./limits.ts";
import type { Refusal } from "./refusal.ts";
import { effectiveStatus, isPending, type UserStatus } from "./status.ts";

/** Why inviting an address is refused; null when it is not. `facts.user` is whoever has that address already. */
export function inviteRefusal(
  facts: Facts,
  actor: Actor,
  command: Extract<Command, { kind: "invite" }>,
  { now }: Moment,
): Refusal | null {
  const { user } = facts;
  const status = user && effectiveStatus(user, now);
  if (user && status && status !== "removed") return takenRefusal(user, status);
  if (command.groupIds.length === 0) return { reason: "groupRequired" };
  if (actor.kind === "token" && command.groupIds.includes(facts.administratorsGroupId)) return { reason: "notAllowed" };
  return command.sendMail ? sendsCap(facts, now) : null;
}

/** An address is one user's of an account, even of a removed one. */
function takenRefusal({ id }: UserFacts, status: UserStatus): Refusal {
  return { reason: isPending(status) ? "alreadyInvited" : "alreadyUser", userId: id, status };
}

/** Facts about a user who is there. */
export type Known = Facts & { user: UserFacts };

/** Why a command about a user is refused; null when it is not. */
export function refusalOf(
  command: UserCommand,
  facts: Known,
  status: UserStatus,
  actor: Actor,
  { now }: Moment,
): Refusal | null {
  const { user } = facts;
  const self = actor.kind === "user" && actor.id === user.id;
  const tokenOnAdministrator = actor.kind === "token" && user.inAdministrators;
  const onlyAdministrator = status === "active" && user.inAdministrators && facts.activeAdministrators <= 1;
  switch (command.kind) {
    case "accept":
      return codeRefusal(facts, status, now) ?? proofRefusal(command);
    case "decline":
      return codeRefusal(facts, status, now);
    case "copyLink":
      return pendingRefusal(user, status, "invited");
    case "resend":
      return (
        pendingRefusal(user, status, "invited") ??
        cooling(facts.sends?.resentAt, resendCooldownMs, now) ??
        sendsCap(facts, now)
      );
    case "sendNew":
      // A new offer puts somebody into Administrators, as inviting does.
      return (
        pendingRefusal(user, status, "invitationExpired") ??
        (tokenOnAdministrator ? { reason: "notAllowed" } : sendsCap(facts, now))
      );
    case "editGroups": {
      if (status === "blocked") return { reason: "blocked" };
      if (status === "removed") return { reason: "wrongStatus", status };
      if (command.groupIds.length === 0) return { reason: "groupRequired" };
      const staysIn = command.groupIds.includes(facts.administratorsGroupId);
      if (actor.kind === "token" && staysIn !== user.inAdministrators) return { reason: "notAllowed" };
      return onlyAdministrator && !staysIn ? { reason: "lastAdministrator" } : null;
    }
    case "correctAddress":
      if (status === "active" || status === "blocked") return { reason: "alreadyAccepted" };
      if (status === "removed") return { reason: "wrongStatus", status };
      // A corrected address is somebody else's place among the administrators.
      if (tokenOnAdministrator) return { reason: "notAllowed" };
      if (facts.holder) return takenRefusal(facts.holder, effectiveStatus(facts.holder, now));
      return sendsCap(facts, now);
    case "remove":
      if (status === "removed") return { reason: "wrongStatus", status };
      if (tokenOnAdministrator) return { reason: "notAllowed" };
      if (self) return { reason: "self" };
      return onlyAdministrator ? { reason: "lastAdministrator" } : null;
    case "leave":
      if (status !== "active") return { reason: "wrongStatus", status };
      return onlyAdministrator ? { reason: "lastAdministrator" } : null;
    case "block":
      if (status !== "active") return { reason: "wrongStatus", status };
      if (tokenOnAdministrator) return { reason: "notAllowed" };
      if (self) return { reason: "self" };
      return onlyAdministrator ? { reason: "lastAdministrator" } : null;
    case "unblock":
      if (status !== "blocked") return { reason: "wrongStatus", status };
      return tokenOnAdministrator ? { reason: "notAllowed" } : null;
    case "delete":
      return status === "removed" ? null : { reason: "wrongStatus", status };
    case "askAgain":
      return askAgainRefusal(facts, status, now);
    case "expire":
      if (user.status !== "invited") return { reason: "wrongStatus", status: user.status };
      return status === "invitationExpired"
        ? null
        : { reason: "invitationNotExpired", expiresAt: user.expiresAt ?? now };
  }
}

/** Accepting and declining: what a genuine code is worth now. */
function codeRefusal({ user, named }: Known, status: UserStatus, now: number): Refusal | null {
  switch (status) {
    case "invited":
      return named?.id === user.invitationId ? null : { reason: "invitationReplaced" };
    case "invitationExpired":
      // Whoever holds the link of a corrected address is not the one to ask for another.
      if (named?.endedAs === "replaced") return { reason: "invitationReplaced" };
      return { reason: "invitationExpired", expiredAt: expiredAt(named ?? user, now) };
    case "invitationDeclined":
      return { reason: "invitationDeclined" };
    case "active":
    case "blocked":
      return { reason: "alreadyAccepted" };
    case "removed":
      return endingRefusal(named, now);
  }
}

/** How one invitation ended, told to whoever holds its link. Also for links whose user has been deleted since. */
export function endingRefusal(named: NamedInvitation | null, now: number): Refusal {
  switch (named?.endedAs) {
    case "accepted":
      return { reason: "alreadyAccepted" };
    case "declined":
      return { reason: "invitationDeclined" };
    case "expired":
      return { reason: "invitationExpired", expiredAt: expiredAt(named, now) };
    case "replaced":
      return { reason: "invitationReplaced" };
    default:
      return { reason: "invitationWithdrawn" };
  }
}

function expiredAt({ expiresAt }: { expiresAt: number | null }, now: number): number {
  return expiresAt ?? now;
}

function proofRefusal(command: Extract<Command, { kind: "accept" }>): Refusal | null {
  switch (command.proof) {
    case "session":
    case "mailedLink":
      return null;
    case "otherSession":
      return { reason: "wrongAddress", invitedAddress: command.invitedAddress, signedInAs: command.signedInAs };
    case "none":
      return { reason: "signInRequired" };
  }
}

function askAgainRefusal(facts: Known, status: UserStatus, now: number): Refusal | null {
  const { user, named } = facts;
  const refusal = codeRefusal(facts, status, now);
  if (refusal?.reason === "invitationExpired" && status === "invitationExpired") {
    return cooling(user.askedAgainAt, askAgainCooldownMs, now);
  }
  return refusal ?? { reason: "invitationNotExpired", expiresAt: (named ?? user).expiresAt ?? now };
}

/** Commands about the open offer (`invited`) or about a new one after it ended without joining. */
function pendingRefusal(user: UserFacts, status: UserStatus, wanted: "invited" | "invitationExpired"): Refusal | null {
  switch (status) {
    case "invited":
      return wanted === "invited" ? null : { reason: "invitationNotExpired", expiresAt: user.expiresAt ?? 0 };
    case "invitationExpired":
      return wanted === "invited" ? { reason: "invitationExpired", expiredAt: user.expiresAt ?? 0 } : null;
    case "invitationDeclined":
      return wanted === "invited" ? { reason: "invitationDeclined" } : null;
    case "active":
      return { reason: "alreadyAccepted" };
    case "blocked":
      return { reason: "blocked" };
    case "removed":
      return { reason: "wrongStatus", status };
  }
}

function cooling(last: number | null | undefined, cooldownMs: number, now: number): Refusal | null {
  if (last === null || last === undefined) return null;
  const retryAfterMs = last + cooldownMs - now;
  return retryAfterMs > 0 ? { reason: "coolingDown", retryAfterMs } : null;
}

/** As many mails as the address may have of this account in a day, then as many as the account may send at all. */
function sendsCap({ sends, dailyMails }: Facts, now: number): Refusal | null {
  const oldest = sends?.sentAts[maxSendsPerDay - 1];
  const retryAfterMs = oldest === undefined ? 0 : oldest + dayMs - now;
  return retryAfterMs > 0 ? { reason: "tooManySends", retryAfterMs } : dailyCapRefusal(dailyMails, now);
}
