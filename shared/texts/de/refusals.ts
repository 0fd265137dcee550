import type { InputProblem, Refusal, RefusalReason } from "../../refusal.ts";
import { waitText } from "../wait-text.ts";
import { nameProblems } from "./name-problems.ts";

type Sentences = { [Reason in RefusalReason]: (refusal: Extract<Refusal, { reason: Reason }>) => string };

const sentences = {
  notFound: () => "Das gibt es nicht mehr. Laden Sie die Seite neu, um den jetzigen Stand zu sehen.",
  notAllowed: () => "Das dürfen Sie nicht. Wenden Sie sich an die Administration des Kontos.",
  signInRequired: () => "Melden Sie sich an, um fortzufahren.",
  wrongAddress: ({ invitedAddress, signedInAs }) =>
    `Diese Einladung gilt ${invitedAddress}, Sie sind aber als ${signedInAs} angemeldet. Wechseln Sie zur eingeladenen Adresse.`,
  alreadyUser: () => "Diese Person ist schon Benutzer des Kontos.",
  alreadyInvited: () =>
    "Diese Adresse ist schon eingeladen. Senden Sie die Einladung erneut, oder senden Sie eine neue.",
  alreadyAccepted: () => "Diese Person ist schon beigetreten.",
  invitationExpired: () => "Die Einladung ist abgelaufen. Senden Sie eine neue Einladung.",
  invitationNotExpired: () => "Die Einladung ist noch gültig. Kopieren Sie ihren Link, oder senden Sie ihn erneut.",
  invitationReplaced: () => "Eine neuere Einladung hat diese ersetzt. Verwenden Sie den Link in der neuesten Mail.",
  invitationWithdrawn: () => "Die Einladung wurde zurückgezogen.",
  invitationDeclined: () => "Die Einladung wurde abgelehnt. Senden Sie eine neue Einladung.",
  linkInvalid: () => "Dieser Link ist ungültig. Prüfen Sie, ob Sie ihn ganz kopiert haben.",
  wrongStatus: () => "Das geht beim jetzigen Status des Benutzers nicht.",
  blocked: () => "Dieser Benutzer ist gesperrt. Entsperren Sie ihn zuerst.",
  self: () => "Das können Sie nicht mit sich selbst tun. Bitten Sie jemand anderen aus der Administration.",
  lastAdministrator: () =>
    "Das Konto braucht eine aktive Person in der Administration. Nehmen Sie zuerst jemand anderen auf.",
  groupRequired: () => "Jeder Benutzer braucht eine Gruppe. Wählen Sie mindestens eine.",
  groupInUse: ({ userCount }) =>
    `${userCount === 1 ? "1 Person hat" : `${userCount} Personen haben`} keine andere Gruppe. Geben Sie zuerst eine andere.`,
  nameTaken: () => "Dieser Name ist vergeben. Wählen Sie einen anderen.",
  accountRequired: () => "Sie gehören zu mehreren Konten. Wählen Sie eines.",
  coolingDown: ({ retryAfterMs }) =>
    `Das ist noch nicht lange her. In ${waitText(retryAfterMs)} können Sie es erneut tun.`,
  tooManySends: ({ retryAfterMs, limit }) =>
    limit === "account"
      ? `Mehr Einladungen darf dieses Konto an einem Tag nicht senden. In ${waitText(retryAfterMs)} geht es weiter.`
      : `Mehr Mails darf diese Adresse an einem Tag nicht bekommen. In ${waitText(retryAfterMs)} können Sie wieder senden, oder kopieren Sie den Link.`,
  tooManyRequests: ({ retryAfterMs }) => `Zu viele Versuche. Versuchen Sie es in ${waitText(retryAfterMs)} erneut.`,
  conflict: () =>
    "Jemand hat das inzwischen geändert. Sehen Sie sich den jetzigen Stand an und versuchen Sie es erneut.",
} as const satisfies Sentences;

export function refusalSentence(refusal: Refusal): string {
  // The table is keyed by the reason of its own argument, which the type system cannot follow through an index.
  const sentence = sentences[refusal.reason] as (refusal: Refusal) => string;
  return sentence(refusal);
}

export const problemSentences: Record<InputProblem, string> = {
  required: "Füllen Sie dieses Feld aus.",
  addressFormat: "Geben Sie eine Adresse ein, zum Beispiel name@example.com.",
  addressTooLong: "Diese Adresse ist zu lang. Eine Adresse hat höchstens 254 Zeichen.",
  addressLocalPart: "Vor dem @ dürfen nur einfache Buchstaben, Ziffern und Zeichen wie . _ + - stehen.",
  addressDomain: "Nach dem @ muss eine Domain stehen, zum Beispiel example.com.",
  ...nameProblems,
  messageTooLong: "Diese Nachricht ist zu lang. Höchstens 1000 Zeichen sind möglich.",
  messageWithLink: "Eine Nachricht kann keinen Link enthalten.",
  groupUnknown: "Diese Gruppe gibt es nicht mehr. Wählen Sie eine andere.",
  tooMany: "Das sind zu viele.",
  termsRequired: "Stimmen Sie den Bedingungen zu, um fortzufahren.",
  urlFormat: "Geben Sie eine Webadresse ein, die mit https:// beginnt.",
  urlNotPublic: "Geben Sie eine Adresse ein, die im Internet mit Namen und über den üblichen Port erreichbar ist.",
  zoneUnknown: "Diese Zeitzone ist nicht bekannt.",
  localeUnknown: "Diese Sprache ist nicht bekannt.",
  cursorInvalid: "Diese Stelle der Liste ist nicht bekannt. Beginnen Sie auf der ersten Seite.",
  unknownKey: "Das lässt sich hier nicht angeben.",
  invalid: "Dieser Wert ist hier nicht möglich.",
};
