import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

const now = 1_000_000_000;

test("wake-ups that are due at once take turns when there are more than fifty, and those that come later wait for nobody", () => {
  const turns = new Turns();
  const waits = Array.from({ length: 2_050 }, () => turns.waitMs(now));
  expect(waits.slice(0, 51)).toEqual(Array.from({ length: 51 }, () => 0));
  expect(waits.slice(51, 54)).toEqual([10, 20, 30]);
  expect(waits.at(-1)).toBe(1_999 * 10);
  expect(turns.waitMs(now + 1_999 * 10)).toBe(10);
  expect(turns.waitMs(now + 60_000)).toBe(0);
});

test("nobody waits for a clock that went back", () => {
  const turns = new Turns();
  turns.waitMs(now);
  expect(turns.waitMs(0)).toBeLessThanOrEqual(10);
});
