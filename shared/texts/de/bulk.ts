export const bulkTexts = {
  select: (name: string) => `${name} auswählen`,
  selectPage: "Alle Zeilen dieser Seite auswählen",
  selected: (count: string, _isOne: boolean) => `${count} ausgewählt`,
  selectAll: (count: string) => `Alle ${count} auswählen`,
  selectFirst: (count: string) => `Die ersten ${count} auswählen`,
  gathering: (done: string, total: string) => `Auswählen: ${done} von ${total}`,
  stopGathering: "Anhalten",
  clear: "Auswahl aufheben",
  bar: "Ausgewählte Benutzer",
  resend: "Erneut senden",
  sendNew: "Neu senden",
  edit: "Gruppen bearbeiten",
  remove: "Entfernen",

  titles: {
    resend: "Einladungen erneut senden?",
    sendNew: "Neue Einladungen senden?",
    edit: "Gruppen bearbeiten",
    remove: "Benutzer entfernen?",
  },
  effects: {
    resend: (count: string, isOne: boolean) =>
      isOne
        ? "1 Person bekommt ihre Einladung noch einmal. Der Link bleibt derselbe."
        : `${count} Personen bekommen ihre Einladung noch einmal. Die Links bleiben dieselben.`,
    sendNew: (count: string, isOne: boolean) =>
      isOne
        ? "1 Person bekommt eine neue Einladung. Der alte Link bleibt ungültig."
        : `${count} Personen bekommen eine neue Einladung. Die alten Links bleiben ungültig.`,
    edit: (count: string, isOne: boolean) =>
      isOne ? "1 Person wird in genau diesen Gruppen sein:" : `${count} Personen werden in genau diesen Gruppen sein:`,
    remove: (count: string, isOne: boolean) =>
      isOne ? "1 Person wird entfernt." : `${count} Personen werden entfernt.`,
  },
  newDeadline: (when: string, isOne: boolean) =>
    isOne ? `Der Link gilt dann bis ${when}.` : `Die Links gelten dann bis ${when}, jeweils ab dem Versand der Mail.`,
  deadlineAwaited: "Die neuen Fristen werden ermittelt",
  paced: "Die Mails gehen nacheinander hinaus, einige Dutzend in der Minute.",
  removesPending: (count: string, isOne: boolean) =>
    isOne
      ? "1 Einladungslink wird sofort ungültig, ohne Mail."
      : `${count} Einladungslinks werden sofort ungültig, ohne Mail.`,
  removesJoined: (count: string, isOne: boolean) =>
    isOne
      ? "1 Person verliert den Zugang nur zu diesem Konto und bekommt eine Mail."
      : `${count} Personen verlieren den Zugang nur zu diesem Konto und bekommen eine Mail.`,
  losesPowers: (count: string, isOne: boolean) =>
    isOne
      ? "1 davon verwaltet das Konto: Ihre offenen Einladungen in die Administration und ihre API-Tokens werden ungültig."
      : `${count} davon verwalten das Konto: Ihre offenen Einladungen in die Administration und ihre API-Tokens werden ungültig.`,
  unable: (count: string, isOne: boolean) =>
    isOne ? "1 Person bleibt ausgenommen:" : `${count} Personen bleiben ausgenommen:`,
  unableReason: (count: string, sentence: string) => `${count}: ${sentence}`,
  nobody: "Das ist bei niemandem davon möglich:",
  confirm: {
    resend: (count: string) => `${count} erneut senden`,
    sendNew: (count: string) => `${count} neu senden`,
    edit: (count: string) => `Für ${count} speichern`,
    remove: (count: string) => `${count} entfernen`,
  },

  running: "Wird ausgeführt",
  progress: (done: string, total: string) => `${done} von ${total}`,
  stop: "Anhalten",
  doneTitle: "Fertig",
  stoppedTitle: "Angehalten",
  brokeOff: (sentence: string) => `Es wurde unterbrochen: ${sentence}`,
  goOn: "Fortsetzen",
  close: "Fertig",
  summary: {
    resend: (count: string, isOne: boolean) =>
      isOne ? "1 Einladung erneut gesendet" : `${count} Einladungen erneut gesendet`,
    sendNew: (count: string, isOne: boolean) => (isOne ? "1 neue Einladung" : `${count} neue Einladungen`),
    edit: (count: string, isOne: boolean) =>
      isOne ? "Gruppen von 1 Person gespeichert" : `Gruppen von ${count} Personen gespeichert`,
    remove: (count: string, isOne: boolean) => (isOne ? "1 Person entfernt" : `${count} Personen entfernt`),
  },
  results: "Was aus allen wurde",
  person: "Person",
  outcome: "Ergebnis",
  noRows: "Hier ist niemand.",
  filters: { all: "Alle", done: "Erledigt", nothing: "Ausgenommen", problem: "Nicht erledigt" },
  outcomes: { resend: "Erneut gesendet", sendNew: "Neue Einladung", edit: "Gespeichert", remove: "Entfernt" },
  until: (outcome: string, when: string) => `${outcome}, gültig bis ${when}`,
  untried: "Nicht versucht",
};
