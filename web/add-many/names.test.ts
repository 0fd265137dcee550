import { expect, test } from "vitest";
import { nameFromAddress, splitName } from "./names.ts";

test("a name is split at its last word, or at its comma", () => {
  expect(splitName("Anna Maria  Meyer")).toEqual({ firstName: "Anna Maria", lastName: "Meyer" });
  expect(splitName("von der Heide, Anna")).toEqual({ firstName: "Anna", lastName: "von der Heide" });
  expect(splitName("Suharto")).toEqual({ firstName: "Suharto", lastName: "" });
  expect(splitName("")).toEqual({ firstName: "", lastName: "" });
});

test("where only an address is known, it gives a first guess", () => {
  expect(nameFromAddress("anna.meyer@example.com")).toEqual({ firstName: "Anna", lastName: "Meyer" });
  expect(nameFromAddress("a_b-smith+news@example.com")).toEqual({ firstName: "A", lastName: "B Smith" });
  expect(nameFromAddress("info@example.com")).toEqual({ firstName: "Info", lastName: "" });
  expect(nameFromAddress("12345@example.com")).toEqual({ firstName: "12345", lastName: "" });
});
