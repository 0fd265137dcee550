import type { EventRow } from "../../shared/outputs.ts";

/** Events with the id that their rows have on the page, which is what a link's `#` names. */
export function identified(rows: EventRow[]): (EventRow & { id: string })[] {
  return rows.map((row) => ({ ...row, id: String(row.seq) }));
}
