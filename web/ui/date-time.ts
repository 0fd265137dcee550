import { readerLocale } from "../texts/spoken.ts";

/** Whose language and zone to write for; the reader's own where it is left out. */
export type Reader = { locale?: string; timeZone?: string };

const formats = new Map<string, Intl.DateTimeFormat>();

/** `23 Oct 2021` */
export function shortDate(at: number, reader: Reader = {}): string {
  return format(at, reader, { day: "2-digit", month: "short", year: "numeric" });
}

/** `11:34` */
export function shortTime(at: number, reader: Reader = {}): string {
  return format(at, reader, { hour: "2-digit", minute: "2-digit" });
}

/** `23 Oct 2021, 11:34` */
export function dateAndTime(at: number, reader: Reader = {}): string {
  return format(at, reader, { dateStyle: "medium", timeStyle: "short" });
}

/** With weekday and zone, for where it must be unmistakable. */
export function fullInstant(at: number, reader: Reader = {}): string {
  return format(at, reader, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
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
  return new Intl.RelativeTimeFormat(reader.locale ?? readerLocale, { numeric: "auto", style: "short" }).format(
    Math.trunc(ms / unitMs),
    unit,
  );
}

export function count(number: number, reader: Reader = {}): string {
  return new Intl.NumberFormat(reader.locale ?? readerLocale).format(number);
}

// Making a format costs far more than using it, and a table uses a few of them hundreds of times.
function format(at: number, reader: Reader, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([reader, options]);
  let known = formats.get(key);
  if (!known) {
    const zone = reader.timeZone ? { timeZone: reader.timeZone } : {};
    known = new Intl.DateTimeFormat(reader.locale ?? readerLocale, { ...options, ...zone });
    formats.set(key, known);
  }
  return known.format(at);
}
