import type { profileTexts as original } from "../en/profile.ts";
import type { Texts } from "../language.ts";

export const profileTexts: Texts<typeof original> = {
  title: "Ihr Profil",
  loading: "Ihr Profil wird geladen …",

  names: "Ihr Name",
  namesLead: (account) => `So sieht man Sie in ${account}. In anderen Konten können Sie anders heißen.`,
  firstName: "Vorname",
  firstNameMissing: "Geben Sie einen Namen ein.",
  lastName: "Nachname",
  save: "Namen speichern",
  namesSaved: "Ihr Name wurde gespeichert",

  mails: "Mails zu Ihren Einladungen",
  mailsLead:
    "Worüber Usher Ihnen zu Personen schreiben darf, die Sie eingeladen haben. Diese Mails werden noch nicht gesendet; Ihre Wahl bleibt gespeichert, bis es so weit ist.",
  accepted: "Jemand hat angenommen",
  declined: "Jemand hat abgelehnt",
  expired: "Eine Einladung ist abgelaufen",
  saveMails: "Auswahl speichern",
  mailsSaved: "Ihre Auswahl wurde gespeichert",

  signIn: "Anmeldung",
  signInLead: "Mit Ihrer Adresse melden Sie sich an, in allen Ihren Konten mit derselben.",
  email: "E-Mail-Adresse",
  emailFixed: "Sie lässt sich nicht ändern. Um eine andere zu verwenden, lassen Sie diese einladen.",
  signOut: "Abmelden",
  signOutEverywhere: "Überall abmelden",
  everywhereTitle: "Überall abmelden?",
  everywhereText: "Jeder Browser, in dem Sie bei Usher angemeldet sind, wird sofort abgemeldet, auch dieser.",

  leave: "Dieses Konto verlassen",
  leaveLead: (account) => `Sie geben Ihren Platz in ${account} auf. Ihre Plätze in anderen Konten bleiben.`,
  leaveButton: "Konto verlassen …",
  leaveTitle: (account) => `${account} verlassen?`,
  leaveText: (account) =>
    `Sie verlieren sofort den Zugang zu ${account}. Um zurückzukommen, brauchen Sie eine neue Einladung von der Administration.`,
  leaveConfirm: "Konto verlassen",
  left: (account) => `Sie haben ${account} verlassen`,
  powers:
    "Offene Einladungen in die Administration, die Sie gesendet haben, werden zurückgezogen, und API-Token, die Sie erstellt haben, werden ungültig.",
  withdrawn: (count) =>
    count === 1
      ? "Diese offene Einladung in die Administration, die Sie gesendet haben, wird zurückgezogen:"
      : `Diese ${count} offenen Einladungen in die Administration, die Sie gesendet haben, werden zurückgezogen:`,
  withdrawnMore: (count) => `und ${count} weitere`,
  tokensStop: "API-Token, die Sie erstellt haben, werden ungültig.",
};
