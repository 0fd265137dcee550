export const correctAddressTexts = {
  open: "Adresse berichtigen",
  title: (name: string) => `Adresse von ${name} berichtigen`,
  effect:
    "Eine neue Einladung geht an die berichtigte Adresse. Die Gruppen bleiben, und der bisherige Link wird ungültig.",
  email: "E-Mail-Adresse",
  before: (email: string) => `Jetzt: ${email}`,
  same: "Das ist die jetzige Adresse. Berichtigen Sie sie zuerst.",
  confirm: "Berichtigen und einladen",
  queued: (email: string) => `Neue Einladung an ${email} ist eingereiht. Der alte Link ist ungültig.`,
};
