import type { AfterAttempt, AttemptOutcome } from "../../shared/delivery.ts";
import { deliveryLeaseMs } from "../../shared/limits.ts";

/** The notice of removal, to somebody who had joined. */
export type Notice = {
  accountId: string;
  id: string;
  userId: string;
  email: string;
  firstName: string;
  accountName: string;
  /** The account's. */
  locale: string;
  /** Of their last invitation; null for a founder. */
  invitationId: string | null;
  keyId: number | null;
  attempts: number;
  dueAt: number;
  /** LINK_EPOCH when it became owed. */
  epoch: number;
};

export async function findDueNotices(db: D1Database, now: number, limit: number): Promise<Notice[]> {
  const { results } = await db
    .prepare(`SELECT n.accountId, n.id, n.userId, n.email, n.attempts, n.dueAt, n.epoch, a.name AS accountName, a.locale,
      coalesce(u.firstName, '') AS firstName, i.id AS invitationId, i.keyId
      FROM notices n JOIN accounts a ON a.id = n.accountId
      LEFT JOIN users u ON u.accountId = n.accountId AND u.id = n.userId
      LEFT JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId
      WHERE n.kind = 'removal' AND n.dueAt <= ?1 ORDER BY n.dueAt LIMIT ?2`)
    .bind(now, limit)
    .all<Notice>();
  return results;
}

/** Takes a notice for one attempt; false when somebody else has. */
export async function beginNotice(db: D1Database, notice: Notice, now: number): Promise<boolean> {
  const [taken] = await db.batch([
    db
      .prepare(
        "UPDATE notices SET attempts = attempts + 1, dueAt = ?4 WHERE accountId = ?1 AND id = ?2 AND dueAt = ?3 RETURNING id",
      )
      .bind(notice.accountId, notice.id, notice.dueAt, now + deliveryLeaseMs),
    db
      .prepare(`INSERT OR IGNORE INTO deliveries (accountId, userId, mail, sendId, attempt, startedAt)
        SELECT accountId, userId, 'removal', id, attempts, ?3 FROM notices WHERE accountId = ?1 AND id = ?2`)
      .bind(notice.accountId, notice.id, now),
  ]);
  return taken?.results.length === 1;
}

export async function endNotice(
  db: D1Database,
  { accountId, id, attempts }: Notice,
  outcome: AttemptOutcome,
  after: AfterAttempt,
  now: number,
): Promise<void> {
  await db.batch([
    after.dueAt === null
      ? db.prepare("DELETE FROM notices WHERE accountId = ?1 AND id = ?2").bind(accountId, id)
      : db.prepare("UPDATE notices SET dueAt = ?3 WHERE accountId = ?1 AND id = ?2").bind(accountId, id, after.dueAt),
    db
      .prepare(
        "UPDATE deliveries SET finishedAt = ?4, outcome = ?5, error = ?6 WHERE accountId = ?1 AND sendId = ?2 AND attempt = ?3",
      )
      .bind(accountId, id, attempts + 1, now, outcome.kind, outcome.kind === "sent" ? null : outcome.error),
  ]);
}
