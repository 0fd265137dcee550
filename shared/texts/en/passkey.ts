import type { PasskeyRefusal } from "../../sign-in-means.ts";

/** What becomes of using or adding a passkey, wherever that is tried. */
export const passkeyTexts = {
  unsupported: "This browser cannot use passkeys. Sign in with a code, or try another browser.",
  notUsed: "No passkey was used. Try again, or use a code instead.",
  notAdded: "No passkey was added. Try again, and confirm when your browser asks.",
} as const;

/** What the sign-in routes say of a passkey, by reason. */
export const passkeyRefusals = {
  passkeyUnknown: "This passkey is not known here: it was removed, or belongs elsewhere. Use a code instead.",
  passkeyInvalid: "This passkey could not be checked. Try again, or use a code instead.",
  passkeyTooLate: "That took too long. Try again.",
  passkeyKnown: "This device already holds a passkey that is known here.",
  tooManyPasskeys: "You have 10 passkeys, which is as many as there can be. Remove one first.",
  signInAgain: "To add a passkey, sign in again first.",
  signInRequired: "Your session has ended. Sign in in another tab, then try again here.",
} as const satisfies Record<PasskeyRefusal, string>;
