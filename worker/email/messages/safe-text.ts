/**
 * Names in mails are somebody else's input. `setApart` makes one harmless and marks where it begins and ends with
 * Unicode's isolates; `plainText` and `Sentence` (layout.tsx) then write it for the part they make.
 */

const open = "\u2068";
const close = "\u2069";
export const isolated = /\u2068([^\u2069]*)\u2069/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** On one line, without control and direction characters: nothing that ends a header or turns its neighbours around. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(directions, "").replace(controls, " ").replace(/\s+/g, " ").trim();
}

/** As `oneLine`, line by line. */
export function lines(text: string): string[] {
  return text.split(/\r\n|\r|\n/).map(oneLine);
}

/** At most `length` characters as a reader counts them. */
export function shorten(text: string, length: number): string {
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}

export function setApart(name: string): string {
  return open + oneLine(name) + close;
}

/** Keeps the isolates of names written from right to left only: elsewhere they would be noise. */
export function plainText(text: string): string {
  return text.replace(isolated, (whole, name: string) => (rightToLeft.test(name) ? whole : name));
}
