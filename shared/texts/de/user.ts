import type * as original from "../en/user.ts";
import type { Texts } from "../language.ts";

export const invitationWords: Texts<typeof original.invitationWords> = {
  open: "Offen",
  accepted: "Angenommen",
  declined: "Abgelehnt",
  expired: "Abgelaufen",
  replaced: "Durch neuere ersetzt",
  withdrawn: "Zurückgezogen",
};

export const attemptWords: Texts<typeof original.attemptWords> = {
  sent: "Gesendet",
  temporary: "Vorerst fehlgeschlagen",
  permanent: "Fehlgeschlagen",
  unknown: "Noch keine Antwort",
};

export const userTexts: Texts<typeof original.userTexts> = {
  titleWhileLoading: "Benutzer",
  loading: "Benutzer wird geladen",
  toUsers: "Benutzer",
  notFoundTitle: "Benutzer nicht gefunden",
  notFoundText:
    "Niemand in diesem Konto hat diese ID. Vielleicht wurde der Benutzer gelöscht, oder der Link gehört zu einem anderen Konto.",
  backToUsers: "Zurück zu den Benutzern",
  notAllowedTitle: "Nur die Administration sieht die Benutzer",
  actions: "Aktionen",

  tabs: "Teile dieser Seite",
  tabLabels: { general: "Allgemein", groups: "Gruppen", details: "Details", audit: "Protokoll" },

  person: "Person",
  name: "Name",
  email: "E-Mail",
  status: "Status",
  groups: "Gruppen",
  joined: "Beigetreten",
  lastSignIn: "Zuletzt aktiv",

  invitation: "Einladung",
  invitedBy: "Eingeladen von",
  you: (name) => `${name} (Sie)`,
  byToken: (name) => `API-Token ${name}`,
  sentAt: "Gesendet",
  resent: "Erneut gesendet",
  notResent: "Noch nicht",
  times: (count) => (count === 1 ? "Einmal" : `${count}-mal`),
  last: "zuletzt",
  expires: "Läuft ab",
  mail: "Mail",
  noMail: "Keine gesendet",
  attempts: "Versuche",
  noAttempts: "Noch keine",
  reminder: "Erinnerung",
  attempt: (number) => `Versuch ${number}`,
  askedAgain: "Diese Person hat einen neuen Link angefordert:",
  copyLink: "Link kopieren",
  resend: "Erneut senden",
  sendNew: "Neue Einladung senden",
  neverInvited: "Niemand hat diese Person eingeladen: Mit ihr begann das Konto.",
  earlier: (count) => (count === 1 ? "1 frühere Einladung" : `${count} frühere Einladungen`),

  editGroups: "Gruppen bearbeiten",
  noGroups: "Keine. Entfernte Benutzer sind in keiner Gruppe.",
  administratorsMeaning: "Darf in diesem Konto alles",

  identity: "Identität",
  dates: "Zeitpunkte",
  userId: "Benutzer-ID",
  externalId: "Externe ID",
  invitationId: "Einladungs-ID",
  copy: (what) => `${what} kopieren`,
  copied: (what) => `${what} kopiert`,
  notCopied: "Der Browser hat das Kopieren nicht erlaubt. Markieren Sie den Text und kopieren Sie ihn selbst.",
  invitedAt: "Eingeladen",
  lastSentAt: "Zuletzt gesendet",
  validUntil: "Link gültig bis",
  askedAgainAt: "Neuen Link angefordert",
  removedAt: "Entfernt",

  audit: "Was geschehen ist, Neuestes zuerst",
  wholeTrail: "Im Protokoll öffnen",
  noEvents: "Zu dieser Person ist nichts aufgezeichnet.",
};
