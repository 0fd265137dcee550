import { defaultLifetimeMs } from "../../shared/limits.ts";
import type { Env } from "../env.ts";

/** 7 days, or INVITATION_LIFETIME_MS. */
export function invitationLifetimeMs(env: Pick<Env, "INVITATION_LIFETIME_MS">): number {
  const lifetimeMs = Number(env.INVITATION_LIFETIME_MS);
  return Number.isSafeInteger(lifetimeMs) && lifetimeMs > 0 ? lifetimeMs : defaultLifetimeMs;
}
