import { type Language, languageOf } from "./texts/language.ts";

/** Where a language has no habits of a region: those of its own, and of English not the United States'. */
const habitsElsewhere = { en: "en-GB", de: "de" } as const satisfies Record<Language, string>;

/**
 * `Sonntag, 29. November 2026 um 21:38 Uhr, Mitteleuropäische Normalzeit (UTC+1)`: in the language that mails are
 * written in for that locale, with the habits of its region.
 */
export function deadlineText(at: number, timeZone: string, locale: string): string {
  const language = languageOf(locale);
  const zone = knownZone(timeZone);
  const format = new Intl.DateTimeFormat(habitsOf(locale, language), {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: zone,
  });
  const moment = language === "de" ? `${format.format(at)} Uhr` : format.format(at);
  const zoneName = zonePart(at, zone, language, "long");
  const offset = zonePart(at, zone, "en", "shortOffset").replace(/^GMT(\+0$)?/, "UTC");
  const named = zoneName.startsWith("GMT") ? offset : `${zoneName} (${offset})`;
  // Intl puts narrow spaces before AM and PM, which old mail programs show as boxes.
  return `${moment}, ${named}`.replace(/[\u00a0\u202f]/g, " ");
}

function zonePart(at: number, timeZone: string, language: Language, timeZoneName: "long" | "shortOffset"): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** The locale itself, or of somebody else's language the region: a mail to `fr-CH` is in English as in Switzerland. */
function habitsOf(locale: string, language: Language): string {
  try {
    const { language: own, region, baseName } = new Intl.Locale(locale).maximize();
    const wanted = own === language ? baseName.replace("-Latn", "") : `${language}-${region}`;
    const isKnown = new Intl.DateTimeFormat(wanted).resolvedOptions().locale === wanted;
    return isKnown || wanted === "en-US" ? wanted : habitsElsewhere[language];
  } catch {
    return habitsElsewhere[language];
  }
}

/** A zone that this runtime does not know must not keep a mail from leaving. */
function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
