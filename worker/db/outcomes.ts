import { firstOf } from "./rows.ts";

/** What one row of a run came to, and what instead if its user has changed since; `user` is whom it writes, if anybody. */
export type Kept = { user: { userId: string; revision: number } | null; result: object; lost: object };

/**
 * Keeps what a run came to beside its mark, as the answer to this call and to every repetition. It stands where the
 * revisions still tell who was left out: behind the changes, before the revisions go up.
 */
export function keepOutcomesStatement(
  db: D1Database,
  accountId: string,
  commandId: string,
  outcomes: Kept[],
): D1PreparedStatement {
  const rows = outcomes.map(({ user, result, lost }) => [user?.userId ?? null, user?.revision ?? null, result, lost]);
  return db
    .prepare(`UPDATE commands SET outcomes = (SELECT json_group_array(json(CASE
        WHEN e.value ->> 0 IS NULL OR EXISTS (SELECT 1 FROM users g
          WHERE g.accountId = ?1 AND g.id = e.value ->> 0 AND g.revision = e.value ->> 1) THEN e.value -> 2
        ELSE e.value -> 3 END)) FROM json_each(?3) e)
      WHERE accountId = ?1 AND id = ?2 RETURNING outcomes`)
    .bind(accountId, commandId, JSON.stringify(rows));
}

export function keptOutcomesOf(result: D1Result | undefined): string | null {
  return firstOf<{ outcomes: string }>(result)?.outcomes ?? null;
}
