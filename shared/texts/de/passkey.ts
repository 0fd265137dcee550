import type { passkeyRefusals as refusals, passkeyTexts as texts } from "../en/passkey.ts";
import type { Texts } from "../language.ts";

export const passkeyTexts: Texts<typeof texts> = {
  unsupported:
    "Dieser Browser kann keine Passkeys verwenden. Melden Sie sich mit einem Code an oder nehmen Sie einen anderen Browser.",
  notUsed: "Es wurde kein Passkey verwendet. Versuchen Sie es noch einmal oder nehmen Sie einen Code.",
  notAdded:
    "Es wurde kein Passkey hinzugefügt. Versuchen Sie es noch einmal und bestätigen Sie, wenn Ihr Browser fragt.",
};

export const passkeyRefusals: Texts<typeof refusals> = {
  passkeyUnknown:
    "Dieser Passkey ist hier nicht bekannt: Er wurde entfernt oder gehört woanders hin. Nehmen Sie einen Code.",
  passkeyInvalid:
    "Dieser Passkey konnte nicht geprüft werden. Versuchen Sie es noch einmal oder nehmen Sie einen Code.",
  passkeyTooLate: "Das hat zu lange gedauert. Versuchen Sie es noch einmal.",
  passkeyKnown: "Auf diesem Gerät liegt schon ein Passkey, der hier bekannt ist.",
  tooManyPasskeys: "Sie haben 10 Passkeys, mehr gehen nicht. Entfernen Sie zuerst einen.",
  signInAgain: "Melden Sie sich neu an, um einen Passkey hinzuzufügen.",
  signInRequired:
    "Ihre Sitzung ist zu Ende. Melden Sie sich in einem anderen Tab an und versuchen Sie es hier noch einmal.",
};
