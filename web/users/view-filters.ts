import { deliveryWords, gridTexts } from "../texts/grid.ts";
import { statusWords, usersTexts } from "../texts/users.ts";
import { shortDate } from "../ui/date-time.ts";
import { expiringSoon, type Filters, type ListView, startOfDay } from "./list-view.ts";

export const noFilters: Filters = {
  search: "",
  status: [],
  expiring: null,
  groupId: null,
  invitedBy: null,
  delivery: [],
  hasAskedAgain: false,
};

/** One filter that is on, and the view without it. The search has its own box to be cleared in. */
export type FilterChip = { id: string; label: string; without: Partial<ListView> };

/** What a group or a user that is filtered by is called. */
export type FilterNames = { group: (groupId: string) => string; user: (userId: string) => string };

export function filterChips(view: ListView, names: FilterNames): FilterChip[] {
  const chips: FilterChip[] = view.status.map((status) => ({
    id: `status.${status}`,
    label: gridTexts.chip(usersTexts.status, statusWords[status]),
    without: { status: view.status.filter((other) => other !== status) },
  }));
  if (view.expiring) {
    const { expiring } = view;
    const label =
      expiring === expiringSoon ? gridTexts.expiring : gridTexts.expiringBefore(shortDate(startOfDay(expiring)));
    chips.push({ id: "expiring", label, without: { expiring: null } });
  }
  if (view.groupId) {
    const label = gridTexts.chip(usersTexts.group, names.group(view.groupId));
    chips.push({ id: "group", label, without: { groupId: null } });
  }
  if (view.invitedBy) {
    const label = gridTexts.chip(gridTexts.invitedBy, names.user(view.invitedBy));
    chips.push({ id: "invitedBy", label, without: { invitedBy: null } });
  }
  for (const state of view.delivery) {
    const label = gridTexts.chip(gridTexts.delivery, deliveryWords[state]);
    const without = { delivery: view.delivery.filter((other) => other !== state) };
    chips.push({ id: `delivery.${state}`, label, without });
  }
  if (view.hasAskedAgain) chips.push({ id: "asked", label: gridTexts.askedAgain, without: { hasAskedAgain: false } });
  return chips;
}

export function filterCount(view: ListView): number {
  return filterChips(view, { group: String, user: String }).length;
}

export function isFiltered(view: ListView): boolean {
  return view.search !== "" || filterCount(view) > 0;
}
