import type { tokensTexts as original } from "../en/tokens.ts";
import type { Texts } from "../language.ts";

export const tokensTexts: Texts<typeof original> = {
  title: "API-Tokens",
  lead: "Programme rufen die API mit einem Token auf, statt sich anzumelden. Was sie tun, steht unter seinem Namen im Protokoll.",
  caption: "API-Tokens dieses Kontos",
  loading: "API-Tokens werden geladen",
  notAllowedTitle: "Nur die Administration sieht die API-Tokens",
  emptyTitle: "Keine API-Tokens",
  emptyText: "Legen Sie für jedes Programm eines an, damit sich jedes für sich anhalten lässt.",

  name: "Name",
  scope: "Darf",
  made: "Angelegt",
  lastUsed: "Zuletzt benutzt",
  expires: "Läuft ab",
  actions: "Aktionen",
  scopes: { read: "Lesen", write: "Lesen und schreiben" },
  ending: (ending) => `usher_…${ending}`,
  madeBy: (name) => `von ${name}`,
  neverUsed: "Nie",
  neverExpires: "Nie",
  disabled: "Deaktiviert",
  expired: "Abgelaufen",

  disable: "Deaktivieren",
  enable: "Aktivieren",
  remove: "Entfernen",
  disableLabel: (name) => `${name} deaktivieren`,
  enableLabel: (name) => `${name} aktivieren`,
  removeLabel: (name) => `${name} entfernen`,
  hasBeenDisabled: (name) => `${name} ist deaktiviert. Der nächste Aufruf wird abgelehnt.`,
  hasBeenEnabled: (name) => `${name} ist aktiviert.`,
  removeTitle: (name) => `${name} entfernen?`,
  removeText:
    "Programme mit diesem Token werden ab dem nächsten Aufruf abgelehnt. Das lässt sich nicht rückgängig machen.",
  removed: (name) => `${name} wurde entfernt`,

  add: "Neues Token",
  addTitle: "Neues API-Token",
  nameDescription: "Wofür es ist, etwa „Nächtlicher Abgleich“.",
  scopeLegend: "Es darf",
  scopeDescriptions: {
    read: "Benutzer, Gruppen und Protokoll lesen. Keine Links.",
    write:
      "Auch einladen, erneut senden, bearbeiten und entfernen. Niemanden in die Administration aufnehmen, keine Tokens anlegen.",
  },
  lifetime: "Läuft ab",
  lifetimes: { days30: "in 30 Tagen", days90: "in 90 Tagen", year: "in einem Jahr", never: "nie" },
  create: "Token anlegen",

  madeTitle: "Ihr neues Token",
  shownOnce:
    "Kopieren Sie es jetzt und bewahren Sie es wie ein Passwort auf: Es wird nur dieses eine Mal gezeigt, und wir behalten keine Kopie.",
  token: "Token",
  copy: "Token kopieren",
  copied: "Token kopiert",
  notCopied: "Das Token konnte nicht kopiert werden. Wählen Sie es aus und kopieren Sie es selbst.",
  done: "Fertig",
};
