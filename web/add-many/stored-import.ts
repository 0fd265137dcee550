import { del, get, setMany } from "idb-keyval";
import type { PlannedRow } from "./import-plan.ts";
import type { RowResult } from "./import-run.ts";

/** What was agreed on when the import began; it never changes, so that its calls can be repeated. */
export type BegunImport = {
  runId: string;
  begunAt: number;
  plan: PlannedRow[];
  options: { message: string; locale: string; again: boolean; renew: boolean };
};
export type StoredImport = BegunImport & { results: (RowResult | null)[] };

/**
 * The one unfinished import of a user, kept in the browser so that closing the page loses nothing. Whoever else uses
 * this browser has another user id; a finished or discarded import leaves nothing behind.
 */
export function importStore(userId: string) {
  const begunKey = `import of ${userId}`;
  const resultsKey = `results of ${userId}`;
  return {
    begin: (begun: BegunImport) =>
      setMany([
        [begunKey, begun],
        [resultsKey, begun.plan.map(() => null)],
      ]),
    note: (results: (RowResult | null)[]) => setMany([[resultsKey, results]]),
    async unfinished(): Promise<StoredImport | null> {
      const [begun, results] = await Promise.all([get<BegunImport>(begunKey), get<(RowResult | null)[]>(resultsKey)]);
      return begun && results ? { ...begun, results } : null;
    },
    forget: () => Promise.all([del(begunKey), del(resultsKey)]),
  };
}
