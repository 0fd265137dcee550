import type { Listeners } from "../db/listeners.ts";
import type { Env } from "../env.ts";
import { tellLive } from "../live/tell-live.ts";
import { tellWebhooks } from "../webhooks/tell-webhooks.ts";

/** Lets whoever listens to an account know of what was just committed. */
export async function tellListeners(
  env: Env,
  accountId: string,
  { isWatched, hasWebhooks }: Listeners,
  now: number,
): Promise<void> {
  if (isWatched === 1) await tellLive(env, accountId);
  if (hasWebhooks === 1) await tellWebhooks(env, accountId, now);
}

/** The same where it was not asked who listens. */
export function tellAll(env: Env, accountId: string, now: number): Promise<void> {
  return tellListeners(env, accountId, { isWatched: 1, hasWebhooks: 1 }, now);
}
