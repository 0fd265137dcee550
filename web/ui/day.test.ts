import { afterEach, expect, test, vi } from "vitest";
import { dayOf, readDay, startOfDay } from "./day.ts";

const hourMs = 3_600_000;

afterEach(() => void vi.unstubAllEnvs());

test("a day begins at the reader's midnight, also where clocks are changed", () => {
  vi.stubEnv("TZ", "Europe/Berlin");
  expect(startOfDay("2026-11-23")).toBe(Date.UTC(2026, 10, 22, 23));
  // The clock goes back on 25 October 2026.
  expect(startOfDay("2026-10-25", 1) - startOfDay("2026-10-25")).toBe(25 * hourMs);
  expect(startOfDay("2026-11-01", -6)).toBe(startOfDay("2026-10-26"));
  vi.stubEnv("TZ", "Pacific/Auckland");
  expect(startOfDay("2026-11-23")).toBe(Date.UTC(2026, 10, 22, 11));
});

test("an instant is on the reader's day", () => {
  vi.stubEnv("TZ", "America/New_York");
  expect(dayOf(Date.UTC(2026, 10, 23, 4, 59))).toBe("2026-11-22");
  expect(dayOf(Date.UTC(2026, 10, 23, 5))).toBe("2026-11-23");
});

test("what is on no calendar is no day", () => {
  expect(readDay("2026-02-28")).toBe("2026-02-28");
  for (const text of ["2026-02-29", "2026-13-01", "2026-1-1", "today", ""]) expect(readDay(text)).toBeNull();
});
