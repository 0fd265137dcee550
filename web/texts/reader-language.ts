import { languageOf, spokenTag } from "../../shared/texts/language.ts";

/** The reader's language with their region, for dates and numbers: `de-AT`. */
export const readerLocale = spokenTag(globalThis.navigator?.languages ?? []);
export const readerLanguage = languageOf(readerLocale);
if (globalThis.document) document.documentElement.lang = readerLanguage;
