import { expect, test } from "vitest";
import { mailLanguages } from "./mail-language.ts";

test("a mail is in the account's language unless another is chosen, which is written as in its region", () => {
  expect(mailLanguages("de-CH").map(({ value }) => value)).toEqual(["en-CH", ""]);
  expect(mailLanguages("en-GB").map(({ value }) => value)).toEqual(["", "de-GB"]);
  expect(mailLanguages("en").map(({ value }) => value)).toEqual(["", "de"]);
});

test("an account in a language that no mail is written in sends English ones", () => {
  expect(mailLanguages("fr-CH")).toEqual([
    { value: "", label: "English (the account's)" },
    { value: "de-CH", label: "German" },
  ]);
});
