import type * as original from "../en/audit.ts";
import type { Texts } from "../language.ts";

export const eventWords: Texts<typeof original.eventWords> = {
  "invitation.created": "Eingeladen",
  "invitation.sent": "Einladungsmail gesendet",
  "invitation.delivered": "Einladungsmail zugestellt",
  "invitation.failed": "Einladungsmail fehlgeschlagen",
  "invitation.resent": "Einladung erneut gesendet",
  "invitation.linkCopied": "Einladungslink kopiert",
  "invitation.accepted": "Einladung angenommen",
  "invitation.declined": "Einladung abgelehnt",
  "invitation.expired": "Einladung abgelaufen",
  "invitation.replaced": "Einladung durch neuere ersetzt",
  "invitation.withdrawn": "Einladung zurückgezogen",
  "invitation.askedAgain": "Neuen Link angefordert",
  "user.edited": "Benutzer bearbeitet",
  "user.addressCorrected": "Adresse berichtigt",
  "user.blocked": "Benutzer gesperrt",
  "user.unblocked": "Benutzer entsperrt",
  "user.removed": "Benutzer entfernt",
  "user.deleted": "Benutzer endgültig gelöscht",
  "user.left": "Konto verlassen",
  "group.created": "Gruppe hinzugefügt",
  "group.renamed": "Gruppe umbenannt",
  "group.removed": "Gruppe entfernt",
  "token.created": "API-Token angelegt",
  "token.disabled": "API-Token deaktiviert",
  "token.enabled": "API-Token aktiviert",
  "token.removed": "API-Token entfernt",
  "account.created": "Konto angelegt",
  "account.updated": "Kontoeinstellungen geändert",
};

export const eventNouns: Texts<typeof original.eventNouns> = {
  invitation: "Einladungen",
  user: "Benutzer",
  group: "Gruppen",
  token: "API-Tokens",
  account: "Konto",
};

export const actorWords: Texts<typeof original.actorWords> = {
  user: "Angemeldet",
  token: "API-Token",
  invitee: "Einladungslink",
  system: "Automatisch",
};

export const namelessActors: Texts<typeof original.namelessActors> = {
  user: "Gelöschter Benutzer",
  token: "Entferntes API-Token",
  invitee: "Gelöschter Benutzer",
  system: "System",
};

export const actorName: Texts<typeof original.actorName> = ({ kind, name }) => name || namelessActors[kind];

export const actorFilterWords: Texts<typeof original.actorFilterWords> = {
  user: "Jemand mit Anmeldung",
  token: "Ein API-Token",
  invitee: "Jemand mit Einladung",
  system: "Das System",
};

export const datePresetWords: Texts<typeof original.datePresetWords> = {
  today: "Heute",
  "7d": "Letzte 7 Tage",
  "30d": "Letzte 30 Tage",
};

export const detailWords: Texts<typeof original.detailWords> = {
  expiresAt: "Gültig bis",
  attempts: "Versuche",
  error: "Grund",
  groups: "Gruppen",
  name: "Name",
  email: "E-Mail",
  token: "Token",
  homeUrl: "Startseite",
  locale: "Sprache",
  timeZone: "Zeitzone",
  noMail: "Ohne Mail, wie gewünscht",
  reminder: "Erinnerung",
  noGroups: "keine",
  removedGroup: "eine entfernte Gruppe",
  nothing: "keine",
};

export const auditTexts: Texts<typeof original.auditTexts> = {
  title: "Protokoll",
  caption: "Was in diesem Konto geschehen ist, Neuestes zuerst",
  loading: "Ereignisse werden geladen",
  when: "Wann",
  who: "Wer",
  what: "Was",
  whom: "Wen",
  deletedUser: "Gelöschter Benutzer",
  removedToken: (name) => `${name} (entfernt)`,
  onlyAbout: (name) => `Nur Ereignisse zu ${name}`,
  onlyBy: (name) => `Nur, was von ${name} ausging`,
  linkTo: (seq) => `Link zu Ereignis ${seq}`,
  seq: (seq) => `#${seq}`,
  recorded: "Aufgezeichnet",
  became: "→",
  becameSpoken: "wurde zu",

  filter: "Filtern",
  filterCount: (count) => `Filtern (${count})`,
  filterTitle: "Protokoll filtern",
  done: "Fertig",
  anybody: "Alle",
  anyTime: "Jederzeit",
  recordedOn: "Aufgezeichnet",
  recordedOnDescription: "Ein Tag beginnt dort um Mitternacht, wo Sie sind.",
  between: "Zwischen zwei Tagen",
  from: "Von",
  to: "Bis einschließlich",
  fromTo: (from, to) => `${from} bis ${to}`,
  since: (day) => `Seit ${day}`,
  until: (day) => `Bis ${day}`,
  doneBy: "Von wem",
  which: "Wer",
  whichDescription: "Name, E-Mail oder ID. Leer: alle, die angemeldet waren.",
  anyToken: "Alle Token",
  tokenChoice: (name, ending) => `${name} (…${ending})`,
  chosenActor: (name) => `Von ${name}`,
  byChip: (name) => `Von ${name}`,
  found: (count, text, hasMore) =>
    hasMore ? `Die neuesten ${text} Ereignisse` : count === 1 ? "1 Ereignis" : `${text} Ereignisse`,
  about: "Zu wem",
  aboutDescription: "Name, E-Mail oder ID. Leer: Ereignisse zu allen.",
  chosen: (name) => `Ereignisse zu ${name}`,
  aboutChip: (name) => `Zu ${name}`,

  refresh: "Aktualisieren",
  refreshed: "Soeben aktualisiert",
  loadOlder: "Ältere laden",
  loadedOlder: (count) => (count === 1 ? "1 älteres Ereignis geladen" : `${count} ältere Ereignisse geladen`),
  hasNew: "Es gibt neue Ereignisse.",
  noOlder: "Es gibt keine älteren Ereignisse.",
  fromLinked: "Dies beginnt bei dem Ereignis, dessen Link Sie geöffnet haben.",
  linkedMissing: (seq) => `Ereignis ${seq} ist nicht darunter. Prüfen Sie den Link, oder heben Sie die Filter auf.`,
  showNewest: "Neueste zeigen",

  emptyTitle: "Noch nichts geschehen",
  emptyText: "Alles, was sich in diesem Konto ändert, wird hier stehen.",
  noMatchTitle: "Keine Ereignisse gefunden",
  noMatchText: "Versuchen Sie andere Filter.",
  notAllowedTitle: "Nur die Administration sieht das Protokoll",

  export: "CSV exportieren",
  exporting: (events) => `Export läuft, bisher ${events} Ereignisse`,
  stopExport: "Anhalten",
  exported: (events) => `${events} Ereignisse exportiert`,
  exportedOne: "1 Ereignis exportiert",
  exportCut: (events) =>
    `Die neuesten ${events} Ereignisse wurden exportiert, mehr fasst eine Datei nicht. Filtern Sie, um andere zu erhalten.`,
  exportFailed: (reason) => `Nichts wurde exportiert. ${reason}`,
  exportFile: (day) => `protokoll-${day}.csv`,
  columns: {
    seq: "Ereignis",
    at: "Wann (UTC)",
    recordedAt: "Aufgezeichnet (UTC)",
    type: "Typ",
    what: "Was",
    actorKind: "Auf welchem Weg",
    actorName: "Wer",
    actorId: "Wer (ID)",
    userName: "Wen",
    userId: "Wen (ID)",
    invitationId: "Einladung",
    details: "Einzelheiten",
  },
};
