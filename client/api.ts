// Made from the Worker's router by `npm run pack:client`: nothing is edited here.
// `…At` is an instant in epoch milliseconds, `…Ms` a span in milliseconds.

import type {
  TRPC_ERROR_CODE_KEY,
  TRPC_ERROR_CODE_NUMBER,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
} from "@trpc/server";

export type UserStatus = "active" | "invited" | "invitationExpired" | "invitationDeclined" | "blocked" | "removed";

export type DeliveryState = "queued" | "sent" | "delivered" | "retrying" | "failed";

export type SortKey = "name" | "email" | "status" | "sentAt" | "joinedAt" | "lastSignInAt";

/** `totalIsExact: false` reads "more than `total`". */
export type UserList = { rows: UserRow[]; total: number; totalIsExact: boolean; nextCursor: string | null };

export type UserRow = {
  id: string;
  /** Goes up with every change of the user; `ifRevision` compares with it. */
  revision: number;
  email: string;
  firstName: string;
  lastName: string;
  /** What the person is called in your own system, if it was given. */
  externalId: string | null;
  /** As the clock has it: an invitation past its deadline is `invitationExpired`. */
  status: UserStatus;
  groups: GroupRef[];
  /** When the current invitation was made; null of whoever founded the account. */
  invitedAt: number | null;
  /** When its mail left last or, of a list, will leave. */
  sentAt: number | null;
  /** Until when the current invitation is, or was, valid: exactly then it is over. */
  expiresAt: number | null;
  joinedAt: number | null;
  removedAt: number | null;
  /** When this account, not another one, was last opened. */
  lastSignInAt: number | null;
  /** Of the current invitation's mail; null when none was asked for. */
  delivery: Delivery | null;
  /** When the reader of an expired link asked for another. */
  askedAgainAt: number | null;
  actions: RowActions;
};

export type GroupRef = { id: string; name: string; isAdministrators: boolean };

export type Delivery = { state: DeliveryState; attempts: number; error?: DeliveryError; at: number };

/**
 * Why a mail did not leave, or did not arrive. `suppressed`: its recipient wants no more, of this account or at all.
 * `bounced`: it left and came back. `deadlinePassed`: the invitation was over first. `linkReset`: LINK_EPOCH was raised
 * after it.
 */
export type DeliveryError =
  | "temporary"
  | "addressRefused"
  | "suppressed"
  | "quota"
  | "bounced"
  | "deadlinePassed"
  | "linkReset";

/** Null where the action is open to whoever asks, else the refusal that the same command would get. */
export type RowActions = Record<RowAction, Refusal | null>;

export type RowAction =
  | "copyLink"
  | "resend"
  | "sendNew"
  | "inviteAgain"
  | "edit"
  | "correctAddress"
  | "remove"
  | "block"
  | "unblock"
  | "delete";

/** Why a command was not carried out, and what helps. Closed: a `switch` over `reason` can be exhaustive. */
export type Refusal =
  | { reason: "notFound" }
  | { reason: "notAllowed" }
  | { reason: "signInRequired" }
  /** Addresses are masked for whoever is not their owner. */
  | { reason: "wrongAddress"; invitedAddress: string; signedInAs: string }
  | { reason: "alreadyUser"; userId: string; status: UserStatus }
  | { reason: "alreadyInvited"; userId: string; status: UserStatus }
  | { reason: "alreadyAccepted" }
  | { reason: "invitationExpired"; expiredAt: number }
  | { reason: "invitationNotExpired"; expiresAt: number }
  | { reason: "invitationReplaced" }
  | { reason: "invitationWithdrawn" }
  | { reason: "invitationDeclined" }
  | { reason: "linkInvalid" }
  | { reason: "wrongStatus"; status: UserStatus }
  | { reason: "blocked" }
  | { reason: "self" }
  | { reason: "lastAdministrator" }
  | { reason: "groupRequired" }
  /** `userCount` users have no other group. */
  | { reason: "groupInUse"; userCount: number }
  | { reason: "nameTaken" }
  | { reason: "accountRequired" }
  | { reason: "coolingDown"; retryAfterMs: number }
  /** So many mails went to the address in a day; or from the whole account, where `limit` says so. */
  | { reason: "tooManySends"; retryAfterMs: number; limit?: "account" }
  | { reason: "tooManyRequests"; retryAfterMs: number }
  /** `row` is the user as it is now, when the conflict is about one. */
  | { reason: "conflict"; row?: UserRow };

/** Users by effective status. */
export type UserCounts = Record<UserStatus, number>;

export type InviteManyOutput = { results: InviteManyResult[] };

export type InviteManyResult = {
  /** Position in the call's `users`. */
  index: number;
  outcome: InviteOutcome;
  /** Whom the row is about; null where nobody has that address, nor would have in a dry run. */
  userId: string | null;
  /** Why nothing was done, as the single command would have said it. */
  refusal?: Refusal;
  problems?: FieldProblem[];
  /** The earlier row of this call that is about the same person. */
  duplicateOf?: number;
  /** Where a mail is sent: when it leaves, and until when the invitation is then valid. */
  sentAt?: number;
  expiresAt?: number;
};

export type InviteOutcome = "created" | "alreadyActive" | "alreadyInvited" | "renewed" | "readded" | "refused";

/** A field of the input that cannot be used: its path (`email`, `groupIds.0`), and the name of the sentence to show. */
export type FieldProblem = { field: string; problem: InputProblem; message: string };

export type InputProblem =
  | "required"
  | "addressFormat"
  | "addressTooLong"
  | "addressLocalPart"
  | "addressDomain"
  | "nameTooLong"
  | "nameCharacters"
  | "nameWithLink"
  | "messageTooLong"
  | "messageWithLink"
  | "groupUnknown"
  | "tooMany"
  | "termsRequired"
  | "urlFormat"
  | "urlNotPublic"
  | "zoneUnknown"
  | "localeUnknown"
  | "cursorInvalid"
  | "unknownKey"
  | "invalid";

export type ManyOutput = { results: ManyResult[] };

export type ManyResult = {
  userId: string;
  refusal: Refusal | null;
  /** Where a mail is sent: when it leaves, and until when the invitation is then valid. */
  sentAt?: number;
  expiresAt?: number;
};

export type Removed = { id: string };

/** One offer of a place, from the invitation to how it ended. */
export type InvitationHistory = {
  id: string;
  /** The name is that of today, and missing where nobody has it any more. */
  invitedBy: EventRow["actor"];
  invitedAt: number;
  /** The last time; of one that a bulk run made or sent again, when its turn comes. */
  sentAt: number;
  resentCount: number;
  /** Null where it ended first and a newer one has taken its place. */
  expiresAt: number | null;
  endedAs: InvitationEnding | null;
  endedAt: number | null;
  delivery: Delivery | null;
  /** Oldest first. */
  attempts: DeliveryAttempt[];
};

export type EventRow = {
  /** Grows with time and never repeats; `after` and cursors go by it. */
  seq: number;
  type: EventType;
  /** When it happened. An expiry happened at its deadline, however late it was recorded. */
  at: number;
  recordedAt: number;
  actor: { kind: ActorKind; id?: string; name?: string };
  userId?: string;
  /** What that user is called today; left out when they have been deleted. */
  userName?: string;
  invitationId?: string;
  details: EventDetails;
};

export type EventType =
  | "invitation.created"
  | "invitation.sent"
  | "invitation.delivered"
  | "invitation.failed"
  | "invitation.resent"
  | "invitation.linkCopied"
  | "invitation.accepted"
  | "invitation.declined"
  | "invitation.expired"
  | "invitation.replaced"
  | "invitation.withdrawn"
  | "invitation.askedAgain"
  | "user.edited"
  | "user.addressCorrected"
  | "user.blocked"
  | "user.unblocked"
  | "user.removed"
  | "user.deleted"
  | "user.left"
  | "group.created"
  | "group.renamed"
  | "group.removed"
  | "token.created"
  | "token.disabled"
  | "token.enabled"
  | "token.removed"
  | "webhook.created"
  | "webhook.updated"
  | "webhook.secretRotated"
  | "webhook.disabled"
  | "webhook.enabled"
  | "webhook.removed"
  | "account.created"
  | "account.updated";

export type ActorKind = "user" | "token" | "invitee" | "system";

/** What an event tells beside its ids; personal, so deleting the user empties it. */
export type EventDetails = Record<string, string | number | boolean | null | string[]>;

export type InvitationEnding = "accepted" | "declined" | "expired" | "replaced" | "withdrawn";

/** One attempt to hand an invitation's mail over. */
export type DeliveryAttempt = {
  at: number;
  /** Counted from 1 again with each resending. */
  number: number;
  /** `temporary` may be tried again, `permanent` is not; `unknown` is under way, or was when the process ended. */
  outcome: "sent" | "temporary" | "permanent" | "unknown";
  error: DeliveryError | null;
  /** Of the reminder, which is a mail of its own. */
  isReminder: boolean;
};

export type InvitationLink = { url: string; expiresAt: number };

/** An open invitation of the address that is signed in. */
export type MyInvitation = {
  invitationId: string;
  accountName: string;
  inviterName: string | null;
  groups: string[];
  expiresAt: number;
  /** Asks for the session of the invited address, which whoever reads this has. */
  code: string;
};

/** What an open invitation shows to whoever holds its link. Dead ones are refused with how they ended. */
export type InvitationPreview = {
  accountName: string;
  /** Null when whoever invited has been deleted, or a program did. */
  inviterName: string | null;
  /** Masked when somebody else is signed in. */
  email: string;
  /** The address of the session, when there is one. */
  signedInAs: string | null;
  isSignedInAsInvited: boolean;
  firstName: string;
  lastName: string;
  groups: string[];
  message: string | null;
  expiresAt: number;
  /** The account's zone and language, for readers whose own are unknown. */
  timeZone: string;
  locale: string;
  termsUrl: string | null;
  support: string | null;
};

export type Accepted = {
  accountId: string;
  accountName: string;
  userId: string;
  homeUrl: string | null;
  /** False when joining worked and signing in did not: "You are in, sign in". */
  isSignedIn: boolean;
};

export type Declined = { accountName: string };

export type AskedAgain = { accountName: string };

export type StopState = { accountName: string; isStopped: boolean; support: string | null };

export type GroupRow = GroupRef & { userCount: number };

export type TokenRow = {
  id: string;
  name: string;
  scope: "read" | "write";
  createdAt: number;
  createdBy: { id: string; name: string } | null;
  expiresAt: number | null;
  lastUsedAt: number | null;
  isDisabled: boolean;
  /** The last four characters, to recognise it by. */
  ending: string;
};

/** `token` is shown this once and kept nowhere. */
export type TokenCreated = { token: string; row: TokenRow };

/** Where an account is told of its events. */
export type WebhookRow = {
  id: string;
  url: string;
  /** Null: of every type. */
  types: EventType[] | null;
  createdAt: number;
  createdBy: { id: string; name: string } | null;
  /** `gone`: the endpoint answered 410. What happens meanwhile is sent once it is enabled again. */
  disabled: "byHand" | "gone" | null;
  /** Until then messages are signed with the secret before the last rotation too. */
  previousSecretEndsAt: number | null;
  lastDeliveredAt: number | null;
  /** Since when no attempt has delivered. */
  failingSince: number | null;
  /** Handed out, and not yet delivered; counted up to 1,000. */
  pendingCount: number;
  /** Given up after the last attempt; counted up to 1,000. */
  failedCount: number;
};

/** `secret` is shown this once. */
export type WebhookSecret = { secret: string; row: WebhookRow };

export type WebhookDeliveryList = { rows: WebhookDelivery[]; nextCursor: string | null };

export type WebhookDelivery = {
  eventId: string;
  seq: number;
  type: EventType;
  /** When the event happened. */
  at: number;
  state: WebhookDeliveryState;
  attempts: number;
  lastAttemptAt: number | null;
  /** What the endpoint answered last, as an HTTP status; null when it has not. */
  lastStatus: number | null;
  lastError: WebhookError | null;
  /** Null when nothing is owed, or the endpoint is disabled. */
  nextAttemptAt: number | null;
  deliveredAt: number | null;
};

export type WebhookDeliveryState = "pending" | "retrying" | "delivered" | "failed";

/**
 * Why an attempt did not deliver. `status`: another answer than 2xx, see the status. `gone`: 410, which also disables
 * the endpoint. `redirect`: redirects are not followed. `targetRefused`: its address is not one we call. `secretLost`:
 * AUTH_SECRET has changed since the endpoint's secret was made. `unhandled`: an error of ours.
 */
export type WebhookError =
  | "timeout"
  | "unreachable"
  | "status"
  | "gone"
  | "redirect"
  | "targetRefused"
  | "secretLost"
  | "unhandled";

export type WebhookRedelivery = { count: number };

/** How the endpoint took a message that is no event. */
export type WebhookTest = { isDelivered: boolean; status: number | null; error: WebhookError | null; tookMs: number };

export type EventList = { rows: EventRow[]; nextCursor: string | null };

/** Also tells a newcomer whether naming a first account is open to them. */
export type MyAccounts = { accounts: MyAccount[]; mayCreate: boolean; email: string };

/** An account that whoever is signed in has joined. */
export type MyAccount = { id: string; name: string; userId: string; isAdministrator: boolean };

export type AccountRow = {
  id: string;
  name: string;
  homeUrl: string | null;
  locale: string;
  timeZone: string;
  createdAt: number;
};

export type Left = { accountId: string };

export type Profile = {
  userId: string;
  email: string;
  firstName: string;
  lastName: string;
  isAdministrator: boolean;
  notifications: Record<NotificationKind, boolean>;
  account: AccountRow;
};

export type NotificationKind = "accepted" | "declined" | "expired";

/** What `error.data` of a failed call carries besides tRPC's own members. */
export type ErrorData = {
  refusal: Refusal | null;
  problems: FieldProblem[] | null;
  /** Names the log line of an internal error. */
  requestId: string | null;
  /** Whom to ask for help, an address or a page, where the installation names somebody. */
  support: string | null;
};

export type RefusalReason = Refusal["reason"];

/** What an endpoint is told of an event: the body of a request signed as https://www.standardwebhooks.com has it. */
export type WebhookMessage = {
  /** The same however often it is sent, and to whichever endpoint; also in the header `webhook-id`. */
  id: string;
  type: EventType;
  /** When it happened, as ISO 8601. */
  timestamp: string;
  accountId: string;
  /** This is the n-th event about its user, counted from 1 without gaps; null for events about nobody. */
  userSequence: number | null;
  /** The event as `events.list` shows it; `data.seq` orders all events of the account. */
  data: EventRow;
};

/** What `webhooks.sendTest` sends: signed like all others, and no event. */
export type WebhookTestMessage = {
  id: string;
  type: "webhook.test";
  timestamp: string;
  accountId: string;
  data: object;
};

/** For procedures that need none. */
export type NoInput = Record<string, never>;

export type UsersListInput = {
  /** Beginnings of words of the name, of the address or of its parts, or of the id; case and accents do not matter. */
  search?: string | undefined;
  /** Everybody but who was removed, unless it is said whom. */
  status?: UserStatus[] | undefined;
  groupId?: string | undefined;
  /** Where the mail of the current invitation stands. */
  delivery?: DeliveryState[] | undefined;
  /** Open invitations whose deadline is before this instant. */
  expiresBefore?: number | undefined;
  /** Whether they have asked for a new link since theirs expired. */
  askedAgain?: boolean | undefined;
  /** The user who sent the current invitation. */
  invitedBy?: string | undefined;
  sort?:
    | {
        by: SortKey;
        dir: "asc" | "desc";
      }[]
    | undefined;
  /** From 1; the first 10,000 rows can be reached so, everything by `cursor`. */
  page?: number | undefined;
  /** 10 unless it is said. */
  pageSize?: 5 | 10 | 25 | 50 | 100 | undefined;
  /** `nextCursor` of the page before, with the same filters and order. */
  cursor?: string | undefined;
};

export type UsersGetInput =
  | {
      email: string;
    }
  | {
      externalId: string;
    }
  | {
      userId: string;
    };

export type UsersInviteInput = {
  email: string;
  firstName: string;
  /** May be empty: many people have one name only. */
  lastName: string;
  /** At least one. */
  groupIds: string[];
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** A few words in the mail: plain text without links, 1,000 characters at most. */
  message?: string | undefined;
  /** The mail's language; the account's where it is left out. */
  locale?: string | undefined;
  /** `false` makes the invitation without a mail: hand its link over yourself. */
  sendMail?: boolean | undefined;
  /** What the person is called in your own system; nobody else in the account may have it. */
  externalId?: string | undefined;
};

export type UsersInviteManyInput = {
  /** 1 to 500 people. */
  users: {
    email: string;
    firstName: string;
    /** May be empty: many people have one name only. */
    lastName: string;
    /** At least one. */
    groupIds: string[];
    /** What the person is called in your own system; nobody else in the account may have it. */
    externalId?: string | undefined;
  }[];
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** A few words in every mail: plain text without links, 1,000 characters at most. */
  message?: string | undefined;
  /** The mails' language; the account's where it is left out. */
  locale?: string | undefined;
  /** Also invites who has declined or was removed. Not for a run of every night: they have had their say. */
  again?: boolean | undefined;
  /** Also sends a new invitation to those whose last one has expired. */
  renew?: boolean | undefined;
  /** Nothing is written: the answer is what the run would answer. */
  dryRun?: boolean | undefined;
};

export type UsersEditInput = {
  userId: string;
  groupIds: string[];
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** Refused as `conflict` unless the user's `revision` is still this one. */
  ifRevision?: number | undefined;
};

export type UsersCorrectAddressInput = {
  userId: string;
  email: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** Refused as `conflict` unless the user's `revision` is still this one. */
  ifRevision?: number | undefined;
};

export type UsersRemoveInput = {
  userId: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** Refused as `conflict` unless the user's `revision` is still this one. */
  ifRevision?: number | undefined;
};

export type UsersResendManyInput = {
  /** 1 to 500; whoever is named twice counts once. */
  userIds: string[];
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** Nothing is written: the answer is what the run would answer. */
  dryRun?: boolean | undefined;
};

export type UsersSendNewManyInput = {
  /** 1 to 500; whoever is named twice counts once. */
  userIds: string[];
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** Nothing is written: the answer is what the run would answer. */
  dryRun?: boolean | undefined;
};

export type UsersEditManyInput = {
  groupIds: string[];
  /** 1 to 500; whoever is named twice counts once. */
  userIds: string[];
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** Nothing is written: the answer is what the run would answer. */
  dryRun?: boolean | undefined;
};

export type UsersRemoveManyInput = {
  /** 1 to 500; whoever is named twice counts once. */
  userIds: string[];
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** Nothing is written: the answer is what the run would answer. */
  dryRun?: boolean | undefined;
};

export type UsersBlockInput = {
  userId: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  /** Refused as `conflict` unless the user's `revision` is still this one. */
  ifRevision?: number | undefined;
};

export type UsersUnblockInput = {
  userId: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
};

export type UsersDeleteInput = {
  userId: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
};

export type InvitationsHistoryInput = {
  userId: string;
};

export type InvitationsLinkInput = {
  userId: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
};

export type InvitationsResendInput = {
  userId: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
};

export type InvitationsSendNewInput = {
  userId: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
};

export type InvitationsPreviewInput = {
  code: string;
};

export type InvitationsAcceptInput = {
  code: string;
  firstName: string;
  lastName: string;
  termsAccepted: true;
};

export type InvitationsDeclineInput = {
  code: string;
};

export type InvitationsAskAgainInput = {
  code: string;
};

export type InvitationsStopStateInput = {
  code: string;
};

export type InvitationsStopInput = {
  code: string;
};

export type InvitationsAllowInput = {
  code: string;
};

export type GroupsCreateInput = {
  name: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
};

export type GroupsRenameInput = {
  groupId: string;
  name: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
};

export type GroupsRemoveInput = {
  groupId: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
};

export type TokensCreateInput = {
  name: string;
  scope: "read" | "write";
  /** Until when it works; left out, until it is removed or whoever made it is no administrator any more. */
  expiresAt?: number | undefined;
};

export type TokensDisableInput = {
  tokenId: string;
};

export type TokensEnableInput = {
  tokenId: string;
};

export type TokensRemoveInput = {
  tokenId: string;
};

export type WebhooksCreateInput = {
  url: string;
  types?: EventType[] | null | undefined;
};

export type WebhooksUpdateInput = {
  webhookId: string;
  url?: string | undefined;
  types?: EventType[] | null | undefined;
};

export type WebhooksRotateSecretInput = {
  webhookId: string;
};

export type WebhooksDisableInput = {
  webhookId: string;
};

export type WebhooksEnableInput = {
  webhookId: string;
};

export type WebhooksRemoveInput = {
  webhookId: string;
};

export type WebhooksDeliveriesInput = {
  webhookId: string;
  state?: "delivered" | "retrying" | "failed" | "pending" | undefined;
  cursor?: string | undefined;
  pageSize?: 5 | 10 | 25 | 50 | 100 | undefined;
};

export type WebhooksRedeliverInput = {
  webhookId: string;
  eventId?: string | undefined;
};

export type WebhooksSendTestInput = {
  webhookId: string;
};

export type EventsListInput = {
  userId?: string | undefined;
  type?: EventType[] | undefined;
  actor?:
    | {
        kind: "user";
        id?: string | undefined;
      }
    | {
        kind: "token";
        id?: string | undefined;
      }
    | {
        kind: "invitee" | "system";
      }
    | undefined;
  /** From one instant and before another, as `recordedAt` has it. */
  from?: number | undefined;
  before?: number | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** The `seq` of the last event that you have: those since, oldest first. 0 begins at the beginning. */
  after?: number | undefined;
  /** 10 unless it is said. */
  pageSize?: 5 | 10 | 25 | 50 | 100 | undefined;
};

export type AccountsCreateInput = {
  name: string;
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  locale?: string | undefined;
  timeZone?: string | undefined;
};

export type AccountsUpdateInput = {
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
  name?: string | undefined;
  /** Where somebody who has joined goes on to; null for Usher's own page. */
  homeUrl?: string | null | undefined;
  /** The language of mails, a BCP 47 tag such as `de-CH`. */
  locale?: string | undefined;
  /** The zone that mails tell deadlines in, such as `Europe/Zurich`. */
  timeZone?: string | undefined;
};

export type AccountsLeaveInput = {
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey?: string | undefined;
};

export type ProfileUpdateInput = {
  firstName?: string | undefined;
  lastName?: string | undefined;
  notifications?:
    | {
        accepted?: boolean | undefined;
        declined?: boolean | undefined;
        expired?: boolean | undefined;
      }
    | undefined;
};

/** What every call takes besides its input. */
export type CallOptions = {
  /** Ends the call and its retries. What has been written by then stays written. */
  signal?: AbortSignal;
};

export type UsersCalls = {
  /**
   * A page of users, everybody but who was removed unless `status` says otherwise, with how many there are.
   */
  list(input?: UsersListInput, options?: CallOptions): Promise<UserList>;
  /**
   * One user, by id, address or your own id. Refused: `notFound`.
   */
  get(input: UsersGetInput, options?: CallOptions): Promise<UserRow>;
  /**
   * How many users there are, by status.
   */
  counts(input?: NoInput, options?: CallOptions): Promise<UserCounts>;
  /**
   * Makes a user and sends the invitation; who was removed comes back under the same id. Refused: `alreadyUser`,
   * `alreadyInvited` (whoever has the address or the `externalId`), `groupRequired`, `tooManySends`, `conflict`
   * (somebody removed has the `externalId`), `notAllowed` (into Administrators).
   */
  invite(input: UsersInviteInput, options?: CallOptions): Promise<UserRow>;
  /**
   * Invites a list, each row judged by itself: one that is refused spoils no other, and who is there already is told
   * and not mailed.
   */
  inviteMany(input: UsersInviteManyInput, options?: CallOptions): Promise<InviteManyOutput>;
  /**
   * Gives a user other groups. Refused: `groupRequired`, `blocked`, `wrongStatus` (removed), `lastAdministrator`,
   * `conflict`, `notFound`, `notAllowed` (into or out of Administrators).
   */
  edit(input: UsersEditInput, options?: CallOptions): Promise<UserRow>;
  /**
   * Corrects the address of somebody who has not joined, and sends a new invitation there; the old link is dead.
   * Refused: `alreadyAccepted`, `alreadyUser` and `alreadyInvited` (the address is somebody else's), `tooManySends`,
   * `wrongStatus`, `conflict`, `notFound`, `notAllowed`.
   */
  correctAddress(input: UsersCorrectAddressInput, options?: CallOptions): Promise<UserRow>;
  /**
   * Ends somebody's place, or withdraws their invitation. Refused: `wrongStatus` (removed already), `self`,
   * `lastAdministrator`, `conflict`, `notFound`, `notAllowed` (an administrator).
   */
  remove(input: UsersRemoveInput, options?: CallOptions): Promise<UserRow>;
  /**
   * Sends many their link again, each judged by itself. Refused by row: as `invitations.resend`.
   */
  resendMany(input: UsersResendManyInput, options?: CallOptions): Promise<ManyOutput>;
  /**
   * Sends many a new invitation, each judged by itself. Refused by row: as `invitations.sendNew`.
   */
  sendNewMany(input: UsersSendNewManyInput, options?: CallOptions): Promise<ManyOutput>;
  /**
   * Gives many users the same groups in place of theirs, each judged by itself. Refused by row: as `users.edit`.
   */
  editMany(input: UsersEditManyInput, options?: CallOptions): Promise<ManyOutput>;
  /**
   * Removes many, each judged by itself. Refused by row: as `users.remove`.
   */
  removeMany(input: UsersRemoveManyInput, options?: CallOptions): Promise<ManyOutput>;
  /**
   * Keeps an active user out until unblocked. Refused: `wrongStatus`, `self`, `lastAdministrator`, `conflict`,
   * `notFound`, `notAllowed` (an administrator).
   */
  block(input: UsersBlockInput, options?: CallOptions): Promise<UserRow>;
  /**
   * Lets a blocked user in again. Refused: `wrongStatus`, `notFound`, `notAllowed` (an administrator).
   */
  unblock(input: UsersUnblockInput, options?: CallOptions): Promise<UserRow>;
  /**
   * Forgets a removed user: name and address are emptied everywhere, in events too. Refused: `wrongStatus` (not
   * removed), `notFound`.
   */
  delete(input: UsersDeleteInput, options?: CallOptions): Promise<Removed>;
};

export type InvitationsCalls = {
  /**
   * All that has become of a user's invitations and their mails. Refused: `notFound`.
   */
  history(input: InvitationsHistoryInput, options?: CallOptions): Promise<InvitationHistory[]>;
  /**
   * The link of the open invitation, to hand over yourself; who uses it proves their address by a code. It moves no
   * deadline, and is in the audit trail. Refused: `invitationExpired`, `invitationDeclined`, `alreadyAccepted`,
   * `blocked`, `wrongStatus`, `linkInvalid`, `conflict`, `notFound`.
   */
  link(input: InvitationsLinkInput, options?: CallOptions): Promise<InvitationLink>;
  /**
   * Mails the same link again, and restarts its deadline. Refused: `coolingDown` (60 seconds), `tooManySends` (5 a
   * day and address, or the `limit` of the whole account), `invitationExpired`, `invitationDeclined`,
   * `alreadyAccepted`, `blocked`, `wrongStatus`, `notFound`.
   */
  resend(input: InvitationsResendInput, options?: CallOptions): Promise<UserRow>;
  /**
   * A new invitation with a link of its own, once the last one has expired or was declined. Refused:
   * `invitationNotExpired`, `tooManySends`, `alreadyAccepted`, `blocked`, `wrongStatus`, `notFound`, `notAllowed`
   * (an administrator).
   */
  sendNew(input: InvitationsSendNewInput, options?: CallOptions): Promise<UserRow>;
};

export type GroupsCalls = {
  /**
   * All groups, with how many users they have.
   */
  list(input?: NoInput, options?: CallOptions): Promise<GroupRow[]>;
  /**
   * Makes a group. Refused: `nameTaken`.
   */
  create(input: GroupsCreateInput, options?: CallOptions): Promise<GroupRow>;
  /**
   * Renames a group. Refused: `nameTaken`, `notFound`, `notAllowed` (Administrators).
   */
  rename(input: GroupsRenameInput, options?: CallOptions): Promise<GroupRow>;
  /**
   * Removes a group that is nobody's only one. Refused: `groupInUse`, `notFound`, `notAllowed` (Administrators).
   */
  remove(input: GroupsRemoveInput, options?: CallOptions): Promise<Removed>;
};

export type EventsCalls = {
  /**
   * The audit trail, newest first; with `after`, oldest first from there.
   */
  list(input?: EventsListInput, options?: CallOptions): Promise<EventList>;
};

export type AccountsCalls = {
  /**
   * Changes the account's name, home page, language or time zone; what is left out stays.
   */
  update(input: AccountsUpdateInput, options?: CallOptions): Promise<AccountRow>;
};

/** Everything that a token may call. */
export type TokenCalls = {
  users: UsersCalls;
  invitations: InvitationsCalls;
  groups: GroupsCalls;
  events: EventsCalls;
  accounts: AccountsCalls;
};

export const tokenCalls = {
  users: {
    list: "query",
    get: "query",
    counts: "query",
    invite: "mutation",
    inviteMany: "mutation",
    edit: "mutation",
    correctAddress: "mutation",
    remove: "mutation",
    resendMany: "mutation",
    sendNewMany: "mutation",
    editMany: "mutation",
    removeMany: "mutation",
    block: "mutation",
    unblock: "mutation",
    delete: "mutation",
  },
  invitations: { history: "query", link: "mutation", resend: "mutation", sendNew: "mutation" },
  groups: { list: "query", create: "mutation", rename: "mutation", remove: "mutation" },
  events: { list: "query" },
  accounts: { update: "mutation" },
} as const satisfies { [Router in keyof TokenCalls]: Record<keyof TokenCalls[Router], "query" | "mutation"> };

/** `error.data` of a call that the server refused, found fault with or failed at. */
export type CallErrorData = ErrorData & { code: TRPC_ERROR_CODE_KEY; httpStatus: number; path?: string };

type Root = {
  ctx: object;
  meta: object;
  errorShape: { message: string; code: TRPC_ERROR_CODE_NUMBER; data: CallErrorData };
  transformer: false;
};

/** The whole router, for tRPC clients of your own. What no token may call needs the session of a person. */
export type AppRouter = TRPCBuiltRouter<
  Root,
  {
    users: {
      list: TRPCQueryProcedure<{ input: UsersListInput | undefined; output: UserList; meta: unknown }>;
      get: TRPCQueryProcedure<{ input: UsersGetInput; output: UserRow; meta: unknown }>;
      counts: TRPCQueryProcedure<{ input: NoInput | undefined; output: UserCounts; meta: unknown }>;
      invite: TRPCMutationProcedure<{ input: UsersInviteInput; output: UserRow; meta: unknown }>;
      inviteMany: TRPCMutationProcedure<{ input: UsersInviteManyInput; output: InviteManyOutput; meta: unknown }>;
      edit: TRPCMutationProcedure<{ input: UsersEditInput; output: UserRow; meta: unknown }>;
      correctAddress: TRPCMutationProcedure<{ input: UsersCorrectAddressInput; output: UserRow; meta: unknown }>;
      remove: TRPCMutationProcedure<{ input: UsersRemoveInput; output: UserRow; meta: unknown }>;
      resendMany: TRPCMutationProcedure<{ input: UsersResendManyInput; output: ManyOutput; meta: unknown }>;
      sendNewMany: TRPCMutationProcedure<{ input: UsersSendNewManyInput; output: ManyOutput; meta: unknown }>;
      editMany: TRPCMutationProcedure<{ input: UsersEditManyInput; output: ManyOutput; meta: unknown }>;
      removeMany: TRPCMutationProcedure<{ input: UsersRemoveManyInput; output: ManyOutput; meta: unknown }>;
      block: TRPCMutationProcedure<{ input: UsersBlockInput; output: UserRow; meta: unknown }>;
      unblock: TRPCMutationProcedure<{ input: UsersUnblockInput; output: UserRow; meta: unknown }>;
      delete: TRPCMutationProcedure<{ input: UsersDeleteInput; output: Removed; meta: unknown }>;
    };
    invitations: {
      history: TRPCQueryProcedure<{ input: InvitationsHistoryInput; output: InvitationHistory[]; meta: unknown }>;
      link: TRPCMutationProcedure<{ input: InvitationsLinkInput; output: InvitationLink; meta: unknown }>;
      resend: TRPCMutationProcedure<{ input: InvitationsResendInput; output: UserRow; meta: unknown }>;
      sendNew: TRPCMutationProcedure<{ input: InvitationsSendNewInput; output: UserRow; meta: unknown }>;
      /**
       * The open invitations of the address that is signed in.
       */
      mine: TRPCQueryProcedure<{ input: NoInput | undefined; output: MyInvitation[]; meta: unknown }>;
      /**
       * What an open invitation shows to whoever has its link.
       */
      preview: TRPCQueryProcedure<{ input: InvitationsPreviewInput; output: InvitationPreview; meta: unknown }>;
      /**
       * Joins. Needs the session of the invited address, or the mailed link of an address without a login.
       */
      accept: TRPCMutationProcedure<{ input: InvitationsAcceptInput; output: Accepted; meta: unknown }>;
      /**
       * Declines an open invitation.
       */
      decline: TRPCMutationProcedure<{ input: InvitationsDeclineInput; output: Declined; meta: unknown }>;
      /**
       * Asks for another link once this one has expired.
       */
      askAgain: TRPCMutationProcedure<{ input: InvitationsAskAgainInput; output: AskedAgain; meta: unknown }>;
      /**
       * Whether invitation mails of this account reach the address that the mail with this code went to.
       */
      stopState: TRPCQueryProcedure<{ input: InvitationsStopStateInput; output: StopState; meta: unknown }>;
      /**
       * Declines the invitation if it is open, and lets no more invitation mails of this account reach that address.
       */
      stop: TRPCMutationProcedure<{ input: InvitationsStopInput; output: StopState; meta: unknown }>;
      /**
       * Takes a stop back.
       */
      allow: TRPCMutationProcedure<{ input: InvitationsAllowInput; output: StopState; meta: unknown }>;
    };
    groups: {
      list: TRPCQueryProcedure<{ input: NoInput | undefined; output: GroupRow[]; meta: unknown }>;
      create: TRPCMutationProcedure<{ input: GroupsCreateInput; output: GroupRow; meta: unknown }>;
      rename: TRPCMutationProcedure<{ input: GroupsRenameInput; output: GroupRow; meta: unknown }>;
      remove: TRPCMutationProcedure<{ input: GroupsRemoveInput; output: Removed; meta: unknown }>;
    };
    tokens: {
      /**
       * The account's API tokens, without the tokens themselves.
       */
      list: TRPCQueryProcedure<{ input: NoInput | undefined; output: TokenRow[]; meta: unknown }>;
      /**
       * Makes an API token, which is shown this once.
       */
      create: TRPCMutationProcedure<{ input: TokensCreateInput; output: TokenCreated; meta: unknown }>;
      /**
       * Stops a token from working, from its next call on.
       */
      disable: TRPCMutationProcedure<{ input: TokensDisableInput; output: TokenRow; meta: unknown }>;
      /**
       * Lets a disabled token work again.
       */
      enable: TRPCMutationProcedure<{ input: TokensEnableInput; output: TokenRow; meta: unknown }>;
      /**
       * Ends a token for ever.
       */
      remove: TRPCMutationProcedure<{ input: TokensRemoveInput; output: Removed; meta: unknown }>;
    };
    webhooks: {
      /**
       * The account's webhooks, without their secrets.
       */
      list: TRPCQueryProcedure<{ input: NoInput | undefined; output: WebhookRow[]; meta: unknown }>;
      /**
       * Adds an endpoint that is told of events from now on, of every type unless some are chosen. Its secret is shown this once.
       */
      create: TRPCMutationProcedure<{ input: WebhooksCreateInput; output: WebhookSecret; meta: unknown }>;
      /**
       * Changes where an endpoint is, or which events it is told of.
       */
      update: TRPCMutationProcedure<{ input: WebhooksUpdateInput; output: WebhookRow; meta: unknown }>;
      /**
       * Makes a new secret, shown this once. For a day messages are signed with the old one too.
       */
      rotateSecret: TRPCMutationProcedure<{ input: WebhooksRotateSecretInput; output: WebhookSecret; meta: unknown }>;
      /**
       * Sends nothing more until it is enabled. No event is lost.
       */
      disable: TRPCMutationProcedure<{ input: WebhooksDisableInput; output: WebhookRow; meta: unknown }>;
      /**
       * Goes on where it was disabled: what happened meanwhile follows.
       */
      enable: TRPCMutationProcedure<{ input: WebhooksEnableInput; output: WebhookRow; meta: unknown }>;
      /**
       * Ends a webhook for ever, with everything that was not delivered.
       */
      remove: TRPCMutationProcedure<{ input: WebhooksRemoveInput; output: Removed; meta: unknown }>;
      /**
       * How deliveries went, newest event first. Delivered ones are listed for 7 days, failed ones for 30.
       */
      deliveries: TRPCQueryProcedure<{ input: WebhooksDeliveriesInput; output: WebhookDeliveryList; meta: unknown }>;
      /**
       * Sends an event again, whatever became of it; without `eventId` everything that has failed.
       */
      redeliver: TRPCMutationProcedure<{ input: WebhooksRedeliverInput; output: WebhookRedelivery; meta: unknown }>;
      /**
       * Sends a message that is no event, and answers how it was taken.
       */
      sendTest: TRPCMutationProcedure<{ input: WebhooksSendTestInput; output: WebhookTest; meta: unknown }>;
    };
    events: {
      list: TRPCQueryProcedure<{ input: EventsListInput | undefined; output: EventList; meta: unknown }>;
    };
    accounts: {
      /**
       * The accounts of whoever is signed in.
       */
      mine: TRPCQueryProcedure<{ input: NoInput | undefined; output: MyAccounts; meta: unknown }>;
      /**
       * Founds an account.
       */
      create: TRPCMutationProcedure<{ input: AccountsCreateInput; output: AccountRow; meta: unknown }>;
      update: TRPCMutationProcedure<{ input: AccountsUpdateInput; output: AccountRow; meta: unknown }>;
      /**
       * Ends one's own place in the account.
       */
      leave: TRPCMutationProcedure<{ input: AccountsLeaveInput | undefined; output: Left; meta: unknown }>;
    };
    profile: {
      /**
       * Whoever is signed in, in this account.
       */
      get: TRPCQueryProcedure<{ input: NoInput | undefined; output: Profile; meta: unknown }>;
      /**
       * Changes one's own names in this account, and what one is told by mail.
       */
      update: TRPCMutationProcedure<{ input: ProfileUpdateInput; output: Profile; meta: unknown }>;
    };
  }
>;
