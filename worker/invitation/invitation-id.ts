import { idPrefixes } from "../../shared/ids.ts";
import { base32, fromBase32 } from "../db/new-id.ts";

export const invitationIdBytes = 16;
const timeBytes = 6;

/** 48 bits of time, then 80 random ones: the object of an id knows when it was armed without keeping anything. */
export function newInvitationId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(invitationIdBytes));
  for (let i = 0; i < timeBytes; i++) bytes[i] = Math.floor(now / 256 ** (timeBytes - 1 - i)) % 256;
  return invitationIdOf(bytes);
}

export function invitationIdOf(bytes: Uint8Array): string {
  return `${idPrefixes.invitation}-${base32(bytes)}`;
}

/** Null for what is no invitation id. */
export function bytesOfInvitationId(id: string): Uint8Array | null {
  const prefix = `${idPrefixes.invitation}-`;
  return id.startsWith(prefix) ? fromBase32(id.slice(prefix.length), invitationIdBytes) : null;
}

/** When the id was made, which is when its object was armed; 0 for what is no invitation id. */
export function madeAt(id: string): number {
  const bytes = bytesOfInvitationId(id);
  return bytes ? bytes.slice(0, timeBytes).reduce((time, byte) => time * 256 + byte, 0) : 0;
}
