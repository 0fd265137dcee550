import { expect, test } from "vitest";
import type { UserRow } from "../../../shared/outputs.ts";
import { pageState, rangeOf, refreshed, type Selection, withRows } from "./selection.ts";

// Only what choosing looks at.
const row = (id: string, revision = 1) => ({ id, revision }) as UserRow;
const rows = ["a", "b", "c", "d"].map((id) => row(id));
const ids = (chosen: readonly UserRow[]) => chosen.map(({ id }) => id);

test("a range goes from the row pressed last to this one, whichever comes first", () => {
  expect(ids(rangeOf(rows, "b", "d"))).toEqual(["b", "c", "d"]);
  expect(ids(rangeOf(rows, "c", "a"))).toEqual(["a", "b", "c"]);
  expect(ids(rangeOf(rows, "elsewhere", "c"))).toEqual(["c"]);
  expect(ids(rangeOf(rows, null, "c"))).toEqual(["c"]);
  expect(ids(rangeOf(rows, "a", "elsewhere"))).toEqual([]);
});

test("who was chosen on another page stays chosen, and is taken out again by itself", () => {
  const one: Selection = withRows(new Map(), [row("z"), ...rows], true);
  const two = withRows(one, rows.slice(1), false);
  expect([...two.keys()]).toEqual(["z", "a"]);
  expect(pageState(two, rows)).toBe("some");
  expect(pageState(one, rows)).toBe("all");
  expect(pageState(new Map(), rows)).toBe("none");
  expect(pageState(one, [])).toBe("none");
});

test("a chosen row that changed is acted on as it is now", () => {
  const selection = withRows(new Map(), rows.slice(0, 2), true);
  const fresh = refreshed(selection, [row("b", 2), row("c", 2)]);
  expect([...fresh].map(([id, { revision }]) => [id, revision])).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
  expect(refreshed(fresh, [...fresh.values()])).toBe(fresh);
});
