import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { crowdSize } from "../shared/limits.ts";

const spacingMs = 60;
/**
 * The sweep of the start comes first, at this much for each: three times what it takes. What it has done, no alarm has to
 * do; those that came in its middle would be one more load on the thread that answers.
 */
export const headStartMs = 10;
const nanosecondsPerMs = 1_000_000n;

/**
 * A runtime that starts lets every overdue alarm go off at once, and opens all their objects before it answers anybody.
 * So those of a crowd are put one after the other before it starts. A runtime that keeps its alarms elsewhere one day
 * finds them as they were.
 */
export function spreadOverdueAlarms(stateFolder: string, now: number): void {
  const file = join(stateFolder, "do", "usher-Invitation", "metadata.sqlite");
  if (!existsSync(file)) return;
  const alarms = new DatabaseSync(file);
  try {
    if (!alarms.prepare("SELECT 1 FROM sqlite_master WHERE name = '_cf_ALARM'").get()) return;
    alarms
      .prepare(
        `UPDATE _cf_ALARM AS a SET scheduled_time = ?1 + o.overdue * ?2 + o.place * ?3 FROM
          (SELECT actor_id, row_number() OVER (ORDER BY scheduled_time) AS place, count(*) OVER () AS overdue
            FROM _cf_ALARM WHERE scheduled_time <= ?1) AS o
          WHERE a.actor_id = o.actor_id AND o.overdue > ?4`,
      )
      .run(nanoseconds(now), nanoseconds(headStartMs), nanoseconds(spacingMs), crowdSize);
  } finally {
    alarms.close();
  }
}

function nanoseconds(ms: number): bigint {
  return BigInt(ms) * nanosecondsPerMs;
}
