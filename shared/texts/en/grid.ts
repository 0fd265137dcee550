import type { DeliveryState } from "../../delivery.ts";
import type { SortKey } from "../../user-sort.ts";
import { sortWords } from "./users.ts";

/** The grid around the users: toolbar, quick filters, headers, pages. Its panels have texts of their own. */

export const deliveryWords = {
  queued: "Queued",
  sent: "Sent",
  delivered: "Delivered",
  retrying: "Trying again",
  failed: "Failed",
} as const satisfies Record<DeliveryState, string>;

export const columnWords = {
  user: "User",
  email: "Email",
  status: "Status",
  sent: "Invitation sent",
  joined: "Joined",
  lastSignIn: "Last sign in",
  group: "Group",
} as const;

const directionWords = { asc: "ascending", desc: "descending" } as const;

export const gridTexts = {
  addMany: "Add many",
  defaultView: "Default view",
  modified: "modified",
  viewOptions: "View options",
  saveDefault: "Save as default",
  isDefault: "This is the default view",
  forgetDefault: "Forget saved default",
  noneSaved: "None was saved",
  defaultSaved: "Saved as your default view",
  shortcuts: "Keyboard shortcuts",

  sort: "Sort",
  filter: "Filter",
  columns: "Columns",
  active: (count: number) => `${count} active`,
  all: "All",
  expiring: "Expires within 48 h",
  expiringBefore: (day: string) => `Expires before ${day}`,
  invitedBy: "Invited by",
  askedAgain: "Asked for a new link",
  askedAgainMark: "Wants a new link",
  copyId: (name: string) => `Copy the ID of ${name}`,
  idCopied: "ID copied",
  idNotCopied: "The browser did not allow copying.",
  chip: (what: string, value: string) => `${what}: ${value}`,
  delivery: "Delivery",
  unknownGroup: "unknown",

  columnMenu: (column: string) => `Options of column ${column}`,
  sortAscending: "Sort ascending",
  sortDescending: "Sort descending",
  clearSort: "Clear sorting",
  notSorted: "Not sorted by this column",
  isSorted: "Sorted this way already",
  hideColumn: "Hide column",
  alwaysShown: "Always shown",
  sortedBy: (by: SortKey, dir: "asc" | "desc") => `${sortWords[by]}, ${directionWords[dir]}`,
  sortPlace: (place: number, dir: "asc" | "desc") => `, sorted ${directionWords[dir]}, key ${place}`,
  sorted: (keys: string) => `Sorted by ${keys}.`,
  updated: "The list has changed.",
  onPage: (page: string) => `Page ${page}.`,

  manyPages: (pages: string) => `of more than ${pages}`,
  beyond: (rows: string) => `Page numbers reach the first ${rows} rows and the end. Search or filter to get to others.`,
  beyondInexact: (rows: string) => `Page numbers reach the first ${rows} rows. Search or filter to get to others.`,

  aloneTitle: "Nobody else is here yet",
  inviteFirst: "Invite the first person",
  changedElsewhere: (changes: number) =>
    changes === 1 ? "1 change – not on this page" : `${changes} changes – not on this page`,
  showChanges: "Show",
  nowIs: (name: string, status: string) => `${name}: ${status}`,
  offline: "You are offline. What you see may be out of date; it is fetched again as soon as you are back.",
} as const;
