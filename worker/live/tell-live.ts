import type { Env } from "../env.ts";
import { logError } from "../log.ts";

/** Lets the open pages of an account know that there is something to read. A page that misses it catches up later. */
export async function tellLive(env: Pick<Env, "LIVE">, accountId: string): Promise<void> {
  try {
    await env.LIVE.getByName(accountId).changed();
  } catch (error) {
    logError("live not told", error, { accountId });
  }
}
