/** `Sunday, 29 November 2026 at 21:38 CET`: exact, in the reader's own zone, in the page's language. */
export function instantText(at: number, fallbackZone?: string): string {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return new Intl.DateTimeFormat(pageLocale(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone: own || fallbackZone,
  }).format(at);
}

/** The reader's own kind of English, since the sentence around it is English. */
function pageLocale(): string {
  return navigator.languages.find((tag) => tag.startsWith("en-")) ?? "en-GB";
}
