/** A key that signs links. Its id is the first byte of its SHA-256, so that operators only ever handle secrets. */
export type LinkKey = { id: number; key: CryptoKey };

const minKeyBytes = 32;
let remembered: { secrets: string; keys: Promise<LinkKey[]> } | null = null;

/** The keys of LINK_KEYS, newest first. Throws a sentence for the operator when they cannot be used. */
export function linkKeys(secrets: string): Promise<LinkKey[]> {
  if (remembered?.secrets !== secrets) remembered = { secrets, keys: importKeys(secrets) };
  return remembered.keys;
}

async function importKeys(secrets: string): Promise<LinkKey[]> {
  const keys = await Promise.all(
    secrets
      .split(",")
      .map((secret) => secret.trim())
      .filter((secret) => secret !== "")
      .map(importKey),
  );
  if (keys.length === 0) throw new Error("LINK_KEYS is empty: it needs a secret of 32 bytes or more");
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
    throw new Error("Two of LINK_KEYS have the same id: make the newest one again");
  }
  return keys;
}

async function importKey(secret: string): Promise<LinkKey> {
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length < minKeyBytes) throw new Error("Each of LINK_KEYS needs 32 bytes or more");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  return { id: digest[0] ?? 0, key };
}
