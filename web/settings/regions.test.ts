import { expect, test } from "vitest";
import { instantIn, localeChoices, timeZoneChoices } from "./regions.ts";

const at = Date.UTC(2026, 10, 29, 20, 38);

test("languages are named and in order, each once", () => {
  const choices = localeChoices("en-GB");
  expect(choices[0]).toEqual({ value: "en", label: "English" });
  expect(choices).toContainEqual({ value: "en-GB", label: "English (United Kingdom)" });
  expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
});

test("an account keeps a language that is none of ours", () => {
  expect(localeChoices("de-AT")).toContainEqual({ value: "de-AT", label: "German (Austria)" });
});

test("zones are offered by name, and UTC among them", () => {
  expect(timeZoneChoices()).toEqual(expect.arrayContaining(["UTC", "Europe/Berlin", "America/New_York"]));
});

test("an instant is written with the zone's clock and the region's habits", () => {
  expect(instantIn(at, "Europe/Berlin", "en-GB")).toMatch(/^Sunday,? 29 November 2026 at 21:38 (CET|GMT\+1)$/);
  expect(instantIn(at, "America/New_York", "en-US")).toMatch(/^Sunday, November 29, 2026 at 03:38\sPM EST$/);
});

test("what is no zone yet has no time", () => {
  expect(instantIn(at, "Berl", "en")).toBeNull();
  expect(instantIn(at, "", "en")).toBeNull();
});
