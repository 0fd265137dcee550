import type * as original from "../en/grid.ts";
import type { Texts } from "../language.ts";
import { sortWords } from "./users.ts";

export const deliveryWords: Texts<typeof original.deliveryWords> = {
  queued: "Bereit",
  sent: "Gesendet",
  delivered: "Zugestellt",
  retrying: "Neuer Versuch",
  failed: "Fehlgeschlagen",
};

export const columnWords: Texts<typeof original.columnWords> = {
  user: "Benutzer",
  email: "E-Mail",
  status: "Status",
  sent: "Einladung gesendet",
  joined: "Beigetreten",
  lastSignIn: "Zuletzt aktiv",
  group: "Gruppe",
};

const directionWords = { asc: "aufsteigend", desc: "absteigend" } as const;

export const gridTexts: Texts<typeof original.gridTexts> = {
  addMany: "Aus Liste",
  defaultView: "Standard",
  modified: "geändert",
  viewOptions: "Ansicht",
  saveDefault: "Als Standard speichern",
  isDefault: "Dies ist die Standardansicht",
  forgetDefault: "Gespeicherten Standard verwerfen",
  noneSaved: "Keiner gespeichert",
  defaultSaved: "Als Ihre Standardansicht gespeichert",
  shortcuts: "Tastenkürzel",

  sort: "Sortieren",
  filter: "Filtern",
  columns: "Spalten",
  active: (count) => `${count} aktiv`,
  all: "Alle",
  expiring: "Läuft in 48 h ab",
  expiringBefore: (day) => `Läuft ab vor ${day}`,
  invitedBy: "Eingeladen von",
  askedAgain: "Neuen Link angefordert",
  askedAgainMark: "Möchte neuen Link",
  copyId: (name) => `ID von ${name} kopieren`,
  idCopied: "ID kopiert",
  idNotCopied: "Der Browser hat das Kopieren nicht erlaubt.",
  chip: (what, value) => `${what}: ${value}`,
  delivery: "Zustellung",
  unknownGroup: "unbekannt",

  columnMenu: (column) => `Optionen der Spalte ${column}`,
  sortAscending: "Aufsteigend sortieren",
  sortDescending: "Absteigend sortieren",
  clearSort: "Sortierung aufheben",
  notSorted: "Nicht nach dieser Spalte sortiert",
  isSorted: "Schon so sortiert",
  hideColumn: "Spalte ausblenden",
  alwaysShown: "Immer sichtbar",
  sortedBy: (by, dir) => `${sortWords[by]}, ${directionWords[dir]}`,
  sortPlace: (place, dir) => `, ${directionWords[dir]} sortiert, Rang ${place}`,
  sorted: (keys) => `Sortiert nach ${keys}.`,
  updated: "Die Liste hat sich geändert.",
  onPage: (page) => `Seite ${page}.`,

  manyPages: (pages) => `von mehr als ${pages}`,
  beyond: (rows) =>
    `Seitenzahlen erreichen die ersten ${rows} Zeilen und das Ende. Suchen oder filtern Sie, um zu anderen zu gelangen.`,
  beyondInexact: (rows) =>
    `Seitenzahlen erreichen die ersten ${rows} Zeilen. Suchen oder filtern Sie, um zu anderen zu gelangen.`,

  aloneTitle: "Noch ist niemand sonst hier",
  inviteFirst: "Erste Person einladen",
  changedElsewhere: (changes) =>
    changes === 1 ? "1 Änderung – nicht auf dieser Seite" : `${changes} Änderungen – nicht auf dieser Seite`,
  nowIs: (name, status) => `${name}: ${status}`,
  showChanges: "Zeigen",
  offline:
    "Sie sind offline. Was Sie sehen, kann veraltet sein; es wird neu geladen, sobald Sie wieder verbunden sind.",
};
