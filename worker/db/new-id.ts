import { type IdKind, idPrefixes } from "../../shared/ids.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A fresh id with 80 random bits. Invitations have their own: worker/invitation/invitation-id.ts. */
export function newId(kind: Exclude<IdKind, "invitation">): string {
  return `${idPrefixes[kind]}-${base32(crypto.getRandomValues(new Uint8Array(10)))}`;
}

/** Crockford's base 32, most significant bits first; the last character is padded with zero bits. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}

/** The bytes that `base32` wrote, or null for anything it did not write. */
export function fromBase32(text: string, length: number): Uint8Array | null {
  const bytes = new Uint8Array(length);
  let bits = 0;
  let value = 0;
  let at = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return null;
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (value >> bits) & 255;
    }
    value &= (1 << bits) - 1;
  }
  return base32(bytes) === text ? bytes : null;
}
