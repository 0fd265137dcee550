import Papa from "papaparse";
import { normaliseAddress } from "../../shared/address.ts";
import { type ColumnKind, columnsOf, guessedColumns } from "./columns.ts";
import { nameFromAddress, splitName } from "./names.ts";

/** One line of somebody's list, as it was found. */
export type ListedPerson = {
  /** Where it stands in the text, from 1, the header included: what a spreadsheet shows beside it. */
  line: number;
  email: string;
  firstName: string;
  lastName: string;
  /** Names of groups as written. */
  groups: string[];
  externalId: string | null;
  /** The line that names the same address first. */
  sameAs: number | null;
};

export type List = { people: ListedPerson[]; columns: (ColumnKind | null)[]; header: string[] | null };

/**
 * A list of people out of a text: a spreadsheet's CSV with any of the usual separators, with or without a header, or
 * addresses as they are copied from a mail program.
 */
export function listOfText(text: string): List {
  const plain = text.replace(/^\ufeff/, "");
  if (isAddresses(plain)) {
    const people = plain.split(/\r\n?|\n/).flatMap((line, at) => addressesOf(line, at + 1));
    return { people: marked(people), columns: ["email"], header: null };
  }
  const filled = rowsOf(plain)
    .map((cells, at) => ({ cells: cells.map(trimmed), line: at + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const first = filled[0]?.cells ?? [];
  const headed = columnsOf(first);
  const isHeaded = headed.includes("email");
  const columns = isHeaded ? headed : guessedColumns(filled.map(({ cells }) => cells));
  const people = filled.slice(isHeaded ? 1 : 0).map(({ cells, line }) => personOf(cells, columns, line));
  return { people: marked(people), columns, header: isHeaded ? first : null };
}

function rowsOf(text: string): string[][] {
  const { data } = Papa.parse<string[]>(text);
  if (data.some((row) => row.length > 1)) return data;
  // Too short a file to guess from.
  const separator = [";", "\t", "|"].find((sign) => text.includes(sign));
  return separator ? Papa.parse<string[]>(text, { delimiter: separator }).data : data;
}

/** Also without the apostrophe that keeps a spreadsheet from running what looks like a formula (see web/ui/csv.ts). */
function trimmed(cell: string): string {
  return cell
    .replace(/^'(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/, "")
    .replace(/\s+/g, " ")
    .trim();
}

function personOf(cells: readonly string[], columns: readonly (ColumnKind | null)[], line: number): ListedPerson {
  const cell = (kind: ColumnKind) => cells[columns.indexOf(kind)] ?? "";
  const email = bareAddress(cell("email"));
  const split = splitName(cell("fullName"));
  const firstName = cell("firstName") || split.firstName;
  const lastName = cell("lastName") || split.lastName;
  const named =
    firstName || lastName ? { firstName: firstName || lastName, lastName: firstName ? lastName : "" } : null;
  return {
    line,
    email,
    ...(named ?? nameFromAddress(email)),
    groups: cell("groups")
      .split(/[,;|]/)
      .map(trimmed)
      .filter((group) => group !== ""),
    externalId: cell("externalId") || null,
    sameAs: null,
  };
}

/** One address, perhaps with the name that a mail program puts before it: `"Meyer, Anna" <anna@example.com>`. */
const addressed = /(?:"([^"\n]*)"\s*|([^"<>@,;\n]*))<([^<>\s]+)>|([^\s,;<>"]+@[^\s,;<>"]*)/g;

/** Whether nothing but addresses stands there. */
function isAddresses(text: string): boolean {
  return text.includes("@") && /^[\s,;]*$/.test(text.replaceAll(addressed, ""));
}

function addressesOf(text: string, line: number): ListedPerson[] {
  return [...text.matchAll(addressed)].map(([, quoted = "", bare = "", angled, plain]) => {
    const email = angled ?? plain ?? "";
    const name = trimmed(quoted || bare);
    const known = name === "" ? nameFromAddress(email) : splitName(name);
    return { line, email, ...known, groups: [], externalId: null, sameAs: null };
  });
}

/** `mailto:` and angle brackets come along when a cell is copied. */
function bareAddress(cell: string): string {
  const angled = /<([^<>]+)>\s*$/.exec(cell)?.[1] ?? cell;
  return angled.replace(/^mailto:/i, "").trim();
}

function marked(people: ListedPerson[]): ListedPerson[] {
  const lines = new Map<string, number>();
  return people.map((person) => {
    const address = normaliseAddress(person.email);
    if (!address.ok) return person;
    const earlier = lines.get(address.address);
    if (earlier !== undefined) return { ...person, sameAs: earlier };
    lines.set(address.address, person.line);
    return person;
  });
}
