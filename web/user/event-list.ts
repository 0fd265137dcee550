import type { EventList } from "../../shared/outputs.ts";

/**
 * The newest events put before those already loaded. When more happened than the newest page holds, what lies between
 * is unknown, and the list begins anew.
 */
export function withNewest(known: EventList | null, newest: EventList): EventList {
  const oldestNew = newest.rows.at(-1);
  const newestKnown = known?.rows[0];
  if (!known || !oldestNew || !newestKnown || oldestNew.seq > newestKnown.seq) return newest;
  const older = known.rows.filter(({ seq }) => seq < oldestNew.seq);
  return older.length === 0 ? newest : { rows: [...newest.rows, ...older], nextCursor: known.nextCursor };
}

export function withOlder(known: EventList, older: EventList): EventList {
  const last = known.rows.at(-1);
  const rows = older.rows.filter(({ seq }) => !last || seq < last.seq);
  return { rows: [...known.rows, ...rows], nextCursor: older.nextCursor };
}
