import { expect, it } from "vitest";
import { deadlineText } from "./deadline-text.ts";

const winter = Date.parse("2026-11-29T20:38:45Z");

it.each([
  ["Europe/Zurich", "en-CH", "Sunday, 29 November 2026 at 21:38, Central European Standard Time (UTC+1)"],
  ["Europe/Zurich", "fr-CH", "Sunday, 29 November 2026 at 21:38, Central European Standard Time (UTC+1)"],
  ["Europe/London", "en-GB", "Sunday, 29 November 2026 at 20:38, Greenwich Mean Time (UTC)"],
  ["America/New_York", "en-US", "Sunday, November 29, 2026 at 3:38 PM, Eastern Standard Time (UTC-5)"],
  ["America/Los_Angeles", "en", "Sunday, November 29, 2026 at 12:38 PM, Pacific Standard Time (UTC-8)"],
  ["Asia/Kolkata", "en-IN", "Monday, 30 November 2026 at 2:08 am, India Standard Time (UTC+5:30)"],
  ["America/Argentina/Buenos_Aires", "es-AR", "Sunday, 29 November 2026 at 17:38, Argentina Standard Time (UTC-3)"],
  ["UTC", "en-GB", "Sunday, 29 November 2026 at 20:38, Coordinated Universal Time (UTC)"],
])("in %s for %s", (timeZone, locale, text) => {
  expect(deadlineText(winter, timeZone, locale)).toBe(text);
});

it.each([
  ["Europe/Zurich", "de-CH", "Sonntag, 29. November 2026 um 21:38 Uhr, Mitteleuropäische Normalzeit (UTC+1)"],
  ["Europe/Berlin", "de", "Sonntag, 29. November 2026 um 21:38 Uhr, Mitteleuropäische Normalzeit (UTC+1)"],
  ["Africa/Windhoek", "de-NA", "Sonntag, 29. November 2026 um 22:38 Uhr, Zentralafrikanische Zeit (UTC+2)"],
  ["UTC", "de-DE", "Sonntag, 29. November 2026 um 20:38 Uhr, Koordinierte Weltzeit (UTC)"],
  ["Etc/GMT-3", "de", "Sonntag, 29. November 2026 um 23:38 Uhr, UTC+3"],
])("in German in %s for %s", (timeZone, locale, text) => {
  expect(deadlineText(winter, timeZone, locale)).toBe(text);
});

it("names the month as the region does", () => {
  const january = Date.parse("2027-01-09T20:38:00Z");
  expect(deadlineText(january, "Europe/Vienna", "de-AT")).toContain("9. Jänner 2027");
  expect(deadlineText(january, "Europe/Vienna", "de-DE")).toContain("9. Januar 2027");
});

it("tells the two hours apart that a clock shows twice when summer ends", () => {
  const summerTime = deadlineText(Date.parse("2026-10-25T00:30:00Z"), "Europe/Zurich", "en-CH");
  const winterTime = deadlineText(Date.parse("2026-10-25T01:30:00Z"), "Europe/Zurich", "en-CH");
  expect(summerTime).toBe("Sunday, 25 October 2026 at 02:30, Central European Summer Time (UTC+2)");
  expect(winterTime).toBe("Sunday, 25 October 2026 at 02:30, Central European Standard Time (UTC+1)");
});

it("falls back to UTC and British English for a zone or language that is not known", () => {
  const text = deadlineText(winter, "Mars/Olympus", "not a locale");
  expect(text).toContain("29 November 2026 at 20:38, Coordinated Universal Time (UTC)");
});
