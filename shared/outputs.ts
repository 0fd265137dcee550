import type { RowActions } from "./actions.ts";
import type { DeliveryError, DeliveryState } from "./delivery.ts";
import type { ActorKind, EventDetails, EventType } from "./events.ts";
import type { NotificationKind } from "./notifications.ts";
import type { FieldProblem, Refusal } from "./refusal.ts";
import type { InvitationEnding, UserStatus } from "./status.ts";
import type { WebhookDeliveryState, WebhookError } from "./webhooks.ts";

/** Every shape that a procedure answers, by name. `…At` is epoch milliseconds; null where it has not happened. */

export type GroupRef = { id: string; name: string; isAdministrators: boolean };

export type Delivery = { state: DeliveryState; attempts: number; error?: DeliveryError; at: number };

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

/** `totalIsExact: false` reads "more than `total`". */
export type UserList = { rows: UserRow[]; total: number; totalIsExact: boolean; nextCursor: string | null };

/** Users by effective status. */
export type UserCounts = Record<UserStatus, number>;

export type InvitationLink = { url: string; expiresAt: number };

export type InviteOutcome = "created" | "alreadyActive" | "alreadyInvited" | "renewed" | "readded" | "refused";
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
export type InviteManyOutput = { results: InviteManyResult[] };
export type ManyResult = {
  userId: string;
  refusal: Refusal | null;
  /** Where a mail is sent: when it leaves, and until when the invitation is then valid. */
  sentAt?: number;
  expiresAt?: number;
};
export type ManyOutput = { results: ManyResult[] };

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

export type GroupRow = GroupRef & { userCount: number };
export type Removed = { id: string };

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
export type WebhookDeliveryList = { rows: WebhookDelivery[]; nextCursor: string | null };
export type WebhookRedelivery = { count: number };
/** How the endpoint took a message that is no event. */
export type WebhookTest = { isDelivered: boolean; status: number | null; error: WebhookError | null; tookMs: number };

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
export type EventList = { rows: EventRow[]; nextCursor: string | null };

export type AccountRow = {
  id: string;
  name: string;
  homeUrl: string | null;
  locale: string;
  timeZone: string;
  createdAt: number;
};
/** An account that whoever is signed in has joined. */
export type MyAccount = { id: string; name: string; userId: string; isAdministrator: boolean };
/** Also tells a newcomer whether naming a first account is open to them. */
export type MyAccounts = { accounts: MyAccount[]; mayCreate: boolean; email: string };
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

/** What `error.data` of a failed call carries besides tRPC's own members. */
export type ErrorData = {
  refusal: Refusal | null;
  problems: FieldProblem[] | null;
  /** Names the log line of an internal error. */
  requestId: string | null;
  /** Whom to ask for help, an address or a page, where the installation names somebody. */
  support: string | null;
};
