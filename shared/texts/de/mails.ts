import type { mailTexts as original } from "../en/mails.ts";
import type { Texts } from "../language.ts";

export const mailTexts: Texts<typeof original> = {
  product: "Usher",
  greeting: (firstName) => (firstName === null ? "Guten Tag," : `Guten Tag ${firstName},`),
  sentBy: (origin) => `Gesendet von Usher für ${origin}`,
  andMore: (names, more) => `${names} und ${more} weitere`,

  invitation: {
    subject: (account, inviter) =>
      inviter === null ? `Einladung zu ${account}` : `${inviter} lädt Sie zu ${account} ein`,
    preheader: (deadline) => `Sie können bis ${deadline} annehmen oder ablehnen.`,
    headline: (account) => `Einladung zu ${account}`,
    lead: (account, inviter) =>
      inviter === null ? `Sie sind zu ${account} eingeladen.` : `${inviter} hat Sie zu ${account} eingeladen.`,
    messageFrom: (inviter) => (inviter === null ? "Nachricht:" : `Nachricht von ${inviter}:`),
    accountLabel: "Konto",
    inviterLabel: "Eingeladen von",
    inviterUnnamed: "Administration dieses Kontos",
    addressLabel: "Eingeladene Adresse",
    groupsLabel: (count) => (count === 1 ? "Gruppe" : "Gruppen"),
    deadlineLabel: "Gültig bis",
    button: "Einladung ansehen",
    linkIntro: "Auf dieser Seite nehmen Sie an oder lehnen ab. Das Öffnen allein entscheidet nichts:",
    unexpected:
      "Wenn Sie diese Einladung nicht erwartet haben, ignorieren Sie diese Mail: Sie treten nur bei, wenn Sie annehmen.",
    report: (account, stop, support) =>
      support === null
        ? `Um diese Einladung zu melden und keine mehr von ${account} zu erhalten: ${stop}`
        : `Um diese Einladung zu melden und keine mehr von ${account} zu erhalten, schreiben Sie an ${support}, oder: ${stop}`,
    reportLink: "Melden und stoppen",
  },

  newInvitation: {
    subject: (account, inviter) =>
      inviter === null ? `Neue Einladung zu ${account}` : `${inviter} lädt Sie erneut zu ${account} ein`,
    headline: (account) => `Neue Einladung zu ${account}`,
    lead: (account, inviter) =>
      inviter === null
        ? `Sie haben eine neue Einladung zu ${account}.`
        : `${inviter} hat Ihnen eine neue Einladung zu ${account} gesendet.`,
    replaces: "Sie ersetzt die frühere Einladung, deren Link nicht mehr funktioniert.",
  },

  reminder: {
    subject: (account, inviter) =>
      inviter === null
        ? `Erinnerung: Einladung zu ${account}`
        : `Erinnerung: ${inviter} hat Sie zu ${account} eingeladen`,
    headline: (account) => `Ihre Einladung zu ${account} läuft bald ab`,
    lead: (account, inviter) =>
      inviter === null
        ? `Sie sind zu ${account} eingeladen und haben noch nicht geantwortet.`
        : `${inviter} hat Sie zu ${account} eingeladen, und Sie haben noch nicht geantwortet.`,
    sameLink: "Der Link ist derselbe, den Sie schon haben.",
  },

  news: {
    accepted: (name, account) => `${name} hat Ihre Einladung zu ${account} angenommen`,
    declined: (name, account) => `${name} hat Ihre Einladung zu ${account} abgelehnt`,
    expired: (name, account) => `Ihre Einladung an ${name} zu ${account} ist abgelaufen`,
    several: (count, account) => `Neues zu ${count} Ihrer Einladungen zu ${account}`,
    lead: (account) => `Das ist aus Einladungen geworden, die Sie zu ${account} gesendet haben.`,
    acceptedBy: (count) => (count === 1 ? "1 Person hat angenommen" : `${count} Personen haben angenommen`),
    declinedBy: (count) => (count === 1 ? "1 Person hat abgelehnt" : `${count} Personen haben abgelehnt`),
    expiredFor: (count) => (count === 1 ? "1 Einladung ist abgelaufen" : `${count} Einladungen sind abgelaufen`),
    more: (count) => `und ${count} weitere`,
    renew: "Wer noch beitreten möchte, braucht eine neue Einladung. Sie können sie aus der Benutzerliste senden.",
    gathered: "Weitere Neuigkeiten werden gesammelt und kommen höchstens einmal in der Stunde.",
    stop: (account, origin) =>
      `Sie erhalten diese Mail, weil Sie oder ein Programm mit einem Token von Ihnen diese Personen zu ${account} eingeladen haben. Welche Neuigkeiten Sie erhalten, bestimmen Sie: Melden Sie sich bei ${origin} an und wählen Sie in Ihrem Profil.`,
    report: (account, support) =>
      support === null
        ? `Wenn Sie diese Personen nicht eingeladen haben, wenden Sie sich an eine andere Person der Administration von ${account}.`
        : `Wenn Sie diese Personen nicht eingeladen haben, wenden Sie sich an eine andere Person der Administration von ${account} oder schreiben Sie an ${support}.`,
  },

  removal: {
    subject: (account) => `Ihr Zugang zu ${account} ist beendet`,
    headline: (account) => `Ihr Zugang zu ${account} ist beendet`,
    lead: (account, address) => `Die Administration von ${account} hat ${address} aus dem Konto entfernt.`,
    scope: "Damit endet nur Ihr Zugang zu diesem Konto.",
    mistake: (account, support) =>
      support === null
        ? `Wenn Sie das für einen Irrtum halten, fragen Sie die Administration von ${account}.`
        : `Wenn Sie das für einen Irrtum halten, fragen Sie die Administration von ${account} oder schreiben Sie an ${support}.`,
    stop: (account, stop) => `Um keine Einladungen von ${account} mehr zu erhalten: ${stop}`,
    stopLink: "Einladungen stoppen",
  },

  signInCode: {
    subject: "Ihr Anmeldecode",
    preheader: "Öffnen Sie diese Mail, um ihn zu sehen. Er gilt 10 Minuten.",
    headline: "Ihr Anmeldecode",
    lead: (origin) => `Geben Sie diesen Code ein, um sich bei ${origin} anzumelden:`,
    lifetime: "Er gilt einmal und 10 Minuten lang. Haben Sie mehrere Codes angefordert, gilt nur der neueste.",
    secrecy: "Geben Sie ihn niemandem. Wir fragen nie danach, weder am Telefon noch im Chat oder per Mail.",
    unexpected: (address) =>
      `Der Code wurde für die Adresse ${address} angefordert. Falls Sie das nicht waren, ignorieren Sie diese Mail: Ohne den Code kann sich niemand anmelden.`,
    report: (support) => `Wenn Sie weiter solche Mails erhalten, schreiben Sie an ${support}.`,
  },

  passkeyAdded: {
    subject: "Ihrer Anmeldung wurde ein Passkey hinzugefügt",
    preheader: "Falls Sie das waren, ist nichts zu tun.",
    headline: "Ihrer Anmeldung wurde ein Passkey hinzugefügt",
    lead: (address, device, origin) =>
      `Jemand, der als ${address} angemeldet ist, hat soeben einen Passkey hinzugefügt (${device}). Damit kann man sich bei ${origin} ohne Code anmelden.`,
    known: "Falls Sie das waren, ist nichts zu tun.",
    unknown:
      "Falls nicht: Melden Sie sich an, öffnen Sie Ihr Profil, entfernen Sie den Passkey und melden Sie sich überall ab. Wer ihn hinzugefügt hat, hatte Zugang zu Ihren Mails oder zu einem Browser, in dem Sie sich gerade angemeldet hatten. Sehen Sie auch dort nach dem Rechten.",
    report: (support) => `Wenn Sie Hilfe brauchen, schreiben Sie an ${support}.`,
  },
};
