/** The languages that every text is written in: `en/` is what the others are measured by. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** The catalogue of another language: the same names and parameters, other words. What is missing breaks the build. */
export type Texts<Original> = Original extends (...parameters: infer Parameters) => string
  ? (...parameters: Parameters) => string
  : Original extends string
    ? string
    : { readonly [Name in keyof Original]: Texts<Original[Name]> };

/** The first of somebody's languages that is written here, as they put it (`de-AT`); English where none is. */
export function spokenTag(tags: readonly string[]): string {
  return tags.find((tag) => isLanguage(languagePart(tag))) ?? "en";
}

/** `de` of `de-AT`; English for a language that is not written here. */
export function languageOf(tag: string): Language {
  const language = languagePart(tag);
  return isLanguage(language) ? language : "en";
}

function languagePart(tag: string): string {
  return tag.toLowerCase().split("-", 1)[0] ?? "";
}

function isLanguage(part: string): part is Language {
  return languages.some((language) => language === part);
}
