import type * as original from "../en/one-time-code.ts";
import type { Texts } from "../language.ts";

export const oneTimeCodeTexts: Texts<typeof original.oneTimeCodeTexts> = {
  sent: (address) =>
    `Wir haben einen 6-stelligen Code an ${address} gesendet. Er gilt 10 Minuten. Nichts angekommen? Sehen Sie auch im Spam-Ordner nach.`,
  sentAgain: (address) => `Wir haben einen neuen Code an ${address} gesendet. Frühere Codes gelten nicht mehr.`,
  label: "6-stelliger Code",
  missing: "Geben Sie die 6 Ziffern des Codes ein.",
  sendAgain: "Neuen Code senden",
  sendAgainIn: (seconds) => `Neuer Code in ${seconds} s`,
  usePasskey: "Passkey verwenden",
};

export const codeRefusals: Texts<typeof original.codeRefusals> = {
  codeWrong: "Das ist nicht der Code aus unserer neuesten Mail. Prüfen Sie ihn, oder senden Sie einen neuen.",
  codeExpired: "Dieser Code ist abgelaufen. Senden Sie einen neuen.",
  tooManyAttempts: "Zu viele falsche Codes. Senden Sie einen neuen.",
  tooManyRequests: "Zu viele Codes. Versuchen Sie es später erneut.",
  addressUnknown:
    "Kein Konto kennt diese Adresse. Nehmen Sie die Adresse, mit der Sie eingeladen wurden, oder bitten Sie um eine Einladung.",
};
