/** Secrets that endpoints verify with. They have to be read again, so they are sealed with a key made of AUTH_SECRET. */

const prefix = "whsec_";
const secretBytes = 32;
const ivBytes = 12;
const encoder = new TextEncoder();

export function newSecret(): string {
  return prefix + toBase64(crypto.getRandomValues(new Uint8Array(secretBytes)));
}

/** Sealed for one webhook: in the row of another it opens nothing. */
export async function sealSecret(secret: string, webhookId: string, authSecret: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const algorithm = { name: "AES-GCM", iv, additionalData: encoder.encode(webhookId) };
  const bytes = fromBase64(secret.slice(prefix.length));
  const sealed = await crypto.subtle.encrypt(algorithm, await sealingKey(authSecret), bytes);
  return toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** The bytes that messages are signed with; null when they were sealed under another AUTH_SECRET. */
export async function openSecret(sealed: string, webhookId: string, authSecret: string): Promise<Uint8Array | null> {
  const bytes = fromBase64(sealed);
  const iv = bytes.slice(0, ivBytes);
  const algorithm = { name: "AES-GCM", iv, additionalData: encoder.encode(webhookId) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, await sealingKey(authSecret), bytes.slice(ivBytes)));
  } catch {
    return null;
  }
}

/** One signature as the header `webhook-signature` has it. */
export async function signatureOf(secret: Uint8Array, id: string, timestamp: number, body: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(`${id}.${timestamp}.${body}`));
  return `v1,${toBase64(new Uint8Array(signature))}`;
}

async function sealingKey(authSecret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", encoder.encode(authSecret), "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode("webhook secrets") };
  return crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
