import { type NewsNotice, newsIn, noticeNews } from "./news.ts";
import { mailAtTheEnd, overtakenMailEvents } from "./offers.ts";
import { overdueSql } from "./status.ts";

/** Of those listed, whoever is still overdue when a statement runs. */
const due = `(u.accountId, u.id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1)) AND ${overdueSql}`;

/** Their invitations. */
const ending = `i.endedAs IS NULL AND (i.accountId, i.id) IN (SELECT u.accountId, u.currentInvitationId FROM users u WHERE ${due})`;

/**
 * Records expiries set by set: the same effects as `decide` gives one `expire`, which expire.test.ts holds it to.
 * Harmless to repeat, and to run beside any command: whoever is not due any more is left alone. Answers the news that
 * may be told at once.
 */
export async function expireUsers(
  db: D1Database,
  usersDue: { accountId: string; userId: string }[],
  now: number,
): Promise<NewsNotice[]> {
  if (usersDue.length === 0) return [];
  const list = JSON.stringify(usersDue.map(({ accountId, userId }) => [accountId, userId]));
  const results = await db.batch([
    db.prepare(noticeNews(ending, "?2")).bind(list, now),
    db.prepare(overtakenMailEvents(due, "?2")).bind(list, now),
    db
      .prepare(`INSERT INTO events (accountId, userId, invitationId, type, actorKind, actorId, at, recordedAt, details)
        SELECT u.accountId, u.id, u.currentInvitationId, 'invitation.expired', 'system', NULL, u.expiresAt, ?2, NULL
        FROM users u WHERE ${due}`)
      .bind(list, now),
    db
      .prepare(`UPDATE invitations AS i SET endedAs = 'expired', news = 'owed',
        endedAt = (SELECT u.expiresAt FROM users u WHERE u.accountId = i.accountId AND u.id = i.userId),
        ${mailAtTheEnd("'expired'")} WHERE ${ending}`)
      .bind(list, now),
    db
      .prepare(`UPDATE users AS u SET status = 'invitationExpired', revision = revision + 1 WHERE ${due}`)
      .bind(list, now),
  ]);
  return newsIn(results);
}

export async function findDue(
  db: D1Database,
  now: number,
  limit: number,
): Promise<{ accountId: string; userId: string }[]> {
  const { results } = await db
    .prepare(`SELECT accountId, id AS userId FROM users INDEXED BY users_due WHERE status = 'invited' AND expiresAt <= ?1
      ORDER BY expiresAt LIMIT ?2`)
    .bind(now, limit)
    .all<{ accountId: string; userId: string }>();
  return results;
}
