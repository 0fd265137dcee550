import { sendSignal } from "@simplewebauthn/browser";

/** Lets whoever keeps a passkey know that it is of no use here, so that it is offered no more. Many cannot listen. */
export async function disownPasskey(credentialId: string): Promise<void> {
  try {
    await sendSignal({ signalName: "unknownCredential", rpID: location.hostname, credentialID: credentialId });
  } catch {
    // Its owner has been told to delete it, too.
  }
}
