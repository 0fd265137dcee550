import type { Env } from "../env.ts";
import { type Channel, makeCode, readCode } from "./link-code.ts";
import { linkKeys } from "./link-keys.ts";

export type LinkEnv = Pick<Env, "LINK_KEYS" | "LINK_EPOCH" | "ORIGIN">;

/** Raised after the database was restored: every link made before is dead. */
export function linkEpoch(env: Pick<Env, "LINK_EPOCH">): number {
  return Number(env.LINK_EPOCH) || 0;
}

/** The key that new invitations are made with. */
export async function newestKeyId(env: Pick<Env, "LINK_KEYS">): Promise<number> {
  const [newest] = await linkKeys(env.LINK_KEYS);
  if (newest === undefined) throw new Error("LINK_KEYS is empty");
  return newest.id;
}

/** Null when the key that the invitation was made with is gone. */
export async function codeFor(
  env: LinkEnv,
  invitation: { id: string; keyId: number },
  channel: Channel,
): Promise<string | null> {
  const key = (await linkKeys(env.LINK_KEYS)).find(({ id }) => id === invitation.keyId);
  return key ? makeCode(invitation.id, channel, key, linkEpoch(env)) : null;
}

/** The code stands behind the `#`: no server, proxy or log sees it. */
export function linkUrl(env: LinkEnv, code: string): string {
  return `${env.ORIGIN}/accept#${code}`;
}

export async function codeOf(env: LinkEnv, code: string) {
  return readCode(code, await linkKeys(env.LINK_KEYS), linkEpoch(env));
}
