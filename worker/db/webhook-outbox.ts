import { rowsOf } from "./rows.ts";

/** One event owed to one webhook: what a queue carries, and the key of its row. */
export type Letter = { accountId: string; webhookId: string; seq: number };

const eventsPerStep = 500;

/** How far one step takes a webhook `w`: some hundred events on, or to the last one that there is. */
const upTo = `coalesce((SELECT e.seq FROM events e WHERE e.accountId = w.accountId AND e.seq > w.afterSeq
    ORDER BY e.seq LIMIT 1 OFFSET ${eventsPerStep - 1}),
  (SELECT max(e.seq) FROM events e WHERE e.accountId = w.accountId), w.afterSeq)`;
const isBehind = `w.disabledAt IS NULL
  AND EXISTS (SELECT 1 FROM events e WHERE e.accountId = w.accountId AND e.seq > w.afterSeq)`;

/**
 * Makes deliveries of the events that an account's webhooks have not been told of, and moves their positions in the
 * same transaction: no event is left out, and none becomes a delivery twice, whoever else does the same. Events are
 * numbered in the order in which they are committed, so nothing ever appears behind a position.
 */
export async function takeEvents(
  db: D1Database,
  accountId: string,
  now: number,
): Promise<{ letters: Letter[]; isBehind: boolean }> {
  const [made, , behind] = await db.batch([
    db
      .prepare(`INSERT INTO webhookDeliveries (accountId, webhookId, seq, dueAt, handedAt)
        SELECT w.accountId, w.id, e.seq, ?2, ?2 FROM webhooks w
        CROSS JOIN events e ON e.accountId = w.accountId AND e.seq > w.afterSeq AND e.seq <= ${upTo}
        WHERE w.accountId = ?1 AND w.disabledAt IS NULL
          AND (w.types IS NULL OR e.type IN (SELECT value FROM json_each(w.types)))
        ON CONFLICT DO NOTHING RETURNING accountId, webhookId, seq`)
      .bind(accountId, now),
    db
      .prepare(`UPDATE webhooks AS w SET afterSeq = ${upTo} WHERE w.accountId = ?1 AND w.disabledAt IS NULL`)
      .bind(accountId),
    db.prepare(`SELECT 1 FROM webhooks w WHERE w.accountId = ?1 AND ${isBehind} LIMIT 1`).bind(accountId),
  ]);
  const letters = rowsOf<Letter>(made).sort((a, b) => a.seq - b.seq);
  return { letters, isBehind: rowsOf(behind).length > 0 };
}

/** Accounts with something to tell that nobody has told: whoever wrote it was interrupted, or knew of no webhook. */
export async function findBehind(db: D1Database, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT DISTINCT w.accountId FROM webhooks w WHERE ${isBehind} LIMIT ?1`)
    .bind(limit)
    .all<{ accountId: string }>();
  return results.map(({ accountId }) => accountId);
}

/**
 * Takes deliveries that are still owed though they were due before one instant, and into a queue before another, to be
 * handed out (again). `delayMs` is how long until each is due.
 */
export async function takeLost(
  db: D1Database,
  { dueBefore, handedBefore }: { dueBefore: number; handedBefore: number },
  now: number,
  limit: number,
): Promise<(Letter & { delayMs: number })[]> {
  const { results } = await db
    .prepare(`UPDATE webhookDeliveries SET dueAt = max(dueAt, ?1), handedAt = ?1 WHERE rowid IN (
        SELECT rowid FROM webhookDeliveries INDEXED BY webhookDeliveries_due
        WHERE dueAt IS NOT NULL AND dueAt < ?2 AND handedAt < ?3 ORDER BY dueAt LIMIT ?4)
      RETURNING accountId, webhookId, seq, dueAt - ?1 AS delayMs`)
    .bind(now, dueBefore, handedBefore, limit)
    .all<Letter & { delayMs: number }>();
  return results;
}

/** Of an account's own event whatever became of it; false when there is no such event. */
export async function oweAgain(db: D1Database, { accountId, webhookId, seq }: Letter, now: number): Promise<boolean> {
  const owed = await db
    .prepare(`INSERT INTO webhookDeliveries (accountId, webhookId, seq, dueAt, handedAt)
      SELECT e.accountId, w.id, e.seq, iif(w.disabledAt IS NULL, 0, NULL), ?4
      FROM events e JOIN webhooks w ON w.accountId = e.accountId AND w.id = ?2 WHERE e.accountId = ?1 AND e.seq = ?3
      ON CONFLICT DO UPDATE SET dueAt = excluded.dueAt, deliveredAt = NULL, deadAt = NULL RETURNING seq`)
    .bind(accountId, webhookId, seq, now)
    .first();
  return owed !== null;
}

/** Everything that was given up; answers how many that is. */
export async function oweFailedAgain(db: D1Database, accountId: string, webhookId: string): Promise<number> {
  const { meta } = await db
    .prepare(`UPDATE webhookDeliveries SET deadAt = NULL,
      dueAt = (SELECT iif(w.disabledAt IS NULL, 0, NULL) FROM webhooks w WHERE w.accountId = ?1 AND w.id = ?2)
      WHERE accountId = ?1 AND webhookId = ?2 AND deadAt IS NOT NULL`)
    .bind(accountId, webhookId)
    .run();
  return meta.changes;
}

const forgottenPerRun = 5_000;

/** Forgets how deliveries went, and secrets that have ended. What is still owed is never forgotten. */
export async function forgetDeliveries(
  db: D1Database,
  { deliveredBefore, failedBefore }: { deliveredBefore: number; failedBefore: number },
  now: number,
): Promise<void> {
  await db.batch([
    db
      .prepare(`DELETE FROM webhookDeliveries WHERE rowid IN (
          SELECT rowid FROM webhookDeliveries INDEXED BY webhookDeliveries_age
          WHERE (deliveredAt IS NOT NULL OR deadAt IS NOT NULL) AND lastAttemptAt < ?1
            AND (deliveredAt IS NOT NULL OR lastAttemptAt < ?2) LIMIT ${forgottenPerRun})`)
      .bind(deliveredBefore, failedBefore),
    db
      .prepare(`UPDATE webhooks SET previousSecret = NULL, previousSecretEndsAt = NULL
        WHERE previousSecretEndsAt IS NOT NULL AND previousSecretEndsAt <= ?1`)
      .bind(now),
  ]);
}
