import { bytesOfInvitationId, invitationIdBytes, invitationIdOf } from "./invitation-id.ts";
import type { LinkKey } from "./link-keys.ts";

/** How a link reached its holder. A mailed one can prove an address that has no login yet, a copied one never. */
export type Channel = "mail" | "copy";

const version = 1;
const shard = 0;
const channels = ["mail", "copy"] as const satisfies Channel[];
const headBytes = 2 + invitationIdBytes + 2;
const codeBytes = headBytes + 32;
const codeLength = Math.ceil((codeBytes * 4) / 3);

/** version, shard, the invitation's 16 bytes, channel, key id, HMAC-SHA-256 over all of these and the epoch. */
export async function makeCode(invitationId: string, channel: Channel, key: LinkKey, epoch: number): Promise<string> {
  const id = bytesOfInvitationId(invitationId);
  if (id === null) throw new Error("Not an invitation id");
  const head = new Uint8Array([version, shard, ...id, channels.indexOf(channel), key.id]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key.key, signed(head, epoch)));
  return toBase64Url(new Uint8Array([...head, ...mac]));
}

/** Null for anything that we did not make, under these keys and this epoch. Reads no database. */
export async function readCode(
  code: string,
  keys: LinkKey[],
  epoch: number,
): Promise<{ invitationId: string; channel: Channel; keyId: number } | null> {
  // Most of what is no link is told by this; decoding would tell by an exception, ten times as dear.
  if (code.length !== codeLength) return null;
  const bytes = fromBase64Url(code);
  // The last character has spare bits: only what encodes to itself is genuine.
  if (bytes === null || toBase64Url(bytes) !== code) return null;
  const head = bytes.subarray(0, headBytes);
  const channel = channels[head[headBytes - 2] ?? -1];
  const key = keys.find(({ id }) => id === head[headBytes - 1]);
  if (head[0] !== version || head[1] !== shard || channel === undefined || key === undefined) return null;
  // `verify` compares in constant time.
  const genuine = await crypto.subtle.verify("HMAC", key.key, bytes.subarray(headBytes), signed(head, epoch));
  return genuine
    ? { invitationId: invitationIdOf(head.slice(2, 2 + invitationIdBytes)), channel, keyId: key.id }
    : null;
}

function signed(head: Uint8Array, epoch: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array([...head, ...new TextEncoder().encode(`epoch ${epoch}`)]);
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
