import { readerLocale } from "../texts/reader-language.ts";
import type { Reader } from "./date-time.ts";

/** `Fri 23 Oct, 11:34–11:58`: what both ends share is said once, and only one where they are the same. */
export function timeSpan(from: number, to: number, { locale = readerLocale, timeZone }: Reader = {}): string {
  const format = new Intl.DateTimeFormat(locale, {
    ...{ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
    ...(timeZone ? { timeZone } : {}),
  });
  return format.formatRange(from, to);
}
