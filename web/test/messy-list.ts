import type { UserRow } from "../../shared/outputs.ts";

/** How many lines of each kind there are, and what must come of them. */
export type MessyList = {
  /** As an older German spreadsheet writes it: semicolons, quotes, CRLF, Windows-1252. */
  file: Buffer;
  people: number;
  /** Invited at the first go. */
  fresh: number;
  /** Come back as a file, and go through once they are mended. */
  toMend: number;
};

const unknownGroup = "Lager";
const names = ["Jürgen Müller", "Ayşe Özdemir", 'Eva "Evi" Weiß', "Zoë Groß", "Anna-Lena von der Heide"] as const;

/** A list of so many people: some there already, in every state; some named twice, mistyped, or in no known group. */
export function messyList(people: number, there: readonly UserRow[]): MessyList {
  const lines = ["Nachname;Vorname;E-Mail;Gruppen;Personalnummer;Bemerkung"];
  let toMend = 0;
  let fresh = 0;
  for (let at = 0; at < people; at++) {
    const [firstName = "", ...rest] = (names[at % names.length] ?? "").replace("ş", "s").split(" ");
    const line = (email: string, group: string, remark: string) =>
      lines.push([rest.join(" "), firstName, email, group, `P-${at}`, remark].map(quoted).join(";"));
    const known = there[at - 5];
    if (known) line(known.email.toUpperCase(), "", known.status);
    else if (at % 50 === 7) line(`p${at - 1}@liste.example`, "", "doppelt");
    else if (at % 40 === 3 && ++toMend) line(`p${at}(at)liste.example`, "", "Tippfehler");
    else if (at % 100 === 15 && ++toMend) line(`p${at}@liste.example`, unknownGroup, "");
    else if (++fresh) line(` p${at}@liste.example `, at % 3 === 0 ? "users" : "", 'sagt "hallo"; geht');
    if (at % 60 === 0) lines.push(";;;;;", "");
  }
  return { file: Buffer.from(lines.join("\r\n"), "latin1"), people, fresh, toMend };
}

/** What somebody does with the file that came back: typing mistakes and groups put right, the others left out. */
export function mended(failures: string): string {
  return failures
    .replaceAll("(at)", "@")
    .replaceAll(unknownGroup, "")
    .split("\r\n")
    .filter((line, at) => at === 0 || line.includes("@liste.example"))
    .join("\r\n");
}

function quoted(cell: string): string {
  return /[";]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
