import { idPatterns } from "../../shared/ids.ts";
import { base32 } from "../db/new-id.ts";
import type { Env } from "../env.ts";

/**
 * Where the mail of one sending goes when it comes back: `bounces+<invitation>-<seal>@…`. The seal is over the sending,
 * under a key made of AUTH_SECRET, so that nobody but who got the mail can say that it came back, and a sending that
 * was followed by another finds nothing any more.
 */

const sealBytes = 10;
const tag = /^([0-9A-Z]{26})-([0-9A-Z]{16})$/;
const encoder = new TextEncoder();

type BounceEnv = Pick<Env, "BOUNCE_ADDRESS" | "AUTH_SECRET">;

/** For the mail of one sending, where bounces are taken in. */
export async function bounceAddress(
  env: BounceEnv & { BOUNCE_ADDRESS: string },
  invitationId: string,
  sendId: string,
): Promise<string> {
  const [local, domain] = env.BOUNCE_ADDRESS.split("@");
  return `${local}+${invitationId.slice("INV-".length)}-${await sealOf(env, invitationId, sendId)}@${domain}`;
}

/** What such an address names; null for any other. Mail servers may have changed the case of its letters. */
export function readBounceAddress(
  { BOUNCE_ADDRESS }: BounceEnv,
  address: string,
): { invitationId: string; seal: string } | null {
  if (!BOUNCE_ADDRESS) return null;
  const [local = "", domain = ""] = BOUNCE_ADDRESS.toLowerCase().split("@");
  const lower = address.toLowerCase();
  if (!lower.startsWith(`${local}+`) || !lower.endsWith(`@${domain}`)) return null;
  const [, id, seal] = tag.exec(lower.slice(local.length + 1, -domain.length - 1).toUpperCase()) ?? [];
  if (id === undefined || seal === undefined) return null;
  const invitationId = `INV-${id}`;
  return idPatterns.invitation.test(invitationId) ? { invitationId, seal } : null;
}

export async function isSealOf(env: BounceEnv, seal: string, invitationId: string, sendId: string): Promise<boolean> {
  const [given, genuine] = [encoder.encode(seal), encoder.encode(await sealOf(env, invitationId, sendId))];
  return given.byteLength === genuine.byteLength && crypto.subtle.timingSafeEqual(given, genuine);
}

async function sealOf({ AUTH_SECRET }: BounceEnv, invitationId: string, sendId: string): Promise<string> {
  const material = await crypto.subtle.importKey("raw", encoder.encode(AUTH_SECRET), "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode("bounces") };
  const algorithm = { name: "HMAC", hash: "SHA-256", length: 256 };
  const key = await crypto.subtle.deriveKey(derivation, material, algorithm, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(`${invitationId} ${sendId}`));
  return base32(new Uint8Array(mac).slice(0, sealBytes));
}
