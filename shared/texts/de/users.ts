import type * as original from "../en/users.ts";
import type { Texts } from "../language.ts";

export const statusWords: Texts<typeof original.statusWords> = {
  active: "Aktiv",
  invited: "Eingeladen",
  invitationExpired: "Abgelaufen",
  invitationDeclined: "Abgelehnt",
  blocked: "Gesperrt",
  removed: "Entfernt",
};

export const deliveryErrorWords: Texts<typeof original.deliveryErrorWords> = {
  temporary: "vom Mail-Dienst nicht angenommen",
  addressRefused: "Adresse abgewiesen",
  suppressed: "Adresse auf der Sperrliste",
  quota: "Mail-Kontingent erschöpft",
  bounced: "kam unzustellbar zurück",
  deadlinePassed: "Frist verstrichen",
  linkReset: "Links wurden zurückgesetzt",
};

export const deliveryText: Texts<typeof original.deliveryText> = ({ state, attempts, error }) => {
  switch (state) {
    case "queued":
      return "Mail steht bereit";
    case "sent":
      return "Mail gesendet";
    case "delivered":
      return "Mail zugestellt";
    case "retrying":
      return `Neuer Versuch nach ${attempts === 1 ? "1 Versuch" : `${attempts} Versuchen`}`;
    case "failed":
      return error ? `Mail fehlgeschlagen: ${deliveryErrorWords[error]}` : "Mail fehlgeschlagen";
  }
};

export const sortWords: Texts<typeof original.sortWords> = {
  name: "Name",
  email: "E-Mail",
  status: "Status",
  sentAt: "Einladung gesendet",
  joinedAt: "Beigetreten",
  lastSignInAt: "Zuletzt aktiv",
};

export const usersTexts: Texts<typeof original.usersTexts> = {
  title: "Benutzer",
  add: "Hinzufügen",
  caption: "Benutzer dieses Kontos",
  search: "Suchen",
  searchPlaceholder: "Name, E-Mail oder ID suchen",
  clearSearch: "Suche leeren",
  status: "Status",
  refresh: "Aktualisieren",
  refreshed: "Soeben aktualisiert",
  loading: "Benutzer werden geladen",

  email: "E-Mail",
  joined: "Beigetreten",
  group: "Gruppe",
  actions: "Aktionen",
  actionsFor: (name) => `Aktionen für ${name}`,
  administratorsChip: "Standard",
  moreGroups: (count) => `${count} Gruppen`,
  groupsSign: (count) => `+${count}`,
  dash: "—",
  expires: (when) => `Läuft ${when} ab`,

  previous: "Zurück",
  next: "Weiter",
  page: "Seite",
  ofPages: (pages) => `von ${pages}`,
  pages: "Seiten",
  rowsPerPage: "Zeilen je Seite",
  range: (from, to, total, isExact) =>
    isExact ? `${from}–${to} von ${total} Zeilen` : `${from}–${to} von mehr als ${total} Zeilen`,
  noRows: "0 Zeilen",

  emptyTitle: "Noch keine Benutzer",
  emptyText: "Laden Sie die erste Person ein: Sie bekommt eine Mail mit einem Link, der einige Tage gültig ist.",
  noMatchTitle: "Niemand gefunden",
  noMatchText: "Suchen Sie anders, oder nehmen Sie weniger Filter.",
  clearFilters: "Filter aufheben",
  notAllowedTitle: "Nur die Administration sieht die Benutzer",

  copyLink: "Einladungslink kopieren",
  resend: "Einladungslink erneut senden",
  sendNew: "Neue Einladung senden",
  inviteAgain: "Erneut einladen",
  edit: "Bearbeiten",
  remove: "Entfernen",
  block: "Sperren",
  unblock: "Entsperren",
  delete: "Löschen",

  linkCopied: (until) => `Link kopiert, gültig bis ${until}`,
  linkTitle: "Einladungslink",
  linkField: "Link",
  linkShown: (until) => `Kopieren Sie diesen Link. Er ist gültig bis ${until}.`,
  done: "Fertig",
  queued: (email) => `Die Mail an ${email} steht bereit`,
  queuedNew: (email) => `Neue Einladung an ${email} steht bereit. Der alte Link funktioniert nicht mehr.`,
  sent: (email) => `Gesendet an ${email}`,
  retrying: (email) => `Die Mail an ${email} ist noch nicht abgegangen. Es wird erneut versucht.`,
  failed: (email) =>
    `Die Mail an ${email} konnte nicht gesendet werden. Kopieren Sie stattdessen den Link, oder senden Sie erneut.`,
  joinedMeanwhile: (name, when) => `${name} hat bereits angenommen, ${when}.`,
  changed: (name, status) => `${name} wurde inzwischen geändert. Status jetzt: ${status}.`,

  saveGroups: "Speichern",
  editTitle: (name) => `${name} bearbeiten`,
  groups: "Gruppen",
  groupsDescription: "Wählen Sie mindestens eine.",
  noLongerAdministrator: (name) => `${name} gehört dann nicht mehr zur Administration.`,
  saved: (name) => `Gruppen von ${name} gespeichert`,

  removeTitle: (name) => `${name} entfernen?`,
  removePending: (email) =>
    `Der Einladungslink, der an ${email} ging, funktioniert sofort nicht mehr. Es wird keine Mail gesendet.`,
  removeEnded: (email) => `${email} verschwindet aus der Liste. Es wird keine Mail gesendet.`,
  removeJoined: (email) =>
    `${email} verliert nur den Zugang zu diesem Konto und erfährt es per Mail. Sie können diese Person später wieder einladen.`,
  removed: (name) => `${name} wurde entfernt`,
  blockTitle: (name) => `${name} sperren?`,
  blockText: (email) =>
    `${email} verliert den Zugang zu diesem Konto, bis Sie die Person entsperren. Nichts wird gelöscht.`,
  blocked: (name) => `${name} wurde gesperrt`,
  unblockTitle: (name) => `${name} entsperren?`,
  unblockText: (email) => `${email} kann dieses Konto sofort wieder benutzen.`,
  unblocked: (name) => `${name} wurde entsperrt`,
  deleteTitle: (name) => `${name} endgültig löschen?`,
  deleteText: (email) =>
    `Name und Adresse (${email}) werden überall in diesem Konto gelöscht, auch im Protokoll. Das lässt sich nicht rückgängig machen.`,
  deleted: "Der Benutzer wurde gelöscht",
  withdrawn: (count) =>
    count === 1
      ? "Auch diese offene Einladung in die Administration, die diese Person gesendet hat, wird zurückgezogen:"
      : `Auch diese ${count} offenen Einladungen in die Administration, die diese Person gesendet hat, werden zurückgezogen:`,
  withdrawnMore: (count) => `und ${count} weitere`,
  withdrawnUnknown: "Auch ihre offenen Einladungen in die Administration und ihre API-Tokens werden ungültig.",
  tokensStop: "API-Tokens, die diese Person erstellt hat, werden ungültig.",
};
