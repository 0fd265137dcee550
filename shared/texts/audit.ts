import type { ActorKind, EventType } from "../events.ts";

/** The audit trail: what happened, in words. */

/** What each event says, without who did it and whom it was about: these stand beside it. */
export const eventWords = {
  "invitation.created": "Invited",
  "invitation.sent": "Invitation mail sent",
  "invitation.delivered": "Invitation mail delivered",
  "invitation.failed": "Invitation mail failed",
  "invitation.resent": "Invitation resent",
  "invitation.linkCopied": "Invitation link copied",
  "invitation.accepted": "Invitation accepted",
  "invitation.declined": "Invitation declined",
  "invitation.expired": "Invitation expired",
  "invitation.replaced": "Invitation replaced by a newer one",
  "invitation.withdrawn": "Invitation withdrawn",
  "invitation.askedAgain": "Asked for a new link",
  "user.edited": "User edited",
  "user.addressCorrected": "Address corrected",
  "user.blocked": "User blocked",
  "user.unblocked": "User unblocked",
  "user.removed": "User removed",
  "user.deleted": "User deleted for ever",
  "user.left": "Left the account",
  "group.created": "Group added",
  "group.renamed": "Group renamed",
  "group.removed": "Group removed",
  "token.created": "API token made",
  "token.disabled": "API token disabled",
  "token.enabled": "API token enabled",
  "token.removed": "API token removed",
  "account.created": "Account created",
  "account.updated": "Account settings changed",
} as const satisfies Record<EventType, string>;

/** Through what something was done. */
export const actorWords = {
  user: "Signed in",
  token: "API token",
  invitee: "Invitation link",
  system: "Automatic",
} as const satisfies Record<ActorKind, string>;

/** Who did it, where no name is known. */
export const namelessActors = {
  user: "Deleted user",
  token: "Removed API token",
  invitee: "Deleted user",
  system: "System",
} as const satisfies Record<ActorKind, string>;
