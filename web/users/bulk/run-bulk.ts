import { bulkStep } from "../../../shared/limits.ts";
import type { ManyResult } from "../../../shared/outputs.ts";

export type ManyCall = (userIds: string[], idempotencyKey: string) => Promise<ManyResult[]>;

/**
 * Carries one action out on many, 100 a call, and answers after each. `known` are the results there are already: who
 * has one is not asked for again, and a call of unknown outcome is repeated under its key.
 */
export async function* runBulk(
  userIds: readonly string[],
  call: ManyCall,
  runId: string,
  known: ReadonlyMap<string, ManyResult> = new Map(),
): AsyncGenerator<Map<string, ManyResult>> {
  const results = new Map(known);
  for (let begin = 0; begin < userIds.length; begin += bulkStep) {
    const ids = userIds.slice(begin, begin + bulkStep);
    if (ids.every((id) => results.has(id))) continue;
    for (const result of await call(ids, `${runId}-${begin / bulkStep}`)) results.set(result.userId, result);
    yield new Map(results);
  }
}
