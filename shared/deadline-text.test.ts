import { expect, it } from "vitest";
import { deadlineText } from "./deadline-text.ts";

const winter = Date.parse("2026-11-29T20:38:45Z");

it.each([
  ["Europe/Zurich", "de-CH", "Sunday, 29 November 2026 at 21:38, Central European Standard Time (UTC+1)"],
  ["Europe/London", "en-GB", "Sunday, 29 November 2026 at 20:38, Greenwich Mean Time (UTC)"],
  ["America/New_York", "en-US", "Sunday, November 29, 2026 at 3:38 PM, Eastern Standard Time (UTC-5)"],
  ["America/Los_Angeles", "en", "Sunday, November 29, 2026 at 12:38 PM, Pacific Standard Time (UTC-8)"],
  ["Asia/Kolkata", "en-IN", "Monday, 30 November 2026 at 2:08 am, India Standard Time (UTC+5:30)"],
  ["America/Argentina/Buenos_Aires", "es-AR", "Sunday, 29 November 2026 at 17:38, Argentina Standard Time (UTC-3)"],
  ["UTC", "en-GB", "Sunday, 29 November 2026 at 20:38, Coordinated Universal Time (UTC)"],
])("in %s for %s", (timeZone, locale, text) => {
  expect(deadlineText(winter, timeZone, locale)).toBe(text);
});

it("tells the two hours apart that a clock shows twice when summer ends", () => {
  const summerTime = deadlineText(Date.parse("2026-10-25T00:30:00Z"), "Europe/Zurich", "de-CH");
  const winterTime = deadlineText(Date.parse("2026-10-25T01:30:00Z"), "Europe/Zurich", "de-CH");
  expect(summerTime).toBe("Sunday, 25 October 2026 at 02:30, Central European Summer Time (UTC+2)");
  expect(winterTime).toBe("Sunday, 25 October 2026 at 02:30, Central European Standard Time (UTC+1)");
});

it("falls back to UTC and British English for a zone or language that is not known", () => {
  const text = deadlineText(winter, "Mars/Olympus", "not a locale");
  expect(text).toContain("29 November 2026 at 20:38, Coordinated Universal Time (UTC)");
});
