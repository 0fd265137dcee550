import { RefusalError } from "./refusal-error.ts";

/** The period of both bindings in wrangler.toml: by then any window is a new one. */
const periodMs = 10_000;

/**
 * A shield against programs gone wild, and against whoever tries codes: per location, roughly, and absent in local
 * mode. What has to be exact is counted in D1.
 */
export async function withinLimit(limiter: RateLimit | undefined, caller: string): Promise<void> {
  if (limiter === undefined || (await limiter.limit({ key: caller })).success) return;
  throw new RefusalError({ reason: "tooManyRequests", retryAfterMs: periodMs });
}
