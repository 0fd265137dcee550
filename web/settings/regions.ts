import { deadlineText } from "../../shared/deadline-text.ts";
import type { Language } from "../../shared/texts/language.ts";
import { readerLocale } from "../texts/reader-language.ts";

/** Each of these has its own habits of writing dates and times in that language. */
const regions = {
  en: "AT AU BE CA CH DE DK FI GB HK IE IN NL NZ SE SG US ZA",
  de: "AT BE CH DE IT LI LU",
} as const satisfies Record<Language, string>;

/** Every language to choose from, the account's own among them even if it is none of ours. */
export function localeChoices(own: string, reader = readerLocale): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(reader, { type: "language", languageDisplay: "standard" });
  const tags = Object.entries(regions).flatMap(([language, list]) => [
    language,
    ...list.split(" ").map((region) => `${language}-${region}`),
  ]);
  if (!tags.includes(own)) tags.push(own);
  return tags
    .map((tag) => ({ value: tag, label: localeName(tag, names) }))
    .sort((one, other) => one.label.localeCompare(other.label, reader));
}

function localeName(tag: string, names: Intl.DisplayNames): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Every zone that the browser knows by its name of record. */
export function timeZoneChoices(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

/** How mails write an instant there, or null while what was typed is no zone. */
export function instantInMails(at: number, timeZone: string, locale: string): string | null {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    return null;
  }
  return deadlineText(at, timeZone, locale);
}
