import type { Command, Effect, Facts, Moment, UserCommand, UserFacts } from "./command.ts";
import type { EventDetails, EventType } from "./events.ts";
import { type InvitationEnding, isPending, type UserStatus } from "./status.ts";

export function inviteEffects(
  command: Extract<Command, { kind: "invite" }>,
  user: UserFacts | null,
  { now, lifetimeMs, sendAt = now }: Moment,
): Effect[] {
  const expiresAt = sendAt + lifetimeMs;
  const details = { expiresAt, mail: command.sendMail };
  return [
    { kind: user === null ? "createUser" : "setPerson" },
    { kind: "createInvitation", sentAt: sendAt, expiresAt, mail: command.sendMail ? "invitation" : null },
    { kind: "setGroups", groupIds: command.groupIds },
    { kind: "setStatus", status: "invited", at: now },
    { kind: "record", type: "invitation.created", at: now, by: "actor", details },
  ];
}

/** An expiry that no alarm has recorded yet. */
export function expiryMet(user: UserFacts, status: UserStatus): Effect[] {
  if (user.status !== "invited" || status !== "invitationExpired" || user.expiresAt === null) return [];
  const at = user.expiresAt;
  return [
    { kind: "endInvitation", as: "expired", at },
    { kind: "setStatus", status: "invitationExpired", at },
    { kind: "record", type: "invitation.expired", at, by: "system" },
    { kind: "tellInviter" },
  ];
}

/** What carrying a command out changes. */
export function effectsOf(
  command: UserCommand,
  user: UserFacts,
  status: UserStatus,
  facts: Facts,
  moment: Moment,
): Effect[] {
  const { now, sendAt = now } = moment;
  const expiresAt = sendAt + moment.lifetimeMs;
  const record = (type: EventType, details?: EventDetails): Effect =>
    details ? { kind: "record", type, at: now, by: "actor", details } : { kind: "record", type, at: now, by: "actor" };
  const losesPower: Effect[] = status === "active" && user.inAdministrators ? [{ kind: "revokePowers", at: now }] : [];
  const end = (as: InvitationEnding): Effect => ({ kind: "endInvitation", as, at: now });
  const setStatus = (to: UserStatus): Effect => ({ kind: "setStatus", status: to, at: now });
  const tellInviter: Effect = { kind: "tellInviter" };
  const offer: Effect = { kind: "createInvitation", sentAt: sendAt, expiresAt, mail: "newInvitation" };
  switch (command.kind) {
    case "accept":
      return [
        end("accepted"),
        { kind: "attachLogin" },
        { kind: "setPerson" },
        setStatus("active"),
        record("invitation.accepted"),
        tellInviter,
      ];
    case "decline":
      return [
        end("declined"),
        setStatus("invitationDeclined"),
        record("invitation.declined", command.forGood && { forGood: true }),
        tellInviter,
      ];
    case "copyLink":
      return [record("invitation.linkCopied")];
    case "resend":
      return [
        { kind: "restartInvitation", sentAt: sendAt, expiresAt, mail: "invitation" },
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
        { kind: "setPerson" },
        record("user.addressCorrected", { before: command.before, after: command.after }),
        offer,
        setStatus("invited"),
        record("invitation.created", { expiresAt, mail: true }),
      ];
    case "remove":
      return [
        ...(status === "invited" ? [end("withdrawn"), record("invitation.withdrawn")] : []),
        ...(isPending(status)
          ? []
          : ([{ kind: "sendRemovalNotice", at: sendAt }, { kind: "detachLogin" }] satisfies Effect[])),
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

/** The status afterwards. */
export function nextStatus(command: UserCommand, status: UserStatus): UserStatus | "deleted" {
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

/** Whether the set of active administrators is another one afterwards. */
export function changesAdministrators(
  command: UserCommand,
  facts: Facts,
  user: UserFacts,
  status: UserStatus,
): boolean {
  if (command.kind === "editGroups") {
    return status === "active" && command.groupIds.includes(facts.administratorsGroupId) !== user.inAdministrators;
  }
  const changes: Command["kind"][] = ["accept", "remove", "leave", "block", "unblock"];
  return user.inAdministrators && changes.includes(command.kind) && (command.kind !== "remove" || status === "active");
}
