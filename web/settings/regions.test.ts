import { expect, test } from "vitest";
import { instantInMails, localeChoices, timeZoneChoices } from "./regions.ts";

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

test("an instant is written as the mails would", () => {
  const text = instantInMails(at, "Europe/Berlin", "en-GB");
  expect(text).toBe("Sunday, 29 November 2026 at 21:38, Central European Standard Time (UTC+1)");
});

test("what is no zone yet has no time", () => {
  expect(instantInMails(at, "Berl", "en")).toBeNull();
  expect(instantInMails(at, "", "en")).toBeNull();
});
