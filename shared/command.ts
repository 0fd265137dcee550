import type { DailyMails } from "./daily-cap.ts";
import type { EventDetails, EventType } from "./events.ts";
import type { Refusal } from "./refusal.ts";
import type { InvitationEnding, UserStatus } from "./status.ts";

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
  /** Those of the whole account; absent or null where they are not capped, or nobody is about to send. */
  dailyMails?: DailyMails | null;
  /** Whoever has the address that a correction names, the user themselves included. */
  holder?: UserFacts | null;
};

/** What proves that whoever accepts owns the invited address. */
export type Proof = "session" | "otherSession" | "mailedLink" | "none";

export type Command =
  | { kind: "invite"; groupIds: string[]; sendMail: boolean }
  | { kind: "copyLink" }
  | { kind: "resend" }
  | { kind: "sendNew" }
  | { kind: "editGroups"; groupIds: string[] }
  | { kind: "correctAddress"; before: string; after: string }
  | { kind: "remove" }
  | { kind: "leave" }
  | { kind: "block" }
  | { kind: "unblock" }
  | { kind: "delete" }
  | { kind: "accept"; proof: Proof; invitedAddress: string; signedInAs: string }
  /** `forGood`: and wants no more invitations of this account. */
  | { kind: "decline"; forGood?: true }
  | { kind: "askAgain" }
  | { kind: "expire" };

export type InvitationMail = "invitation" | "newInvitation";

/** What carrying a command out changes, in this order, all in one batch. */
export type Effect =
  /** A row for somebody new, with names and address as they came with the command. */
  | { kind: "createUser" }
  /** The same for somebody who is there already. */
  | { kind: "setPerson" }
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
  /** How the offer ended is news to whoever made it. */
  | { kind: "tellInviter" }
  | { kind: "erase" }
  | { kind: "record"; type: EventType; at: number; by: "actor" | "system"; details?: EventDetails };

/** `administratorsChange` tells that the set of active administrators changes, so others' decisions must be made again. */
export type Decision =
  | { refusal: Refusal }
  | { refusal?: never; next: UserStatus | "deleted"; effects: Effect[]; administratorsChange: boolean };

export type Moment = {
  now: number;
  lifetimeMs: number;
  /** When a mail leaves: at once, unless a bulk run has given it a slot. */
  sendAt?: number;
};

/** Commands about a user who is there. */
export type UserCommand = Exclude<Command, { kind: "invite" }>;
