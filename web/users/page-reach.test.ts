import { expect, test } from "vitest";
import { isReachable, nearestPage, pageCount, reachOf } from "./page-reach.ts";

test("there is always a page", () => {
  expect([0, 10, 11].map((total) => pageCount(total, 10))).toEqual([1, 1, 2]);
});

test("every page of a list of up to 10,000 can be gone to", () => {
  const reach = reachOf(10_000, true, 10);
  expect(reach).toEqual({ pages: 1_000, lastOfFront: 1_000, firstOfEnd: null });
  expect([-3, 0, 1, 500, 1_000, 1_001].map((page) => nearestPage(page, reach))).toEqual([1, 1, 1, 500, 1_000, 1_000]);
});

test("of a longer one, the first rows and the end", () => {
  const reach = reachOf(100_000, true, 10);
  expect(reach).toEqual({ pages: 10_000, lastOfFront: 1_001, firstOfEnd: 9_000 });
  expect([1_001, 1_002, 8_999, 9_000, 10_000, 10_001].map((page) => isReachable(page, reach))).toEqual([
    ...[true, false, false, true, true, false],
  ]);
  expect([2_000, 8_000, 99_999].map((page) => nearestPage(page, reach))).toEqual([1_001, 9_000, 10_000]);
});

test("where the length is not known there is no end to go to", () => {
  const reach = reachOf(10_000, false, 100);
  expect(reach).toEqual({ pages: 100, lastOfFront: 100, firstOfEnd: null });
  expect(nearestPage(101, reach)).toBe(100);
});
