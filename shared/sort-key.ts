import { normaliseAddress } from "./address.ts";

/** Names and addresses with case and accents folded: SQLite has no collation, so the key is stored. */
export function fold(text: string): string {
  return (
    text
      .normalize("NFKD")
      .toLowerCase()
      // Lower case may bring marks of its own, as of the Turkish capital I.
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .replace(/ß/g, "ss")
      .replace(/ς/g, "σ")
      .replace(/ı/g, "i")
      .replace(/ø/g, "o")
      .replace(/ł/g, "l")
      .replace(/æ/g, "ae")
      .replace(/œ/g, "oe")
      .replace(/đ/g, "d")
      .replace(/\s+/g, " ")
      .trim()
  );
}

export function nameSortKey(firstName: string, lastName: string): string {
  return fold(`${firstName} ${lastName}`);
}

const maxTermLength = 64;

/**
 * The terms whose beginnings a search matches: each word of the name, the address, its local part and its domain, and
 * the words within the local part. The id is one more: `idBeginning`.
 */
export function searchTerms(user: { email: string; firstName: string; lastName: string }): string[] {
  const [local = "", domain = ""] = user.email.split("@");
  const names = fold(`${user.firstName} ${user.lastName}`);
  const terms = [
    ...words(names),
    // As written too: "St." and "J.R.R." are typed with their dots.
    ...names.split(" "),
    user.email,
    domain,
    ...words(local),
  ];
  return [...new Set(terms.map((term) => term.slice(0, maxTermLength)).filter((term) => term !== ""))];
}

/** What somebody typed, as terms that must all match. An id may be typed in the groups of four that the page shows. */
export function searchWords(search: string): string[] {
  const whole = normaliseAddress(search);
  if (whole.ok) return [whole.address.slice(0, maxTermLength)];
  const folded = fold(search);
  if (folded.startsWith("usr-")) return [`usr-${folded.slice(4).replace(/[- ]/g, "")}`];
  // A typed address or domain is one term; everything else is looked up word by word.
  const typed = folded.split(" ").flatMap((word) => (/[@.]/.test(word) ? [word.replace(/^@/, "")] : words(word)));
  return [...new Set(typed.map((word) => word.slice(0, maxTermLength)).filter((word) => word !== ""))].slice(
    0,
    maxSearchWords,
  );
}

const maxSearchWords = 8;

/** What every id of a user begins with, and what some do whom a word may mean: with or without that. */
export const everyIdBegins = "USR-";
export function idBeginning(word: string): string | null {
  const typed = word.toUpperCase();
  if (everyIdBegins.startsWith(typed)) return everyIdBegins;
  const own = typed.startsWith(everyIdBegins) ? typed.slice(everyIdBegins.length) : typed;
  return /^[0-9A-Z]+$/.test(own) ? `${everyIdBegins}${own}` : null;
}

function words(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
}
