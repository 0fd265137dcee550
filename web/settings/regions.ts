import { deadlineText } from "../../shared/deadline-text.ts";

/** Mails are in English; each of these has its own habits of writing dates and times in it. */
const englishRegions = "AT AU BE CA CH DE DK FI GB HK IE IN NL NZ SE SG US ZA".split(" ");

/** Every language to choose from, the account's own among them even if it is none of ours. */
export function localeChoices(own: string): { value: string; label: string }[] {
  const tags = ["en", ...englishRegions.map((region) => `en-${region}`)];
  if (!tags.includes(own)) tags.push(own);
  return tags
    .map((tag) => ({ value: tag, label: localeName(tag) }))
    .sort((one, other) => one.label.localeCompare(other.label, "en"));
}

function localeName(tag: string): string {
  const names = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" });
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
