import type { Env } from "../env.ts";
import { logError } from "../log.ts";

/** Has an account's webhooks told of what was just committed. What fails here is made good by the sweep. */
export async function tellWebhooks(env: Env, accountId: string, now: number): Promise<void> {
  try {
    // Loaded by accounts that have webhooks, and by nobody else.
    const { handOut } = await import("./hand-out.ts");
    await handOut(env, accountId, now);
  } catch (error) {
    logError("webhooks not told", error, { accountId });
  }
}
