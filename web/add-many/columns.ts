import { fold } from "../../shared/sort-key.ts";

/** What a column of a list can be about. `fullName` is split; `lastName` is empty where there is none. */
export type ColumnKind = "email" | "firstName" | "lastName" | "fullName" | "groups" | "externalId";

/** How such columns are called in the spreadsheets of schools and departments, in English and German, folded. */
const headers: Record<ColumnKind, readonly string[]> = {
  email: ["email", "emailaddress", "mail", "mailaddress", "address", "emailadresse", "mailadresse", "adresse"],
  firstName: ["firstname", "givenname", "forename", "vorname", "rufname"],
  lastName: ["lastname", "surname", "familyname", "nachname", "familienname", "zuname"],
  fullName: ["name", "fullname", "displayname", "vorundnachname", "vornamenachname", "namevorname", "nachnamevorname"],
  groups: ["group", "groups", "team", "teams", "class", "department", "gruppe", "gruppen", "klasse", "abteilung"],
  externalId: [
    "externalid",
    "externeid",
    "employeeid",
    "employeenumber",
    "studentid",
    "studentnumber",
    "personnelnumber",
    "personalnummer",
    "mitarbeiternummer",
    "matrikelnummer",
    "kennung",
  ],
};

/** The meaning of each column, by its header; null for one that means nothing here. The first of a kind counts. */
export function columnsOf(header: readonly string[]): (ColumnKind | null)[] {
  const taken = new Set<ColumnKind>();
  const names = header.map((cell) => fold(cell).replace(/[^\p{L}\p{N}]+/gu, ""));
  // "Name" beside "Vorname" is the family name.
  const hasFirstName = names.some((name) => headers.firstName.includes(name));
  return names.map((name) => {
    const kind = name === "name" && hasFirstName ? "lastName" : kindOf(name);
    if (kind === null || taken.has(kind)) return null;
    taken.add(kind);
    return kind;
  });
}

function kindOf(name: string): ColumnKind | null {
  for (const [kind, names] of Object.entries(headers) as [ColumnKind, readonly string[]][]) {
    if (names.includes(name)) return kind;
  }
  return null;
}

/** For a list without a header: the column with the addresses, and names before or after it. */
export function guessedColumns(rows: readonly (readonly string[])[]): (ColumnKind | null)[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const addresses = Array.from({ length: width }, (_none, at) => rows.filter((row) => row[at]?.includes("@")).length);
  const most = Math.max(0, ...addresses);
  const email = most === 0 ? -1 : addresses.indexOf(most);
  const isText = (at: number) => at !== email && rows.some((row) => /\p{L}/u.test(row[at] ?? ""));
  const texts = addresses.map((_count, at) => at).filter(isText);
  return addresses.map((_count, at) => {
    if (at === email) return "email";
    if (at === texts[0]) return texts.length === 1 ? "fullName" : "firstName";
    if (at === texts[1]) return "lastName";
    return at === texts[2] ? "groups" : null;
  });
}
