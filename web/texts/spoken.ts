import { languageOf, spokenTag, type Texts } from "../../shared/texts/language.ts";

/** The reader's language with their region, for dates and numbers: `de-AT`. */
export const readerLocale = spokenTag(globalThis.navigator?.languages ?? []);
export const readerLanguage = languageOf(readerLocale);
if (globalThis.document) document.documentElement.lang = readerLanguage;

/** The texts of one surface in the language of the browser. */
export function spoken<Original>(texts: { en: Original; de: Texts<Original> }): Texts<Original> {
  // English is one of its own translations, which the compiler cannot see of a type it does not know yet.
  return texts[readerLanguage] as Texts<Original>;
}
