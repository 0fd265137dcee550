import type { Texts } from "../../shared/texts/language.ts";
import { readerLanguage } from "./reader-language.ts";

/** The texts of one surface in the language of the browser. */
export function spoken<Original>(texts: { en: Original; de: Texts<Original> }): Texts<Original> {
  // English is one of its own translations, which the compiler cannot see of a type it does not know yet.
  return texts[readerLanguage] as Texts<Original>;
}
