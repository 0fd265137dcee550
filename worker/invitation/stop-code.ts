import { keyedHash } from "../auth/session-cookie.ts";
import { bytesOfInvitationId, invitationIdBytes, invitationIdOf } from "./invitation-id.ts";
import { fromBase64Url, toBase64Url } from "./link-code.ts";
import type { LinkKey } from "./link-keys.ts";
import { digestBytes } from "./recipient.ts";

// By this code whoever got a mail stops the invitations of the account that sent it, also long after the invitation is
// over and its user deleted. So it carries the keyed digest of the address, and no epoch: nothing is given away by it.
// Under another AUTH_SECRET that digest is nobody's: the code is forged then, rather than believed to have stopped somebody.

const version = 1;
const shard = 0;
/** Behind the two channels of link-code.ts. */
const channel = 2;
const headBytes = 2 + invitationIdBytes + 2 + digestBytes;
const codeBytes = headBytes + 32;

export type Stopping = {
  invitationId: string;
  keyId: number;
  /** As `Recipient.here` has it. */
  address: string;
};

/** version, shard, the invitation's 16 bytes, channel, key id, the digest's 16 bytes, HMAC-SHA-256 over all of these. */
export async function makeStopCode(
  invitationId: string,
  address: string,
  { id, key }: LinkKey,
  authSecret: string,
): Promise<string> {
  const invitation = bytesOfInvitationId(invitationId);
  const digest = fromBase64Url(address);
  if (invitation === null || digest?.length !== digestBytes) throw new Error("Nothing to make a code of");
  const head = new Uint8Array([version, shard, ...invitation, channel, id, ...digest]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, await signed(head, authSecret)));
  return toBase64Url(new Uint8Array([...head, ...mac]));
}

/** Null for anything that we did not make under these keys and this secret. Reads no database. */
export async function readStopCode(code: string, keys: LinkKey[], authSecret: string): Promise<Stopping | null> {
  const bytes = fromBase64Url(code);
  if (bytes === null || bytes.length !== codeBytes || toBase64Url(bytes) !== code) return null;
  const head = bytes.subarray(0, headBytes);
  const keyAt = 2 + invitationIdBytes + 1;
  const key = keys.find(({ id }) => id === head[keyAt]);
  if (head[0] !== version || head[1] !== shard || head[keyAt - 1] !== channel || key === undefined) return null;
  const genuine = await signed(head, authSecret);
  if (!(await crypto.subtle.verify("HMAC", key.key, bytes.subarray(headBytes), genuine))) return null;
  return {
    invitationId: invitationIdOf(head.slice(2, 2 + invitationIdBytes)),
    keyId: key.id,
    address: toBase64Url(head.slice(keyAt + 1)),
  };
}

async function signed(head: Uint8Array, authSecret: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array([...head, ...new TextEncoder().encode(`stop ${await keyedHash("stop", authSecret)}`)]);
}
