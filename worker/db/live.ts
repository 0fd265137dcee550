import type { LiveEvent } from "../../shared/live.ts";
import { rowsOf } from "./rows.ts";

/** More than any one change leaves behind, so that a bulk run is told as one. */
export const eventsPerRead = 2_500;

/** What happened in an account after `seq`, and which of these users are active administrators at this moment. */
export async function readLive(
  db: Pick<D1Database, "prepare" | "batch">,
  accountId: string,
  after: number,
  userIds: string[],
): Promise<{ events: LiveEvent[]; administrators: Set<string> }> {
  const [events, administrators] = await db.batch([
    db
      .prepare(
        "SELECT seq, type, userId, recordedAt FROM events WHERE accountId = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
      )
      .bind(accountId, after, eventsPerRead),
    db
      .prepare(`SELECT u.id FROM users u JOIN accounts a ON a.id = u.accountId
        JOIN groupMembers m ON m.accountId = u.accountId AND m.userId = u.id AND m.groupId = a.administratorsGroupId
        WHERE u.accountId = ?1 AND u.status = 'active' AND u.id IN (SELECT value FROM json_each(?2))`)
      .bind(accountId, JSON.stringify(userIds)),
  ]);
  return {
    events: rowsOf<LiveEvent>(events),
    administrators: new Set(rowsOf<{ id: string }>(administrators).map(({ id }) => id)),
  };
}

/** How much earlier than now a page without a position begins: it has read its rows before it began to listen. */
const headStartMs = 10_000;

export function startingPointStatement(db: D1Database, accountId: string, now: number): D1PreparedStatement {
  return db
    .prepare("SELECT seq FROM events WHERE accountId = ?1 AND recordedAt < ?2 ORDER BY seq DESC LIMIT 1")
    .bind(accountId, now - headStartMs);
}
