import { expect, test } from "vitest";
import {
  addSort,
  effectiveSort,
  moveSort,
  readSort,
  replaceSort,
  type Sort,
  sortByColumn,
  unusedKeys,
  withoutSort,
  writeSort,
} from "./sorting.ts";

const byStatus: Sort = { by: "status", dir: "asc" };
const byName: Sort = { by: "name", dir: "desc" };

test("several keys stand in the URL in their order, each once", () => {
  expect(readSort("status.asc,name.desc")).toEqual([byStatus, byName]);
  expect(readSort("name.desc,constructor.asc,name.asc,status")).toEqual([byName, byStatus]);
  expect(writeSort([byStatus, byName])).toBe("status.asc,name.desc");
  expect([readSort(""), writeSort([])]).toEqual([[], null]);
});

test("without a choice the list is in the order of names", () => {
  expect(effectiveSort([])).toEqual([{ by: "name", dir: "asc" }]);
  expect(effectiveSort([byStatus])).toEqual([byStatus]);
});

test("a header makes its column the only key, or turns it around among several", () => {
  expect(sortByColumn([byStatus], "email", "asc")).toEqual([{ by: "email", dir: "asc" }]);
  expect(sortByColumn([byStatus, byName], "email", "asc")).toEqual([{ by: "email", dir: "asc" }]);
  expect(sortByColumn([byStatus, byName], "name", "asc")).toEqual([byStatus, { by: "name", dir: "asc" }]);
  expect(withoutSort([byStatus, byName], "status")).toEqual([byName]);
});

test("a key that is added is one that was not there, until all are", () => {
  let sorts: Sort[] = [byName];
  for (let times = 0; times < 7; times++) sorts = addSort(sorts);
  expect(sorts.map(({ by }) => by)).toEqual(["name", "email", "status", "sentAt", "joinedAt", "lastSignInAt"]);
  expect(unusedKeys(sorts)).toEqual([]);
});

test("keys change places, and nothing happens at the ends", () => {
  expect(moveSort([byStatus, byName], 1, -1)).toEqual([byName, byStatus]);
  expect(moveSort([byStatus, byName], 0, 1)).toEqual([byName, byStatus]);
  expect(moveSort([byStatus, byName], 0, -1)).toEqual([byStatus, byName]);
  expect(moveSort([byStatus, byName], 1, 1)).toEqual([byStatus, byName]);
  expect(replaceSort([byStatus, byName], 0, { dir: "desc" })).toEqual([{ by: "status", dir: "desc" }, byName]);
});
