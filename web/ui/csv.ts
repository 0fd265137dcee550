import type { Language } from "../../shared/texts/language.ts";
import { readerLanguage } from "../texts/reader-language.ts";

/** Spreadsheets run what begins so, though it is text that somebody typed; full-width signs count as well. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** Where the comma stands in numbers, spreadsheets expect another sign between cells; readers guess either. */
const separators: Record<Language, string> = { en: ",", de: ";" };

/** Rows as CSV that the reader's spreadsheet opens as what it is: UTF-8 with a byte order mark, and no formulas. */
export function csvText(rows: readonly (readonly string[])[], language: Language = readerLanguage): string {
  return `\ufeff${rows.map((cells) => `${cells.map(quoted).join(separators[language])}\r\n`).join("")}`;
}

function quoted(cell: string): string {
  const harmless = formula.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}
