import type { ActorKind, EventType } from "../../events.ts";
import type { EventRow } from "../../outputs.ts";

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
  "webhook.created": "Webhook added",
  "webhook.updated": "Webhook changed",
  "webhook.secretRotated": "Webhook given a new secret",
  "webhook.disabled": "Webhook disabled",
  "webhook.enabled": "Webhook enabled",
  "webhook.removed": "Webhook removed",
  "account.created": "Account created",
  "account.updated": "Account settings changed",
} as const satisfies Record<EventType, string>;

/** Event types by what they begin with, as the filter lists them. */
export const eventNouns = {
  invitation: "Invitations",
  user: "Users",
  group: "Groups",
  token: "API tokens",
  webhook: "Webhooks",
  account: "Account",
} as const;

/** Through what something was done. */
export const actorWords = {
  user: "Signed in",
  token: "API token",
  invitee: "Invitation link",
  system: "Automatic",
} as const satisfies Record<ActorKind, string>;

/** Who did it: by name, or by what is left to say. */
export function actorName({ kind, name }: EventRow["actor"]): string {
  return name || namelessActors[kind];
}

/** Who did it, where no name is known. */
export const namelessActors = {
  user: "Deleted user",
  token: "Removed API token",
  invitee: "Deleted user",
  system: "System",
} as const satisfies Record<ActorKind, string>;

/** Who did something, as the filter offers it. */
export const actorFilterWords = {
  user: "Somebody signed in",
  token: "An API token",
  invitee: "Somebody invited",
  system: "The system",
} as const satisfies Record<ActorKind, string>;

export const datePresetWords = { today: "Today", "7d": "Last 7 days", "30d": "Last 30 days" } as const;

export const detailWords = {
  expiresAt: "Valid until",
  attempts: "Attempts",
  error: "Reason",
  groups: "Groups",
  name: "Name",
  email: "Email",
  externalId: "External ID",
  token: "Token",
  webhook: "Webhook",
  webhookGone: "The endpoint answered 410 (gone)",
  homeUrl: "Home page",
  locale: "Language",
  timeZone: "Time zone",
  noMail: "No mail was asked for",
  reminder: "Reminder",
  forGood: "Wants no more invitations of this account",
  noGroups: "none",
  removedGroup: "a removed group",
  nothing: "none",
} as const;

export const auditTexts = {
  title: "Audit trail",
  caption: "What happened in this account, newest first",
  loading: "Loading events",
  when: "When",
  who: "Who",
  what: "What",
  whom: "Whom",
  deletedUser: "Deleted user",
  removedToken: (name: string) => `${name} (removed)`,
  onlyAbout: (name: string) => `Only events about ${name}`,
  onlyBy: (name: string) => `Only what ${name} did`,
  linkTo: (seq: string) => `Link to event ${seq}`,
  seq: (seq: number) => `#${seq}`,
  recorded: "Recorded",
  became: "→",
  becameSpoken: "became",

  filter: "Filter",
  filterCount: (count: number) => `Filter (${count})`,
  filterTitle: "Filter the audit trail",
  done: "Done",
  anybody: "Anybody",
  anyTime: "At any time",
  recordedOn: "Recorded",
  recordedOnDescription: "Days begin at midnight where you are.",
  between: "Between two dates",
  from: "From",
  to: "Up to and including",
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  since: (day: string) => `Since ${day}`,
  until: (day: string) => `Until ${day}`,
  doneBy: "Done by",
  which: "Who",
  whichDescription: "Name, email or ID. Leave empty for whoever was signed in.",
  anyToken: "Any token",
  tokenChoice: (name: string, ending: string) => `${name} (…${ending})`,
  chosenActor: (name: string) => `Done by ${name}`,
  byChip: (name: string) => `By ${name}`,
  found: (count: number, text: string, hasMore: boolean) =>
    hasMore ? `The newest ${text} events` : count === 1 ? "1 event" : `${text} events`,
  about: "About",
  aboutDescription: "Name, email or ID of a user. Leave empty for events about anybody.",
  chosen: (name: string) => `Events about ${name}`,
  aboutChip: (name: string) => `About ${name}`,

  refresh: "Refresh",
  refreshed: "Updated just now",
  loadOlder: "Load older",
  loadedOlder: (count: number) => (count === 1 ? "1 older event loaded" : `${count} older events loaded`),
  hasNew: "New events have happened.",
  noOlder: "There are no older events.",
  fromLinked: "This begins at the event you followed a link to.",
  linkedMissing: (seq: string) => `Event ${seq} is not among these events. Check the link, or clear the filters.`,
  showNewest: "Show the newest",

  emptyTitle: "Nothing happened yet",
  emptyText: "Everything that changes in this account will be listed here.",
  noMatchTitle: "No events match",
  noMatchText: "Try other filters.",
  notAllowedTitle: "Only administrators see the audit trail",

  export: "Export CSV",
  exporting: (events: string) => `Exporting, ${events} events so far`,
  stopExport: "Stop",
  exported: (events: string) => `${events} events exported`,
  exportedOne: "1 event exported",
  exportCut: (events: string) =>
    `The newest ${events} events were exported, which is the most for one file. Filter to get others.`,
  exportFailed: (reason: string) => `Nothing was exported. ${reason}`,
  exportFile: (day: string) => `audit-trail-${day}.csv`,
  columns: {
    seq: "Event",
    at: "When (UTC)",
    recordedAt: "Recorded (UTC)",
    type: "Type",
    what: "What",
    actorKind: "Through",
    actorName: "Who",
    actorId: "Who (ID)",
    userName: "Whom",
    userId: "Whom (ID)",
    invitationId: "Invitation",
    details: "Details",
  },
} as const;
