import type { DailyCaps } from "../../shared/daily-cap.ts";
import type { Env } from "../env.ts";

export type DailyCapsEnv = Pick<Env, "INVITATIONS_PER_DAY" | "INVITATIONS_PER_DAY_YOUNG">;

/** Null without INVITATIONS_PER_DAY: nothing is capped. Accounts of any age have the same cap unless told otherwise. */
export function dailyCaps(env: DailyCapsEnv): DailyCaps | null {
  if (!env.INVITATIONS_PER_DAY) return null;
  const grown = Number(env.INVITATIONS_PER_DAY);
  return { grown, young: Math.min(grown, Number(env.INVITATIONS_PER_DAY_YOUNG || grown)) };
}
