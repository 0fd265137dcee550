import type { uiTexts as original } from "../en/ui.ts";
import type { Texts } from "../language.ts";

export const uiTexts: Texts<typeof original> = {
  brand: "Usher",
  pageTitle: (page) => `${page} · Usher`,
  close: "Schließen",
  cancel: "Abbrechen",
  optional: "optional",
  none: "Keine",
  notifications: "Meldungen (Alt+T)",
  dismiss: "Meldung schließen",
  discardTitle: "Eingaben verwerfen?",
  discardText: "Was Sie hier eingegeben haben, geht verloren.",
  discard: "Verwerfen",
  keepEditing: "Weiter bearbeiten",
  errorsTitle: (count) => (count === 1 ? "Berichtigen Sie 1 Feld" : `Berichtigen Sie ${count} Felder`),
  theme: "Farben",
  themes: { system: "wie im System", light: "hell", dark: "dunkel" },
  skipToContent: "Zum Inhalt springen",
  filters: "Aktive Filter",
  removeFilter: (filter) => `Filter ${filter} entfernen`,
  clearFilters: "Filter aufheben",
  retry: "Erneut versuchen",
  requestId: (id) => `Anfrage ${id}`,
  sessionEnded:
    "Ihre Sitzung ist beendet. Melden Sie sich in einem anderen Tab an und versuchen Sie es hier erneut: Ihre Eingaben bleiben erhalten.",
  unreachable: "Usher ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
  internal:
    "Bei uns ist etwas schiefgegangen. Versuchen Sie es erneut; wenn es so bleibt, nennen Sie Ihrem Support die Nummer der Anfrage.",
  notFoundTitle: "Seite nicht gefunden",
  notFoundText: "Unter dieser Adresse gibt es nichts.",
  toStart: "Zur Startseite",
};
