import { expect, test } from "vitest";
import { languageOf, spokenTag } from "./language.ts";

test("somebody reads the first of their languages that is written here, in the manner of their region", () => {
  expect(spokenTag(["fr", "de-AT", "en"])).toBe("de-AT");
  expect(spokenTag(["en-GB", "de"])).toBe("en-GB");
});

test("who reads neither gets English", () => {
  expect(spokenTag(["fr-CH", "it"])).toBe("en");
  expect(spokenTag([])).toBe("en");
  expect(languageOf("pt-BR")).toBe("en");
});

test("a region, a script or capitals do not hide the language", () => {
  for (const tag of ["de", "de-CH", "DE-at", "de-Latn-DE"]) expect(languageOf(tag)).toBe("de");
  // Lower German and Danish begin with the same letters and are other languages.
  for (const tag of ["den", "da", "nds"]) expect(languageOf(tag)).toBe("en");
});
