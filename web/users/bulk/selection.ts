import type { UserRow } from "../../../shared/outputs.ts";

/** The chosen users by id, as they were last seen; those of other pages stay chosen. */
export type Selection = ReadonlyMap<string, UserRow>;

export function withRows(selection: Selection, rows: readonly UserRow[], isChosen: boolean): Selection {
  const changed = new Map(selection);
  for (const row of rows) {
    if (isChosen) changed.set(row.id, row);
    else changed.delete(row.id);
  }
  return changed;
}

/** From the row that was last pressed to this one, in the order they are shown; this one alone if that one is gone. */
export function rangeOf(rows: readonly UserRow[], lastId: string | null, id: string): UserRow[] {
  const to = rows.findIndex((row) => row.id === id);
  const from = rows.findIndex((row) => row.id === lastId);
  if (to < 0) return [];
  return from < 0 ? rows.slice(to, to + 1) : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** Chosen rows that are shown are kept as they are now; who is chosen does not change by that. */
export function refreshed(selection: Selection, rows: readonly UserRow[]): Selection {
  const fresh = rows.filter((row) => selection.has(row.id) && selection.get(row.id) !== row);
  return fresh.length === 0 ? selection : withRows(selection, fresh, true);
}

/** For the box above the rows. */
export function pageState(selection: Selection, rows: readonly UserRow[]): "all" | "some" | "none" {
  const chosen = rows.filter(({ id }) => selection.has(id)).length;
  if (chosen === 0) return "none";
  return chosen === rows.length ? "all" : "some";
}
