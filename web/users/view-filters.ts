import { deliveryWords, gridTexts } from "../texts/grid.ts";
import { statusWords, usersTexts } from "../texts/users.ts";
import type { Filters, ListView } from "./list-view.ts";

export const noFilters: Filters = {
  search: "",
  status: [],
  isExpiring: false,
  groupId: null,
  delivery: [],
  hasAskedAgain: false,
};

/** One filter that is on, and the view without it. The search has its own box to be cleared in. */
export type FilterChip = { id: string; label: string; without: Partial<ListView> };

export function filterChips(view: ListView, groupName: (groupId: string) => string): FilterChip[] {
  const chips: FilterChip[] = view.status.map((status) => ({
    id: `status.${status}`,
    label: gridTexts.chip(usersTexts.status, statusWords[status]),
    without: { status: view.status.filter((other) => other !== status) },
  }));
  if (view.isExpiring) chips.push({ id: "expiring", label: gridTexts.expiring, without: { isExpiring: false } });
  if (view.groupId) {
    const label = gridTexts.chip(usersTexts.group, groupName(view.groupId));
    chips.push({ id: "group", label, without: { groupId: null } });
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
  return filterChips(view, () => "").length;
}

export function isFiltered(view: ListView): boolean {
  return view.search !== "" || filterCount(view) > 0;
}
