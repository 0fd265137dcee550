import type { DeliveryError, DeliveryState } from "../../delivery.ts";
import type { UserStatus } from "../../status.ts";
import type { SortKey } from "../../user-sort.ts";

/** The Users page: the list, the menu of a row, and what is said after each command. */

export const statusWords = {
  active: "Active",
  invited: "Invited",
  invitationExpired: "Invitation expired",
  invitationDeclined: "Declined",
  blocked: "Blocked",
  removed: "Removed",
} as const satisfies Record<UserStatus, string>;

export const deliveryErrorWords = {
  temporary: "not taken by the mail service",
  addressRefused: "address refused",
  suppressed: "address on the stop list",
  quota: "mail quota used up",
  bounced: "came back undelivered",
  deadlinePassed: "deadline passed",
  linkReset: "links were reset",
} as const satisfies Record<DeliveryError, string>;

function attemptsText(attempts: number): string {
  return attempts === 1 ? "1 attempt" : `${attempts} attempts`;
}

const deliveryTexts = {
  queued: () => "Mail queued",
  sent: () => "Mail sent",
  delivered: () => "Mail delivered",
  retrying: (attempts) => `Trying again after ${attemptsText(attempts)}`,
  failed: (_attempts, error) => (error ? `Mail failed: ${deliveryErrorWords[error]}` : "Mail failed"),
} as const satisfies Record<DeliveryState, (attempts: number, error: DeliveryError | undefined) => string>;

export function deliveryText(delivery: {
  state: DeliveryState;
  attempts: number;
  error?: DeliveryError | undefined;
}): string {
  const text: (attempts: number, error: DeliveryError | undefined) => string = deliveryTexts[delivery.state];
  return text(delivery.attempts, delivery.error);
}

export const sortWords = {
  name: "Name",
  email: "Email",
  status: "Status",
  sentAt: "Invitation sent",
  joinedAt: "Joined",
  lastSignInAt: "Last sign in",
} as const satisfies Record<SortKey, string>;

export const usersTexts = {
  title: "Users",
  add: "Add",
  caption: "Users of this account",
  search: "Search",
  searchPlaceholder: "Search name, email or ID",
  clearSearch: "Clear search",
  status: "Status",
  refresh: "Refresh",
  refreshed: "Updated just now",
  loading: "Loading users",

  email: "Email",
  joined: "Joined",
  group: "Group",
  actions: "Actions",
  actionsFor: (name: string) => `Actions for ${name}`,
  administratorsChip: "Default",
  moreGroups: (count: number) => `${count} groups`,
  groupsSign: (count: number) => `+${count}`,
  dash: "—",
  expires: (when: string) => `Expires ${when}`,

  previous: "Previous",
  next: "Next",
  page: "Page",
  ofPages: (pages: string) => `of ${pages}`,
  pages: "Pages",
  rowsPerPage: "Rows per page",
  range: (from: string, to: string, total: string, isExact: boolean) =>
    isExact ? `${from}-${to} of ${total} rows` : `${from}-${to} of more than ${total} rows`,
  noRows: "0 rows",

  emptyTitle: "No users yet",
  emptyText: "Invite the first person: they get a mail with a link that is valid for a few days.",
  noMatchTitle: "Nobody matches",
  noMatchText: "Try another search, or fewer filters.",
  clearFilters: "Clear filters",
  notAllowedTitle: "Only administrators see the users",

  copyLink: "Copy invitation link",
  resend: "Resend invitation link",
  sendNew: "Send new invitation",
  inviteAgain: "Invite again",
  edit: "Edit",
  remove: "Remove",
  block: "Block",
  unblock: "Unblock",
  delete: "Delete",

  linkCopied: (until: string) => `Link copied, valid until ${until}`,
  linkTitle: "Invitation link",
  linkField: "Link",
  linkShown: (until: string) => `Copy this link. It is valid until ${until}.`,
  done: "Done",
  queued: (email: string) => `Queued for ${email}`,
  queuedNew: (email: string) => `New invitation queued for ${email}. The old link has stopped working.`,
  sent: (email: string) => `Sent to ${email}`,
  retrying: (email: string) => `The mail to ${email} has not left yet. It will be tried again.`,
  failed: (email: string) => `The mail to ${email} could not be sent. Copy the link instead, or resend it.`,
  joinedMeanwhile: (name: string, when: string) => `${name} has accepted already, ${when}.`,
  changed: (name: string, status: string) => `${name} was changed in the meantime. Status now: ${status}.`,

  saveGroups: "Save",
  editTitle: (name: string) => `Edit ${name}`,
  groups: "Groups",
  groupsDescription: "Choose at least one.",
  noLongerAdministrator: (name: string) => `${name} will no longer be an administrator.`,
  saved: (name: string) => `Groups of ${name} saved`,

  removeTitle: (name: string) => `Remove ${name}?`,
  removePending: (email: string) => `The invitation link sent to ${email} stops working at once. No mail is sent.`,
  removeEnded: (email: string) => `${email} is taken off the list. No mail is sent.`,
  removeJoined: (email: string) =>
    `${email} loses access to this account only, and is told by mail. You can invite this person again later.`,
  removed: (name: string) => `${name} was removed`,
  blockTitle: (name: string) => `Block ${name}?`,
  blockText: (email: string) => `${email} loses access to this account until you unblock them. Nothing is deleted.`,
  blocked: (name: string) => `${name} was blocked`,
  unblockTitle: (name: string) => `Unblock ${name}?`,
  unblockText: (email: string) => `${email} can use this account again at once.`,
  unblocked: (name: string) => `${name} was unblocked`,
  deleteTitle: (name: string) => `Delete ${name} for ever?`,
  deleteText: (email: string) =>
    `Name and address (${email}) are erased everywhere in this account, the history included. This cannot be undone.`,
  deleted: "The user was deleted",
  withdrawn: (count: number) =>
    count === 1
      ? "This open invitation into Administrators, sent by this person, is withdrawn as well:"
      : `These ${count} open invitations into Administrators, sent by this person, are withdrawn as well:`,
  withdrawnMore: (count: number) => `and ${count} more`,
  withdrawnUnknown: "Their open invitations into Administrators and their API tokens stop working as well.",
  tokensStop: "API tokens that this person made stop working.",
} as const;
