import { mailTexts as german } from "../../../shared/texts/de/mails.ts";
import { mailTexts as english } from "../../../shared/texts/en/mails.ts";
import { languageOf, type Texts } from "../../../shared/texts/language.ts";

export type MailTexts = Texts<typeof english>;

/** What mails say to somebody who reads `de-AT`; English for a language that is not written here. */
export function mailTextsIn(locale: string): MailTexts {
  return languageOf(locale) === "de" ? german : english;
}
