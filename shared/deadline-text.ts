/**
 * `Sunday, 29 November 2026 at 21:38, Central European Standard Time (UTC+1)`: the mails are in English, so of the
 * account's locale only the region's habits are taken.
 */
export function deadlineText(at: number, timeZone: string, locale: string): string {
  const habits = englishLocale(locale);
  const zone = knownZone(timeZone);
  const moment = new Intl.DateTimeFormat(habits, { dateStyle: "full", timeStyle: "short", timeZone: zone }).format(at);
  const zoneName = zonePart(at, zone, "long");
  const offset = zonePart(at, zone, "shortOffset").replace(/^GMT(\+0$)?/, "UTC");
  const named = zoneName.startsWith("GMT") ? offset : `${zoneName} (${offset})`;
  // Intl puts narrow spaces before AM and PM, which old mail programs show as boxes.
  return `${moment}, ${named}`.replace(/[\u00a0\u202f]/g, " ");
}

function zonePart(at: number, timeZone: string, timeZoneName: "long" | "shortOffset"): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

function englishLocale(locale: string): string {
  try {
    const { language, region, baseName } = new Intl.Locale(locale).maximize();
    const wanted = language === "en" ? baseName.replace("-Latn", "") : `en-${region}`;
    // Where English has no habits of that region, Intl would fall back to those of the United States.
    return new Intl.DateTimeFormat(wanted).resolvedOptions().locale === wanted || region === "US" ? wanted : "en-GB";
  } catch {
    return "en-GB";
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
