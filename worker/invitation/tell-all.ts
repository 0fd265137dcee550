import type { Env } from "../env.ts";
import { tellLive } from "../live/tell-live.ts";
import { tellWebhooks } from "../webhooks/tell-webhooks.ts";

/** Lets an account's open pages and webhooks know of what was just committed. */
export async function tellAll(env: Env, accountId: string, now: number): Promise<void> {
  await tellLive(env, accountId);
  await tellWebhooks(env, accountId, now);
}
