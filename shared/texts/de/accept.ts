import type { acceptTexts as original } from "../en/accept.ts";
import type { Texts } from "../language.ts";

export const acceptTexts: Texts<typeof original> = {
  reading: "Einladung wird geöffnet …",
  unreadableTitle: "Die Einladung konnte nicht geöffnet werden",
  tryAgain: "Erneut versuchen",

  offerTitle: (account) => `${account} beitreten`,
  invitedBy: (inviter, account) => `${inviter} hat Sie zu ${account} eingeladen.`,
  invited: (account) => `Sie sind zu ${account} eingeladen.`,
  message: "Persönliche Nachricht",
  address: "E-Mail",
  groups: (count) => (count === 1 ? "Gruppe" : "Gruppen"),
  deadline: "Gültig bis",
  firstName: "Vorname",
  lastName: "Nachname",
  firstNameMissing: "Geben Sie Ihren Vornamen ein.",
  termsMissing: "Stimmen Sie den Nutzungsbedingungen zu, um fortzufahren.",
  terms: "Ich stimme den Nutzungsbedingungen zu",
  termsBeforeLink: "Ich stimme zu: ",
  termsLink: "Nutzungsbedingungen",
  opensNewTab: "(öffnet einen neuen Tab)",
  accept: "Einladung annehmen",
  decline: "Ablehnen",
  supportBefore: "Fragen? Wenden Sie sich an den ",
  supportLink: "Support",

  declineTitle: "Einladung ablehnen?",
  declineEffect: (account) => `Sie treten ${account} nicht bei, und der Link funktioniert nicht mehr.`,
  keep: "Einladung behalten",
  declineConfirm: "Einladung ablehnen",

  codeTitle: "Adresse bestätigen",
  confirmCode: "Bestätigen und beitreten",
  back: "Zurück zur Einladung",

  otherTitle: "Diese Einladung gilt einer anderen Adresse",
  otherInvited: "Eingeladen",
  otherSignedIn: "Angemeldet",
  otherExplanation:
    "Wechseln Sie, um mit der eingeladenen Adresse fortzufahren: Sie werden abgemeldet, und die Einladung bleibt, wie sie ist.",
  switchAddress: "Adresse wechseln",
  otherAccounts: "Angemeldet bleiben und zu meinen Konten",

  acceptedTitle: "Sie sind dabei",
  accepted: (account) => `Sie sind ${account} beigetreten.`,
  acceptedSignIn: (account) => `Sie sind ${account} beigetreten. Melden Sie sich an, um das Konto zu öffnen.`,
  goHome: (account) => `Zu ${account}`,
  goAccounts: "Zu meinen Konten",
  signIn: "Anmelden",

  declinedTitle: "Einladung abgelehnt",
  declinedFrom: (account) => `Sie sind ${account} nicht beigetreten, und der Link funktioniert nicht mehr.`,

  deadTitle: "Dieser Einladungslink ist nicht mehr gültig",
  checkWithSender: "Fragen Sie bitte bei der Person nach, von der Sie ihn haben.",
  expired: (at) => `Die Einladung ist abgelaufen: ${at}.`,
  askForAnother: "Bitten Sie die Person, die Sie eingeladen hat, um eine neue.",
  replaced: "Eine neuere Einladung hat diese ersetzt.",
  useNewest: "Verwenden Sie den Link in der neuesten Mail, die Sie erhalten haben.",
  withdrawn: "Die Einladung wurde zurückgezogen.",
  mistaken: "Wenn Sie das für einen Irrtum halten, fragen Sie die Person, die Sie eingeladen hat.",
  declined: "Die Einladung wurde abgelehnt.",
  regret: "Haben Sie es sich anders überlegt? Bitten Sie die Person, die Sie eingeladen hat, um eine neue Einladung.",
  alreadyAccepted: "Die Einladung wurde bereits angenommen.",
  signInIfYou: "Wenn Sie das waren, melden Sie sich mit der eingeladenen Adresse an.",
};
