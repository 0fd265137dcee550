import { readerLocale } from "../texts/reader-language.ts";

/** Whose language and zone to write for; the reader's own where it is left out. */
export type Reader = { locale?: string; timeZone?: string };

// How an instant can be written, by the name of the way.
const styles = {
  date: { day: "2-digit", month: "short", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  both: { dateStyle: "medium", timeStyle: "short" },
  full: {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making a format costs far more than using it, and a table uses a few of them hundreds of times.
const instants = new Map<string, Intl.DateTimeFormat>();
const spans = new Map<string, Intl.RelativeTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** `23 Oct 2021` */
export function shortDate(at: number, reader: Reader = {}): string {
  return format(at, reader, "date");
}

/** `11:34` */
export function shortTime(at: number, reader: Reader = {}): string {
  return format(at, reader, "time");
}

/** `23 Oct 2021, 11:34` */
export function dateAndTime(at: number, reader: Reader = {}): string {
  return format(at, reader, "both");
}

/** With weekday and zone, for where it must be unmistakable. */
export function fullInstant(at: number, reader: Reader = {}): string {
  return format(at, reader, "full");
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** `in 2 days`, `in 45 sec.`: the largest unit that fills up. */
export function relativeTime(at: number, now: number, reader: Reader = {}): string {
  const ms = at - now;
  const [unit, unitMs] = units.find(([, size]) => Math.abs(ms) >= size) ?? ["second", 1_000];
  const locale = reader.locale ?? readerLocale;
  const known = spans.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  spans.set(locale, known);
  return known.format(Math.trunc(ms / unitMs), unit);
}

export function count(number: number, reader: Reader = {}): string {
  // Nothing in it to part. Making the first format takes a page longer than all of its toolbar.
  if (number < 1_000) return String(number);
  const locale = reader.locale ?? readerLocale;
  const known = numbers.get(locale) ?? new Intl.NumberFormat(locale);
  numbers.set(locale, known);
  return known.format(number);
}

function format(at: number, { locale = readerLocale, timeZone = "" }: Reader, style: keyof typeof styles): string {
  const key = `${style} ${locale} ${timeZone}`;
  let known = instants.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { ...styles[style], ...(timeZone ? { timeZone } : {}) });
    instants.set(key, known);
  }
  return known.format(at);
}
