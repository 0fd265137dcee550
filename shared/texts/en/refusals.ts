import type { InputProblem, Refusal, RefusalReason } from "../../refusal.ts";
import { waitText } from "../wait-text.ts";
import { nameProblems } from "./name-problems.ts";

type Sentences = { [Reason in RefusalReason]: (refusal: Extract<Refusal, { reason: Reason }>) => string };

/** One sentence for each refusal that a person can act on. Instants are left to the page, which knows the reader's zone. */
const sentences = {
  notFound: () => "This no longer exists. Refresh the page to see what is there now.",
  notAllowed: () => "You may not do this. Ask an administrator of the account.",
  signInRequired: () => "Sign in to go on.",
  wrongAddress: ({ invitedAddress, signedInAs }) =>
    `This invitation is for ${invitedAddress}, but you are signed in as ${signedInAs}. Switch to the invited address.`,
  alreadyUser: () => "This person is already a user of the account.",
  alreadyInvited: () => "This address has already been invited. Resend the invitation or send a new one.",
  alreadyAccepted: () => "This person has already joined.",
  invitationExpired: () => "The invitation has expired. Send a new invitation.",
  invitationNotExpired: () => "The invitation has not expired. Copy or resend its link.",
  invitationReplaced: () => "A newer invitation has replaced this one. Use the link in the latest mail.",
  invitationWithdrawn: () => "The invitation was withdrawn.",
  invitationDeclined: () => "The invitation was declined. Send a new invitation.",
  linkInvalid: () => "This link is not valid. Check that you copied all of it.",
  wrongStatus: () => "This is not possible in the user's present status.",
  blocked: () => "This user is blocked. Unblock the user first.",
  self: () => "You cannot do this to yourself. Ask another administrator.",
  lastAdministrator: () => "The account needs an active administrator. Make somebody else an administrator first.",
  groupRequired: () => "Every user needs a group. Choose at least one.",
  groupInUse: ({ userCount }) =>
    `${userCount === 1 ? "1 user has" : `${userCount} users have`} no other group. Give them another group first.`,
  nameTaken: () => "This name is taken. Choose another.",
  accountRequired: () => "You belong to several accounts. Choose one.",
  coolingDown: ({ retryAfterMs }) => `This was done not long ago. You can do it again in ${waitText(retryAfterMs)}.`,
  tooManySends: ({ retryAfterMs, limit }) =>
    limit === "account"
      ? `This account has sent the most invitations allowed in a day. It can send more in ${waitText(retryAfterMs)}.`
      : `This address has had the most mails allowed in a day. You can send again in ${waitText(retryAfterMs)}, or copy the link.`,
  tooManyRequests: ({ retryAfterMs }) => `Too many tries. Try again in ${waitText(retryAfterMs)}.`,
  conflict: () => "Somebody changed this in the meantime. Look at it as it is now, and try again.",
} as const satisfies Sentences;

export function refusalSentence(refusal: Refusal): string {
  // The table is keyed by the reason of its own argument, which the type system cannot follow through an index.
  const sentence = sentences[refusal.reason] as (refusal: Refusal) => string;
  return sentence(refusal);
}

export const problemSentences = {
  required: "Fill this in.",
  addressFormat: "Enter one address, such as name@example.com.",
  addressTooLong: "This address is too long. An address has at most 254 characters.",
  addressLocalPart: "The part before the @ may have only plain letters, digits and signs such as . _ + -",
  addressDomain: "The part after the @ is not a domain, such as example.com.",
  ...nameProblems,
  messageTooLong: "This message is too long. Use at most 1,000 characters.",
  messageWithLink: "A message cannot contain a link.",
  groupUnknown: "This group does not exist any more. Choose another.",
  tooMany: "These are too many.",
  termsRequired: "Agree to the terms to go on.",
  urlFormat: "Enter a web address that begins with https://",
  urlNotPublic: "Enter an address that can be reached on the internet by name, on the usual port.",
  zoneUnknown: "This time zone is not known.",
  localeUnknown: "This language is not known.",
  cursorInvalid: "This position in the list is not known. Start from the first page.",
  unknownKey: "This is not something that can be set here.",
  invalid: "This value cannot be used here.",
} as const satisfies Record<InputProblem, string>;
