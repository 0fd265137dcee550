import { expect, test } from "vitest";
import { listOfText } from "./list-of-text.ts";

const person = (line: number, email: string, firstName: string, lastName: string, more = {}) => ({
  line,
  email,
  firstName,
  lastName,
  groups: [],
  externalId: null,
  sameAs: null,
  ...more,
});

test("a German spreadsheet with semicolons, quotes, empty lines and a person named twice is read line by line", () => {
  const text = [
    "Nachname;Vorname;E-Mail;Gruppen;Personalnummer;Bemerkung",
    '"Müller";Jürgen; juergen.mueller@example.com ;"Verkauf, Leitung";0042;"sagt ""hallo"""',
    ";;;;;",
    "",
    "Özdemir;Ayşe;AYSE@example.com;Verkauf;;",
    "Müller;J.;Juergen.Mueller@Example.com;;;",
    "Schmidt;Eva;eva(at)example.com;;;",
  ].join("\r\n");
  expect(listOfText(text).people).toEqual([
    person(2, "juergen.mueller@example.com", "Jürgen", "Müller", {
      groups: ["Verkauf", "Leitung"],
      externalId: "0042",
    }),
    person(5, "AYSE@example.com", "Ayşe", "Özdemir", { groups: ["Verkauf"] }),
    person(6, "Juergen.Mueller@Example.com", "J.", "Müller", { sameAs: 2 }),
    person(7, "eva(at)example.com", "Eva", "Schmidt"),
  ]);
});

test("a line break inside of quotes is no new person, and tabs separate as commas do", () => {
  expect(listOfText('Email\tName\nanna@example.com\t"Meyer,\nAnna"\nbob@example.com\tBob').people).toEqual([
    person(2, "anna@example.com", "Anna", "Meyer"),
    person(3, "bob@example.com", "Bob", ""),
  ]);
});

test("addresses copied from a mail program are people", () => {
  expect(
    listOfText(
      'Anna Meyer <anna@example.com>, "Smith, Bob" <bob@example.com>; c.d@example.com e@example.com\nf@example.com',
    ).people,
  ).toEqual([
    person(1, "anna@example.com", "Anna", "Meyer"),
    person(1, "bob@example.com", "Bob", "Smith"),
    person(1, "c.d@example.com", "C", "D"),
    person(1, "e@example.com", "E", ""),
    person(2, "f@example.com", "F", ""),
  ]);
});

test("a list without a header is understood by what stands in it", () => {
  expect(listOfText("Anna,Meyer,anna@example.com\nBob,Smith,bob@example.com").people).toEqual([
    person(1, "anna@example.com", "Anna", "Meyer"),
    person(2, "bob@example.com", "Bob", "Smith"),
  ]);
});

test("a person whose only name stands in the wrong column still has a first name", () => {
  expect(listOfText("email,first name,last name\nx@example.com,,Suharto").people).toEqual([
    person(2, "x@example.com", "Suharto", ""),
  ]);
});

test("an empty text is an empty list", () => {
  expect(listOfText("").people).toEqual([]);
  expect(listOfText("\ufeff\r\n ; ;\r\n").people).toEqual([]);
  expect(listOfText("Email;Name\n").people).toEqual([]);
});
