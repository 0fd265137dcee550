import type { addUserTexts as original } from "../en/add-user.ts";
import type { Texts } from "../language.ts";

export const addUserTexts: Texts<typeof original> = {
  title: "Benutzer hinzufügen",
  againTitle: (name) => `${name} erneut einladen`,
  steps: { email: "E-Mail", details: "Angaben", groups: "Gruppen", overview: "Übersicht", summary: "Ergebnis" },
  stepOf: (step, steps, name) => `Schritt ${step} von ${steps}: ${name}`,
  back: "Zurück",
  next: "Weiter",
  invite: "Einladung senden",
  email: "E-Mail-Adresse",
  emailDescription: "An diese Adresse geht die Einladung.",
  firstName: "Vorname",
  lastName: "Nachname",
  groups: "Gruppen",
  groupsDescription: "Wählen Sie mindestens eine. Die Administration verwaltet alles in diesem Konto.",
  overviewText: "Prüfen Sie, was gesendet wird.",
  name: "Name",
  known: {
    invited: "Diese Adresse hat schon eine offene Einladung. Sie können sie erneut senden.",
    invitationExpired: "Die Einladung dieser Adresse ist abgelaufen. Sie können eine neue senden.",
    invitationDeclined: "Die Einladung dieser Adresse wurde abgelehnt. Sie können eine neue senden.",
    active: "Diese Person ist schon Benutzer des Kontos.",
    blocked: "Diese Person ist schon Benutzer des Kontos und gesperrt. Entsperren Sie sie in der Liste.",
    removed: "Diese Person war früher Benutzer des Kontos und kann erneut eingeladen werden.",
  },
  summary: (name) => `${name} ist eingeladen.`,
  queued: (email) => `Die Mail an ${email} steht bereit.`,
  sent: (email) => `Die Mail an ${email} ist gesendet.`,
  retrying: (email) => `Die Mail an ${email} ist noch nicht abgegangen. Es wird erneut versucht.`,
  failed: (email) =>
    `Die Mail an ${email} konnte nicht gesendet werden. Kopieren Sie den Link und geben Sie ihn selbst weiter.`,
  validUntil: (until) => `Der Link ist gültig bis ${until}.`,
  viewDetails: "Details ansehen",
  addAnother: "Weitere hinzufügen",
  done: "Fertig",
};
