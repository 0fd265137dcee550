import { expect, test } from "vitest";
import { dateAndTime, fullInstant, relativeTime, shortDate, shortTime } from "./date-time.ts";

const at = Date.UTC(2026, 10, 29, 21, 38);
const zurich = { locale: "en-GB", timeZone: "Europe/Zurich" };

test("an instant is written in the reader's language and zone", () => {
  expect(shortDate(at, zurich)).toBe("29 Nov 2026");
  expect(shortTime(at, zurich)).toBe("22:38");
  expect(dateAndTime(at, zurich)).toBe("29 Nov 2026, 22:38");
  expect(shortDate(at, { ...zurich, timeZone: "Asia/Tokyo" })).toBe("30 Nov 2026");
});

test("in full it names its zone", () => {
  expect(fullInstant(at, zurich)).toMatch(/^Sunday.* 29 November 2026.* 22:38 CET$/);
});

test("how long until then is told in the largest unit that fills up", () => {
  const ahead = (ms: number) => relativeTime(at + ms, at, { locale: "en" });
  expect([47_000, 60_000, 3_600_000, 2 * 86_400_000].map(ahead)).toEqual([
    "in 47 sec.",
    "in 1 min.",
    "in 1 hr.",
    "in 2 days",
  ]);
  expect(ahead(-90_000)).toBe("1 min. ago");
});
