import type { DeliveryAttempt } from "../../outputs.ts";
import type { InvitationEnding } from "../../status.ts";

/** The page of one user. */

/** Where an invitation stands: null while it is open. */
export const invitationWords = {
  open: "Open",
  accepted: "Accepted",
  declined: "Declined",
  expired: "Expired",
  replaced: "Replaced by a newer one",
  withdrawn: "Withdrawn",
} as const satisfies Record<InvitationEnding | "open", string>;

export const attemptWords = {
  sent: "Sent",
  temporary: "Failed for now",
  permanent: "Failed",
  unknown: "No answer yet",
} as const satisfies Record<DeliveryAttempt["outcome"], string>;

export const userTexts = {
  titleWhileLoading: "User",
  loading: "Loading user",
  toUsers: "Users",
  notFoundTitle: "User not found",
  notFoundText: "Nobody in this account has this ID. They may have been deleted, or the link is about another account.",
  backToUsers: "Back to the users",
  notAllowedTitle: "Only administrators see the users",
  actions: "Actions",

  tabs: "Parts of this page",
  tabLabels: { general: "General", groups: "Groups", details: "Details", audit: "Audit trail" },

  person: "Person",
  name: "Name",
  email: "Email",
  status: "Status",
  groups: "Groups",
  joined: "Joined",
  lastSignIn: "Last sign in",

  invitation: "Invitation",
  invitedBy: "Invited by",
  you: (name: string) => `${name} (you)`,
  byToken: (name: string) => `API token ${name}`,
  sentAt: "Sent",
  resent: "Resent",
  notResent: "Not yet",
  times: (count: number) => (count === 1 ? "Once" : `${count} times`),
  last: "last",
  expires: "Expires",
  mail: "Mail",
  noMail: "None was sent",
  attempts: "Attempts",
  noAttempts: "None yet",
  reminder: "Reminder",
  attempt: (number: number) => `Attempt ${number}`,
  askedAgain: "This person has asked for a new link:",
  copyLink: "Copy link",
  resend: "Resend",
  sendNew: "Send new invitation",
  neverInvited: "Nobody invited this person: the account began with them.",
  earlier: (count: number) => (count === 1 ? "1 earlier invitation" : `${count} earlier invitations`),

  editGroups: "Edit groups",
  noGroups: "None. Removed users are in no group.",
  administratorsMeaning: "May do everything in this account",

  identity: "Identity",
  dates: "Dates",
  userId: "User ID",
  externalId: "External ID",
  invitationId: "Invitation ID",
  copy: (what: string) => `Copy ${what}`,
  copied: (what: string) => `${what} copied`,
  notCopied: "The browser did not allow copying. Select the text and copy it yourself.",
  invitedAt: "Invited",
  lastSentAt: "Last sent",
  validUntil: "Link valid until",
  askedAgainAt: "Asked for a new link",
  removedAt: "Removed",

  audit: "What happened, newest first",
  wholeTrail: "Open in the audit trail",
  noEvents: "Nothing is recorded about this person.",
} as const;
