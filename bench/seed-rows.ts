import type { Database } from "./runtime.ts";

const rowsPerStatement = 10_000;

/** Runs a statement that reads `i` from `s`, for each i from 0 up: rows are made inside of SQLite. */
export async function forEachRow(db: Database, count: number, statement: string): Promise<void> {
  for (let from = 0; from < count; from += rowsPerStatement) {
    const last = Math.min(from + rowsPerStatement, count) - 1;
    await db
      .prepare(`WITH RECURSIVE s(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM s WHERE i < ${last}) ${statement}`)
      .run();
  }
}
