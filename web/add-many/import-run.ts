import type { InviteManyResult } from "../../shared/outputs.ts";
import { callsOf, type InviteRow, type PlannedRow } from "./import-plan.ts";

export type RowResult = Omit<InviteManyResult, "index">;

/** What one call asks for and under which key; a dry run has none, for it changes nothing. */
export type InviteCall = (users: InviteRow[], idempotencyKey: string | undefined) => Promise<InviteManyResult[]>;

export type Progress = {
  /** By position in the plan; null where nothing has been answered yet. */
  results: (RowResult | null)[];
  done: number;
  total: number;
};

/**
 * Asks for every row of the plan, 100 a call, and answers after each call. Calls whose rows are all answered in `known`
 * are not made again, so that a run that was stopped goes on where it was; a call that was under way when the page
 * closed is made again under the same key, and answers what it answered the first time.
 */
export async function* runPlan(
  plan: readonly PlannedRow[],
  invite: InviteCall,
  { runId, known }: { runId: string | null; known?: readonly (RowResult | null)[] },
): AsyncGenerator<Progress> {
  const calls = callsOf(plan);
  const results: (RowResult | null)[] = plan.map((_row, at) => known?.[at] ?? null);
  const total = calls.reduce((sum, call) => sum + call.length, 0);
  const progress = () => ({ results: [...results], done: results.filter((result) => result !== null).length, total });
  for (const [number, call] of calls.entries()) {
    if (call.every((at) => results[at] !== null)) continue;
    const users = call.flatMap((at) => plan[at]?.invite ?? []);
    for (const { index, ...result } of await invite(users, runId === null ? undefined : `${runId}-${number}`)) {
      const at = call[index];
      if (at !== undefined) results[at] = result;
    }
    yield progress();
  }
}
