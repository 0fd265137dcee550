import type { EventDetails, EventType } from "./events.ts";
import { askAgainCooldownMs, dayMs, maxSendsPerDay, resendCooldownMs } from "./limits.ts";
import type { Refusal } from "./refusal.ts";
import { effectiveStatus, type InvitationEnding, isPending, type UserStatus } from "./status.ts";

/** Who gives the command. `invitee` holds a genuine link; `system` is the clock. */
export type Actor =
  | { kind: "user"; id: string }
  | { kind: "token"; id: string }
  | { kind: "invitee" }
  | { kind: "system" };

/** A user as stored. `expiresAt` and `invitationId` are those of the current invitation, if there ever was one. */
export type UserFacts = {
  id: string;
  status: UserStatus;
  expiresAt: number | null;
  invitationId: string | null;
  groupIds: string[];
  inAdministrators: boolean;
  askedAgainAt: number | null;
};

/** The invitation that a code names; it need not be the user's current one. */
export type NamedInvitation = { id: string; endedAs: InvitationEnding | null; expiresAt: number };

/** What earlier mails count towards the limits; null where nobody is about to send (the row's `actions`). */
export type SendHistory = {
  resentAt: number | null;
  /** Instants of the invitation mails of this account to this address, newest first. */
  sentAts: number[];
};

export type Facts = {
  user: UserFacts | null;
  /** Only for commands given by code. */
  named: NamedInvitation | null;
  activeAdministrators: number;
  administratorsGroupId: string;
  sends: SendHistory | null;
};

/** What proves that whoever accepts owns the invited address. */
export type Proof = "session" | "otherSession" | "mailedLink" | "none";

export type Command =
  | { kind: "invite"; groupIds: string[]; sendMail: boolean }
  | { kind: "copyLink" }
  | { kind: "resend" }
  | { kind: "sendNew" }
  | { kind: "editGroups"; groupIds: string[] }
  | { kind: "correctAddress" }
  | { kind: "remove" }
  | { kind: "leave" }
  | { kind: "block" }
  | { kind: "unblock" }
  | { kind: "delete" }
  | { kind: "accept"; proof: Proof; invitedAddress: string; signedInAs: string }
  | { kind: "decline" }
  | { kind: "askAgain" }
  | { kind: "expire" };

export type InvitationMail = "invitation" | "newInvitation";

/** What carrying a command out changes, in this order, all in one batch. */
export type Effect =
  | { kind: "endInvitation"; as: InvitationEnding; at: number }
  /** A new offer with a link of its own. `mail: null` makes the link only. */
  | { kind: "createInvitation"; sentAt: number; expiresAt: number; mail: InvitationMail | null }
  /** The same offer and link, sent again, with a fresh deadline. */
  | { kind: "restartInvitation"; sentAt: number; expiresAt: number; mail: InvitationMail }
  | { kind: "setStatus"; status: UserStatus; at: number }
  | { kind: "setGroups"; groupIds: string[] }
  | { kind: "attachLogin" }
  | { kind: "detachLogin" }
  | { kind: "markAskedAgain"; at: number }
  /** Whoever stops being an active administrator loses their tokens and their open invitations into Administrators. */
  | { kind: "revokePowers"; at: number }
  | { kind: "sendRemovalNotice"; at: number }
  | { kind: "erase" }
  | { kind: "record"; type: EventType; at: number; by: "actor" | "system"; details?: EventDetails };

/** `administratorsChange` tells that the set of active administrators changes, so others' decisions must be made again. */
export type Decision =
  | { refusal: Refusal }
  | { refusal?: never; next: UserStatus | "deleted"; effects: Effect[]; administratorsChange: boolean };

export type Moment = { now: number; lifetimeMs: number };

/**
 * The whole state table. Everything that decides is an argument, so the API, the alarm, the sweep and the menu of a
 * row cannot disagree.
 */
export function decide(facts: Facts, actor: Actor, command: Command, moment: Moment): Decision {
  const { user } = facts;
  if (command.kind === "invite") return invite(facts, actor, command, moment);
  if (user === null) return refuse({ reason: "notFound" });
  const status = effectiveStatus(user, moment.now);
  const refusal = refusalOf(command, { ...facts, user }, status, actor, moment);
  if (refusal) return refuse(refusal);
  const effects = effectsOf(command, user, status, facts, moment);
  const expiry = expiryMet(user, status);
  // An expiry that no alarm has recorded yet comes first, so that history reads in the order things happened.
  const all = command.kind === "expire" || command.kind === "copyLink" ? effects : [...expiry, ...effects];
  return {
    next: nextStatus(command, status),
    effects: all,
    administratorsChange: changesAdministrators(command, facts, user, status),
  };
}

function refuse(refusal: Refusal): Decision {
  return { refusal };
}

function invite(
  facts: Facts,
  actor: Actor,
  command: Extract<Command, { kind: "invite" }>,
  { now, lifetimeMs }: Moment,
): Decision {
  const { user } = facts;
  const status = user && effectiveStatus(user, now);
  if (user && status && status !== "removed") {
    return refuse({ reason: isPending(status) ? "alreadyInvited" : "alreadyUser", userId: user.id, status });
  }
  if (command.groupIds.length === 0) return refuse({ reason: "groupRequired" });
  if (actor.kind === "token" && command.groupIds.includes(facts.administratorsGroupId)) {
    return refuse({ reason: "notAllowed" });
  }
  const capped = command.sendMail ? sendsCap(facts, now) : null;
  if (capped) return refuse(capped);
  const expiresAt = now + lifetimeMs;
  return {
    next: "invited",
    administratorsChange: false,
    effects: [
      { kind: "createInvitation", sentAt: now, expiresAt, mail: command.sendMail ? "invitation" : null },
      { kind: "setGroups", groupIds: command.groupIds },
      { kind: "setStatus", status: "invited", at: now },
      {
        kind: "record",
        type: "invitation.created",
        at: now,
        by: "actor",
        details: { expiresAt, mail: command.sendMail },
      },
    ],
  };
}

type Known = Facts & { user: UserFacts };
type Other = Exclude<Command, { kind: "invite" }>;

function refusalOf(command: Other, facts: Known, status: UserStatus, actor: Actor, { now }: Moment): Refusal | null {
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
      return pendingRefusal(user, status, "invitationExpired") ?? sendsCap(facts, now);
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
      return tokenOnAdministrator ? { reason: "notAllowed" } : sendsCap(facts, now);
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

function sendsCap({ sends }: Facts, now: number): Refusal | null {
  const oldest = sends?.sentAts[maxSendsPerDay - 1];
  if (oldest === undefined) return null;
  const retryAfterMs = oldest + dayMs - now;
  return retryAfterMs > 0 ? { reason: "tooManySends", retryAfterMs } : null;
}

function expiryMet(user: UserFacts, status: UserStatus): Effect[] {
  if (user.status !== "invited" || status !== "invitationExpired" || user.expiresAt === null) return [];
  const at = user.expiresAt;
  return [
    { kind: "endInvitation", as: "expired", at },
    { kind: "setStatus", status: "invitationExpired", at },
    { kind: "record", type: "invitation.expired", at, by: "system" },
  ];
}

function effectsOf(command: Other, user: UserFacts, status: UserStatus, facts: Facts, moment: Moment): Effect[] {
  const { now } = moment;
  const expiresAt = now + moment.lifetimeMs;
  const record = (type: EventType, details?: EventDetails): Effect =>
    details ? { kind: "record", type, at: now, by: "actor", details } : { kind: "record", type, at: now, by: "actor" };
  const losesPower: Effect[] = status === "active" && user.inAdministrators ? [{ kind: "revokePowers", at: now }] : [];
  const end = (as: InvitationEnding): Effect => ({ kind: "endInvitation", as, at: now });
  const setStatus = (to: UserStatus): Effect => ({ kind: "setStatus", status: to, at: now });
  const offer: Effect = { kind: "createInvitation", sentAt: now, expiresAt, mail: "newInvitation" };
  switch (command.kind) {
    case "accept":
      return [end("accepted"), { kind: "attachLogin" }, setStatus("active"), record("invitation.accepted")];
    case "decline":
      return [end("declined"), setStatus("invitationDeclined"), record("invitation.declined")];
    case "copyLink":
      return [record("invitation.linkCopied")];
    case "resend":
      return [
        { kind: "restartInvitation", sentAt: now, expiresAt, mail: "invitation" },
        record("invitation.resent", { expiresAt }),
      ];
    case "sendNew":
      return [offer, setStatus("invited"), record("invitation.created", { expiresAt, mail: true })];
    case "editGroups": {
      const leaves = !command.groupIds.includes(facts.administratorsGroupId);
      return [
        { kind: "setGroups", groupIds: command.groupIds },
        ...(leaves ? losesPower : []),
        record("user.edited", { groupsBefore: user.groupIds, groupsAfter: command.groupIds }),
      ];
    }
    case "correctAddress":
      return [
        ...(status === "invited" ? [end("replaced"), record("invitation.replaced")] : []),
        offer,
        setStatus("invited"),
        record("user.addressCorrected"),
        record("invitation.created", { expiresAt, mail: true }),
      ];
    case "remove":
      return [
        ...(status === "invited" ? [end("withdrawn"), record("invitation.withdrawn")] : []),
        ...(isPending(status)
          ? []
          : ([{ kind: "sendRemovalNotice", at: now }, { kind: "detachLogin" }] satisfies Effect[])),
        ...losesPower,
        { kind: "setGroups", groupIds: [] },
        setStatus("removed"),
        record("user.removed"),
      ];
    case "leave":
      return [
        { kind: "detachLogin" },
        ...losesPower,
        { kind: "setGroups", groupIds: [] },
        setStatus("removed"),
        record("user.left"),
      ];
    case "block":
      return [...losesPower, setStatus("blocked"), record("user.blocked")];
    case "unblock":
      return [setStatus("active"), record("user.unblocked")];
    case "delete":
      return [{ kind: "erase" }, record("user.deleted")];
    case "askAgain":
      return [{ kind: "markAskedAgain", at: now }, record("invitation.askedAgain")];
    case "expire":
      return expiryMet(user, status);
  }
}

function nextStatus(command: Other, status: UserStatus): UserStatus | "deleted" {
  switch (command.kind) {
    case "accept":
    case "unblock":
      return "active";
    case "decline":
      return "invitationDeclined";
    case "sendNew":
    case "correctAddress":
      return "invited";
    case "remove":
    case "leave":
      return "removed";
    case "block":
      return "blocked";
    case "delete":
      return "deleted";
    case "expire":
      return "invitationExpired";
    case "copyLink":
    case "resend":
    case "editGroups":
    case "askAgain":
      return status;
  }
}

function changesAdministrators(command: Other, facts: Facts, user: UserFacts, status: UserStatus): boolean {
  if (command.kind === "editGroups") {
    return status === "active" && command.groupIds.includes(facts.administratorsGroupId) !== user.inAdministrators;
  }
  const changes: Command["kind"][] = ["accept", "remove", "leave", "block", "unblock"];
  return user.inAdministrators && changes.includes(command.kind) && (command.kind !== "remove" || status === "active");
}
