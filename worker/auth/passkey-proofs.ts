import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { decodeAttestationObject, isoBase64URL } from "@simplewebauthn/server/helpers";
import type { NewPasskey, PasskeyKey } from "../db/passkeys.ts";
import { logInfo, redact } from "../log.ts";
import type { Assertion, Attestation } from "./passkey-inputs.ts";
import { algorithms, relyingParty, userHandle } from "./passkey-options.ts";

// Heavy: reached only by the `import()`s in passkey-routes.ts. The challenge has been opened there already.

type ProvenPasskey = Pick<NewPasskey, "credentialId" | "publicKey" | "counter" | "isSynced">;

/** The passkey that was made for us, or null for what is none. */
export async function checkAttestation(made: Attestation, origin: string): Promise<ProvenPasskey | null> {
  return orNull("passkey not added", async () => {
    const decoded = decodeAttestationObject(isoBase64URL.toBuffer(made.response.attestationObject));
    // Nobody was asked who made the authenticator, and the library would look certificates up elsewhere.
    if (decoded.get("attStmt").get("x5c") !== undefined) return null;
    if (!["none", "packed"].includes(decoded.get("fmt"))) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...made, response: withoutTransports(made), clientExtensionResults: {} },
      expectedChallenge: () => true,
      expectedOrigin: origin,
      expectedRPID: relyingParty(origin),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return null;
    const { credential, credentialBackedUp } = registrationInfo;
    if (credential.id !== made.id) return null;
    return {
      credentialId: credential.id,
      publicKey: isoBase64URL.fromBuffer(credential.publicKey),
      counter: credential.counter,
      isSynced: credentialBackedUp,
    };
  });
}

/** What the use of a passkey changes about it, or null when it was not used by its owner, here and just now. */
export async function checkAssertion(
  used: Assertion,
  passkey: PasskeyKey,
  origin: string,
): Promise<{ counter: number; isSynced: boolean } | null> {
  return orNull("passkey refused", async () => {
    const handle = used.response.userHandle;
    if (handle && handle !== userHandle(passkey.loginId)) return null;
    const { authenticatorData, clientDataJSON, signature } = used.response;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...used, response: { authenticatorData, clientDataJSON, signature }, clientExtensionResults: {} },
      expectedChallenge: () => true,
      expectedOrigin: origin,
      expectedRPID: relyingParty(origin),
      requireUserVerification: true,
      credential: {
        id: used.id,
        publicKey: isoBase64URL.toBuffer(passkey.publicKey),
        counter: passkey.counter,
      },
    });
    if (!verified) return null;
    return { counter: authenticationInfo.newCounter, isSynced: authenticationInfo.credentialBackedUp };
  });
}

/** The library throws for whatever does not hold. */
async function orNull<Proof>(what: string, check: () => Promise<Proof | null>): Promise<Proof | null> {
  try {
    return await check();
  } catch (error) {
    logInfo(what, { message: redact(String(error)).slice(0, 200) });
    return null;
  }
}

function withoutTransports({ response: { attestationObject, clientDataJSON } }: Attestation) {
  return { attestationObject, clientDataJSON };
}
