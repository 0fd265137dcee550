import type { UserRow } from "./outputs.ts";
import type { UserStatus } from "./status.ts";

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

export type RefusalReason = Refusal["reason"];

/** A field of the input that cannot be used: its path (`email`, `groupIds.0`), and the name of the sentence to show. */
export type FieldProblem = { field: string; problem: InputProblem; message: string };

export const inputProblems = [
  "required",
  "addressFormat",
  "addressTooLong",
  "addressLocalPart",
  "addressDomain",
  "nameTooLong",
  "nameCharacters",
  "nameWithLink",
  "messageTooLong",
  "messageWithLink",
  "groupUnknown",
  "tooMany",
  "termsRequired",
  "urlFormat",
  "urlNotPublic",
  "zoneUnknown",
  "localeUnknown",
  "cursorInvalid",
  "unknownKey",
  "invalid",
] as const;
export type InputProblem = (typeof inputProblems)[number];
