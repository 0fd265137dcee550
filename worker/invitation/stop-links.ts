import type { Env } from "../env.ts";
import { linkKeys } from "./link-keys.ts";
import type { LinkEnv } from "./links.ts";
import { makeStopCode, readStopCode } from "./stop-code.ts";

// Loaded where a mail is written, and by the few who follow its link.

type StopEnv = LinkEnv & Pick<Env, "AUTH_SECRET">;

/** The code stands behind the `#`, as in every link. Null when the key that the invitation was made with is gone. */
export async function stopUrlFor(
  env: StopEnv,
  invitation: { id: string; keyId: number },
  address: string,
): Promise<string | null> {
  const key = (await linkKeys(env.LINK_KEYS)).find(({ id }) => id === invitation.keyId);
  return key ? `${env.ORIGIN}/stop#${await makeStopCode(invitation.id, address, key, env.AUTH_SECRET)}` : null;
}

export async function stopCodeOf(env: StopEnv, code: string) {
  return readStopCode(code, await linkKeys(env.LINK_KEYS), env.AUTH_SECRET);
}
