import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import type { SessionRow } from "../db/logins.ts";
import type { StoredPasskey } from "../db/passkeys.ts";

// Written out rather than made by the library, which is loaded only to check what comes back.

/** How long the browser waits for its user. Challenges live a little longer. */
const timeout = 4 * 60_000;

/**
 * A passkey is all that is asked for, so it must be two things at once: a device that one has, and a finger, face or
 * PIN. A security key found in a drawer lets nobody in.
 */
const userVerification = "required";

/** Ed25519, ES256 and RS256: between them every authenticator there is. */
export const algorithms = [-8, -7, -257];

export function signInOptions(origin: string, challenge: string): PublicKeyCredentialRequestOptionsJSON {
  return { challenge, rpId: relyingParty(origin), userVerification, timeout };
}

export function addOptions(
  origin: string,
  challenge: string,
  { loginId, email }: Pick<SessionRow, "loginId" | "email">,
  passkeys: StoredPasskey[],
): PublicKeyCredentialCreationOptionsJSON {
  return {
    challenge,
    rp: { id: relyingParty(origin), name: "Usher" },
    user: { id: userHandle(loginId), name: email, displayName: email },
    pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
    // Kept where it can be found without an address, or the sign-in page could not ask for it.
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification },
    excludeCredentials: passkeys.map(({ credentialId, transports }) => ({
      type: "public-key",
      id: credentialId,
      transports: JSON.parse(transports),
    })),
    attestation: "none",
    timeout,
  };
}

/** The site that passkeys belong to. */
export function relyingParty(origin: string): string {
  return new URL(origin).hostname;
}

/** What a passkey remembers of whose it is: the login's random id. */
export function userHandle(loginId: string): string {
  return btoa(loginId).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
