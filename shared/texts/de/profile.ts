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
    "Worüber Usher Ihnen zu Personen schreiben darf, die Sie oder ein Token von Ihnen eingeladen haben: sofort, danach gesammelt, höchstens einmal in der Stunde.",
  accepted: "Jemand hat angenommen",
  declined: "Jemand hat abgelehnt",
  expired: "Eine Einladung ist abgelaufen",
  saveMails: "Auswahl speichern",
  mailsSaved: "Ihre Auswahl wurde gespeichert",

  signIn: "Anmeldung",
  signInLead: "Mit Ihrer Adresse melden Sie sich an, in allen Ihren Konten mit derselben.",
  email: "E-Mail-Adresse",
  emailFixed: "Sie lässt sich nicht ändern. Um eine andere zu verwenden, lassen Sie diese einladen.",

  passkeys: "Passkeys",
  passkeysLead:
    "Ein Passkey meldet Sie ohne Code an: mit Ihrem Finger, Ihrem Gesicht oder der PIN Ihres Geräts. Er öffnet alle Ihre Konten.",
  loadingPasskeys: "Ihre Passkeys werden geladen …",
  noPasskeys: "Sie haben noch keinen.",
  addPasskey: "Passkey hinzufügen",
  passkeyAdded: "Ihr Passkey wurde hinzugefügt. Wir haben es Ihnen auch gemailt.",
  added: (at) => `Hinzugefügt ${at}`,
  lastUsed: (at) => `zuletzt benutzt ${at}`,
  neverUsed: "noch nicht benutzt",
  synced: "bei Ihrem Passkey-Anbieter gespeichert",
  rename: "Umbenennen",
  renameLabel: (passkey) => `${passkey} umbenennen`,
  renameTitle: "Passkey umbenennen",
  passkeyName: "Name",
  passkeyNameHint: (device) => `Bleibt das Feld leer, heißt er nach dem Ort, an dem er hinzugefügt wurde: ${device}.`,
  passkeyNameTooLong: (most) => `Höchstens ${most} Zeichen sind möglich.`,
  saveName: "Namen speichern",
  passkeyRenamed: "Der Passkey hat seinen neuen Namen",
  remove: "Entfernen",
  removeLabel: (passkey) => `${passkey} entfernen`,
  removeTitle: "Passkey entfernen?",
  removeText: (passkey) =>
    `${passkey} meldet Sie nicht mehr an, ein Code per Mail weiterhin. Löschen Sie ihn auch dort, wo er gespeichert ist: auf Ihrem Gerät oder bei Ihrem Passkey-Anbieter.`,
  removeConfirm: "Passkey entfernen",
  passkeyRemoved: "Der Passkey wurde entfernt",
  signInAgainTitle: "Melden Sie sich zuerst neu an",
  signInAgainText:
    "Um einen Passkey hinzuzufügen, müssen Sie sich in den letzten 15 Minuten angemeldet haben. So kann niemand, der diesen Browser offen vorfindet, einen eigenen hinzufügen.",
  signInAgain: "Neu anmelden",

  sessions: "Wo Sie angemeldet sind",
  sessionsLead:
    "Alle Browser, in denen Sie angemeldet sind. Melden Sie sich in denen ab, die Sie nicht kennen oder nicht mehr benutzen.",
  loadingSessions: "Wo Sie angemeldet sind, wird geladen …",
  thisBrowser: "Dieser Browser",
  signedIn: (at) => `Angemeldet ${at}`,
  lastSeen: (when) => `zuletzt benutzt ${when}`,
  withinTheHour: "in der letzten Stunde",
  signOut: "Abmelden",
  signOutLabel: (device, at) => `${device} abmelden, angemeldet ${at}`,
  sessionEnded: (device) => `${device} ist abgemeldet`,
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
    "Offene Einladungen in die Administration, die Sie gesendet haben, werden zurückgezogen, und API-Tokens, die Sie erstellt haben, werden ungültig.",
  withdrawn: (count) =>
    count === 1
      ? "Diese offene Einladung in die Administration, die Sie gesendet haben, wird zurückgezogen:"
      : `Diese ${count} offenen Einladungen in die Administration, die Sie gesendet haben, werden zurückgezogen:`,
  withdrawnMore: (count) => `und ${count} weitere`,
  tokensStop: "API-Tokens, die Sie erstellt haben, werden ungültig.",
};
