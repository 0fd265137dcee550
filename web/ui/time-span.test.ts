import { expect, test } from "vitest";
import { timeSpan } from "./time-span.ts";

const at = Date.UTC(2026, 10, 29, 21, 38);

test("both ends are named as far as they differ, in the reader's language and zone", () => {
  const span = (ms: number, locale = "en-GB") =>
    timeSpan(at, at + ms, { locale, timeZone: "Europe/Zurich" }).replaceAll(/\s/g, " ");
  expect([span(1_000), span(720_000), span(7_200_000)]).toEqual([
    ...["Sun 29 Nov, 22:38", "Sun 29 Nov, 22:38–22:50", "Sun 29 Nov, 22:38 – Mon 30 Nov, 00:38"],
  ]);
  expect(span(720_000, "de-DE")).toBe("So., 29. Nov., 22:38–22:50 Uhr");
});
