import { expect, test } from "vitest";
import { instantInMails, localeChoices, timeZoneChoices } from "./regions.ts";

const at = Date.UTC(2026, 10, 29, 20, 38);

test("languages are named and in order, each once", () => {
  const choices = localeChoices("en-GB", "en");
  expect(choices[0]).toEqual({ value: "en", label: "English" });
  expect(choices).toContainEqual({ value: "en-GB", label: "English (United Kingdom)" });
  expect(choices).toContainEqual({ value: "de-AT", label: "German (Austria)" });
  expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
});

test("whoever reads German finds them under their German names", () => {
  const choices = localeChoices("en-GB", "de-CH");
  expect(choices[0]).toEqual({ value: "de", label: "Deutsch" });
  expect(choices).toContainEqual({ value: "de-AT", label: "Deutsch (Österreich)" });
  expect(choices).toContainEqual({ value: "en-GB", label: "Englisch (Vereinigtes Königreich)" });
});

test("an account keeps a language that is none of ours", () => {
  expect(localeChoices("pt-BR", "en")).toContainEqual({ value: "pt-BR", label: "Portuguese (Brazil)" });
});

test("zones are offered by name, and UTC among them", () => {
  expect(timeZoneChoices()).toEqual(expect.arrayContaining(["UTC", "Europe/Berlin", "America/New_York"]));
});

test("an instant is written as the mails would", () => {
  const text = instantInMails(at, "Europe/Berlin", "en-GB");
  expect(text).toBe("Sunday, 29 November 2026 at 21:38, Central European Standard Time (UTC+1)");
  expect(instantInMails(at, "Europe/Berlin", "de-DE")).toContain("Sonntag, 29. November 2026 um 21:38 Uhr");
});

test("what is no zone yet has no time", () => {
  expect(instantInMails(at, "Berl", "en")).toBeNull();
  expect(instantInMails(at, "", "en")).toBeNull();
});
