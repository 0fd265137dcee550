import { expect, test } from "vitest";
import { readView } from "./list-view.ts";
import { filterChips, filterCount, isFiltered, noFilters } from "./view-filters.ts";

const groupId = "GRP-0123456789ABCDEF";
const by = "USR-0123456789ABCDEF";
const names = { group: () => "Sales", user: () => "Ada" };
const view = readView({
  ...{ q: "ron", status: "invited,blocked", expiring: "48h", group: groupId, delivery: "failed", asked: "again", by },
});

test("every filter has a chip that takes away nothing but itself", () => {
  const chips = filterChips(view, names);
  expect(chips.map(({ label, without }) => [label, without])).toEqual([
    ["Status: Invited", { status: ["blocked"] }],
    ["Status: Blocked", { status: ["invited"] }],
    ["Expires within 48 h", { expiring: null }],
    ["Group: Sales", { groupId: null }],
    ["Invited by: Ada", { invitedBy: null }],
    ["Delivery: Failed", { delivery: [] }],
    ["Asked for a new link", { hasAskedAgain: false }],
  ]);
  expect(filterCount(view)).toBe(7);
});

test("a day before which invitations run out is named in the chip", () => {
  expect(filterChips(readView({ expiring: "2026-11-30" }), names).map(({ label }) => label)).toEqual([
    "Expires before Nov 30, 2026",
  ]);
});

test("a search filters too, but is no chip", () => {
  expect(filterCount(readView({ q: "ron" }))).toBe(0);
  expect(isFiltered(readView({ q: "ron" }))).toBe(true);
  expect(isFiltered(readView({ sort: "name.desc", page: "2" }))).toBe(false);
  expect(isFiltered({ ...view, ...noFilters })).toBe(false);
});
