import type { accountsTexts as original } from "../en/accounts.ts";
import type { Texts } from "../language.ts";

export const accountsTexts: Texts<typeof original> = {
  title: "Ihre Konten",
  signedInAs: (address) => `Angemeldet als ${address}`,
  signOut: "Abmelden",
  loading: "Ihre Konten werden geladen …",

  invitations: "Offene Einladungen",
  invitedBy: (inviter, groups) => `${inviter} hat Sie in die ${groupList(groups)} eingeladen.`,
  invited: (groups) => `Sie sind in die ${groupList(groups)} eingeladen.`,
  openUntil: (at) => `Gültig bis ${at}`,
  accept: "Annehmen",
  acceptOf: (account) => `Einladung zu ${account} annehmen`,
  decline: "Ablehnen",
  declineOf: (account) => `Einladung zu ${account} ablehnen`,
  declineTitle: "Einladung ablehnen?",
  declineEffect: (account) =>
    `Sie treten ${account} nicht bei. Um später beizutreten, brauchen Sie eine neue Einladung.`,
  declineConfirm: "Einladung ablehnen",
  keep: "Einladung behalten",
  declined: (account) => `Die Einladung zu ${account} ist abgelehnt.`,

  accounts: "Konten",
  administrator: "Administration",
  member: "Mitglied",
  none: "Sie sind noch keinem Konto beigetreten.",
  noneNext: (address) => `Sobald jemand ${address} einlädt, erscheint die Einladung hier.`,
  create: "Konto anlegen",

  newTitle: "Wie soll Ihr Konto heißen?",
  newLead: "Diesen Namen sehen alle, die Sie einladen, zum Beispiel den Ihrer Organisation.",
  name: "Name des Kontos",
  nameMissing: "Geben Sie dem Konto einen Namen.",
  newSubmit: "Konto anlegen",
  mayNotCreate: "Sie können kein Konto anlegen. Fragen Sie, wer diese Installation betreibt.",
};

function groupList(groups: string[]): string {
  return `${groups.length === 1 ? "Gruppe" : "Gruppen"} ${groups.join(", ")}`;
}
