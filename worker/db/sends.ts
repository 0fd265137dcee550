import { rowsOf } from "./rows.ts";

// Mails to an address within a day count towards a limit. Deleting its user must not reset that, and must not keep the
// address either: until the rows are forgotten, a keyed digest stands in its place.

/** When an account last wrote to an address, whether or not it is somebody's at the moment; newest first. */
export function sendsToStatement(
  db: D1Database,
  accountId: string,
  { email, digest }: { email: string; digest: string },
  since: number,
  limit: number,
): D1PreparedStatement {
  return db
    .prepare("SELECT at FROM sends WHERE accountId = ?1 AND email IN (?2, ?3) AND at > ?4 ORDER BY at DESC LIMIT ?5")
    .bind(accountId, email, digest, since, limit);
}

export function sentAtsOf(result: D1Result | undefined): number[] {
  return rowsOf<{ at: number }>(result).map(({ at }) => at);
}

/** From an address to its digest when its user is deleted, and back when it is invited once more. */
export function renameSendsStatement(db: D1Database, accountId: string, from: string, to: string): D1PreparedStatement {
  return db.prepare("UPDATE sends SET email = ?3 WHERE accountId = ?1 AND email = ?2").bind(accountId, from, to);
}
