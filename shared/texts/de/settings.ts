import type { settingsTexts as original } from "../en/settings.ts";
import type { Texts } from "../language.ts";

export const settingsTexts: Texts<typeof original> = {
  title: "Kontoeinstellungen",
  loading: "Die Einstellungen werden geladen …",
  notAllowedTitle: "Nur die Administration kann die Einstellungen ändern",

  general: "Allgemein",
  generalLead: "Was eingeladene Personen lesen und wohin sie danach gelangen.",
  name: "Name des Kontos",
  nameMissing: "Geben Sie dem Konto einen Namen.",
  nameUse: "So nennen Einladungen und Mails das Konto.",
  homeUrl: "Startseite",
  homeUrlUse:
    "Wohin Personen nach dem Beitreten gelangen, zum Beispiel auf Ihre eigene Seite. Ohne sie sehen sie ihre Konten.",
  homeUrlExample: "https://example.com/willkommen",

  region: "Sprache und Region",
  regionLead: "Die Sprache der Mails, und wie sie Datum und Zeit schreiben. Seiten richten sich nach dem Browser.",
  timeZone: "Zeitzone",
  timeZoneMissing: "Wählen Sie eine Zeitzone.",
  timeZoneUse: "Tippen Sie eine Stadt oder Region auf Englisch, zum Beispiel Berlin oder Pacific.",
  locale: "Sprache und Formate",
  localeExample: (deadline) => `So steht eine Frist da: ${deadline}`,

  save: "Einstellungen speichern",
  saved: "Die Einstellungen wurden gespeichert",
  unchanged: "Nichts wurde geändert, es war nichts zu speichern",
};
