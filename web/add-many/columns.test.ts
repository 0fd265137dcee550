import { expect, test } from "vitest";
import { addManyTexts as german } from "../../shared/texts/de/add-many.ts";
import { exportTexts as germanExport } from "../../shared/texts/de/users-export.ts";
import { addManyTexts as english } from "../../shared/texts/en/add-many.ts";
import { exportTexts as englishExport } from "../../shared/texts/en/users-export.ts";
import { columnsOf, guessedColumns } from "./columns.ts";

test("columns are known by their headers, in either language and however they are written", () => {
  expect(columnsOf(["E-Mail", "First Name", "surname", "Groups", "Employee ID"])).toEqual([
    "email",
    "firstName",
    "lastName",
    "groups",
    "externalId",
  ]);
  expect(columnsOf(["Vorname", "Name", "E-Mail-Adresse", "Klasse", "Straße"])).toEqual([
    "firstName",
    "lastName",
    "email",
    "groups",
    null,
  ]);
  expect(columnsOf(["Name", "MAIL"])).toEqual(["fullName", "email"]);
});

test("what Usher itself writes is understood, in either language: the template, rows to mend, and an exported list", () => {
  for (const { columns } of [english, german, englishExport, germanExport]) {
    const kinds = ["email", "firstName", "lastName", "groups", "externalId"] as const;
    expect(columnsOf(kinds.map((kind) => columns[kind]))).toEqual(kinds);
  }
});

test("of two columns that mean the same the first counts", () => {
  expect(columnsOf(["email", "mail"])).toEqual(["email", null]);
});

test("without a header the column full of addresses is found, and the names beside it", () => {
  expect(guessedColumns([["Anna", "Meyer", "anna@example.com"]])).toEqual(["firstName", "lastName", "email"]);
  expect(guessedColumns([["anna@example.com", "Anna Meyer"]])).toEqual(["email", "fullName"]);
  expect(guessedColumns([["anna@example.com"], ["bob@example.com"]])).toEqual(["email"]);
  expect(guessedColumns([["1", "anna@example.com", "Anna", "Meyer", "Sales"]])).toEqual([
    null,
    "email",
    "firstName",
    "lastName",
    "groups",
  ]);
});
