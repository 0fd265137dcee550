import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  startRegistration,
  WebAuthnError,
} from "@simplewebauthn/browser";
import { disownPasskey } from "../front/disown-passkey.ts";
import { askPasskeys, passkeyProblem } from "../front/passkey-answer.ts";
import { passkeyRefusals, passkeyTexts } from "../texts/passkey.ts";
import { readerLocale } from "../texts/reader-language.ts";

// Loaded only once somebody wants to add a passkey.

export type AddAnswer = { kind: "added" } | { kind: "signInAgain" } | { kind: "failed"; problem: string };

/** Lets the browser make a passkey for whoever is signed in. */
export async function addPasskey(): Promise<AddAnswer> {
  if (!browserSupportsWebAuthn()) return failed(passkeyTexts.unsupported);
  const options = await askPasskeys<PublicKeyCredentialCreationOptionsJSON>("passkeys/add-options", {});
  if (options.kind !== "done") return refused(options);
  let made: RegistrationResponseJSON;
  try {
    made = await startRegistration({ optionsJSON: options.value });
  } catch (error) {
    const isKnown = error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED";
    return failed(isKnown ? passkeyRefusals.passkeyKnown : passkeyTexts.notAdded);
  }
  const answer = await askPasskeys("passkeys/add", { ...made, locale: readerLocale });
  // Made in vain: the device would offer what is not known here.
  if (answer.kind === "refused" && answer.reason !== "passkeyKnown") await disownPasskey(made.id);
  return answer.kind === "done" ? { kind: "added" } : refused(answer);
}

function refused(answer: Parameters<typeof passkeyProblem>[0]): AddAnswer {
  const isStale = answer.kind === "refused" && answer.reason === "signInAgain";
  return isStale ? { kind: "signInAgain" } : failed(passkeyProblem(answer));
}

function failed(problem: string): AddAnswer {
  return { kind: "failed", problem };
}
