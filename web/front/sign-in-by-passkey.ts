import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from "@simplewebauthn/browser";
import { passkeyTexts } from "../texts/passkey.ts";
import { disownPasskey } from "./disown-passkey.ts";
import { askPasskeys, passkeyProblem } from "./passkey-answer.ts";

// Loaded only once somebody wants to use a passkey.

/** Lets the browser ask for any passkey of this site. Answers why nobody is signed in by it, or null. */
export async function signInByPasskey(): Promise<string | null> {
  if (!browserSupportsWebAuthn()) return passkeyTexts.unsupported;
  const options = await askPasskeys<PublicKeyCredentialRequestOptionsJSON>("passkeys/sign-in-options", {});
  if (options.kind !== "done") return passkeyProblem(options);
  try {
    const used = await startAuthentication({ optionsJSON: options.value });
    const answer = await askPasskeys("passkeys/sign-in", used);
    if (answer.kind === "refused" && answer.reason === "passkeyUnknown") await disownPasskey(used.id);
    return answer.kind === "done" ? null : passkeyProblem(answer);
  } catch {
    // Browsers keep to themselves whether there was none, or its owner did not want to.
    return passkeyTexts.notUsed;
  }
}
