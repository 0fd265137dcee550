import { type Language, languageOf, languages } from "../../shared/texts/language.ts";
import { addUserTexts } from "../texts/add-user.ts";
import { readerLocale } from "../texts/reader-language.ts";

/** The languages that the mail can be in. The account's is "": it needs no saying. */
export function mailLanguages(accountLocale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(readerLocale, { type: "language" });
  return languages.map((language) => {
    const name = names.of(language) ?? language;
    return language === languageOf(accountLocale)
      ? { value: "", label: addUserTexts.accountsLanguage(name) }
      : { value: localeIn(language, accountLocale), label: name };
  });
}

/** The other language with the account's habits: `en-CH` of `de-CH`. */
function localeIn(language: Language, accountLocale: string): string {
  const { region } = new Intl.Locale(accountLocale);
  return region === undefined ? language : `${language}-${region}`;
}
