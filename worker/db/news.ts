import type { AfterAttempt, AttemptOutcome } from "../../shared/delivery.ts";
import { deliveryLeaseMs, newsIntervalMs } from "../../shared/limits.ts";
import type { NotificationKind } from "../../shared/notifications.ts";
import type { ChangeSet } from "./change-set.ts";
import { firstOf, rowsOf } from "./rows.ts";

// What became of their invitations is told to those who sent them: at once, then gathered for an hour. Each invitation
// says that its news are owed; one row of `notices` for each person says when their next mail may leave.

/** Of invitations that have just ended, which the statement that ended them says. */
export function tellInviterStatements({ stepsOf, over, scene }: ChangeSet): D1PreparedStatement[] {
  return over(
    stepsOf("tellInviter").map(({ target, invitationId }) => [target, invitationId]),
    (rows, still) =>
      noticeNews(`i.accountId = ?1 AND i.id IN (SELECT e.value ->> 2 FROM ${rows} WHERE true${still})`, "?3"),
    scene.now,
  );
}

/**
 * Makes sure that whoever sent some invitations `i` whose news are owed is told, and answers the notices that may leave
 * at once: for the others an hour is running. `now` is a placeholder. The plus signs keep SQLite from walking through
 * all invitations of the account in the order of the groups, instead of looking up these few.
 */
export function noticeNews(which: string, now: string): string {
  return `INSERT INTO notices (accountId, id, userId, kind, email, dueAt)
    SELECT i.accountId, lower(hex(randomblob(16))), i.invitedByUserId, 'news', '', ${now} FROM invitations i
    WHERE ${which} GROUP BY +i.accountId, +i.invitedByUserId
    ON CONFLICT (accountId, userId) WHERE kind = 'news' DO UPDATE SET dueAt = excluded.dueAt WHERE dueAt <= excluded.dueAt
    RETURNING accountId, id AS newsId, userId, attempts, dueAt`;
}

/** When somebody's next mail with news may leave. Its id is that of the mail, and new after each. */
export type NewsNotice = { accountId: string; id: string; userId: string; attempts: number; dueAt: number };

/** Of the results of a batch: the notices that may leave at once. */
export function newsIn(results: D1Result[]): NewsNotice[] {
  type Row = Omit<NewsNotice, "id"> & { newsId?: string };
  return results.flatMap((result) =>
    rowsOf<Row>(result).flatMap(({ newsId, ...row }) => (newsId === undefined ? [] : [{ ...row, id: newsId }])),
  );
}

/** Notices whose hour is over and that have something to tell; those that have not are forgotten. */
export async function findDueNews(db: D1Database, now: number, limit: number): Promise<NewsNotice[]> {
  const [, due] = await db.batch([
    db
      .prepare(`DELETE FROM notices WHERE kind = 'news' AND dueAt <= ?1 AND NOT EXISTS (SELECT 1 FROM invitations i
        INDEXED BY invitations_news WHERE i.accountId = notices.accountId AND i.invitedByUserId = notices.userId
        AND i.news IS NOT NULL)`)
      .bind(now),
    db
      .prepare(`SELECT accountId, id, userId, attempts, dueAt FROM notices
        WHERE kind = 'news' AND dueAt <= ?1 ORDER BY dueAt LIMIT ?2`)
      .bind(now, limit),
  ]);
  return rowsOf<NewsNotice>(due);
}

export type NewsPerson = { firstName: string; lastName: string; email: string };
export type News = {
  email: string;
  firstName: string;
  accountName: string;
  locale: string;
  /** How many have answered, and the latest of them by name. */
  kinds: { kind: NotificationKind; count: number; people: NewsPerson[] }[];
};
export type NewsAttempt = { accountId: string; id: string; userId: string; number: number };

const namesPerKind = 20;

/**
 * Those of an inviter's (?2) invitations in a mail under way that are still worth telling: to somebody who is active
 * and wants to know, about somebody whose place has not changed hands since. Before LINK_EPOCH was raised, it may have
 * been told.
 */
const worthTelling = (epoch: string) => `FROM invitations i INDEXED BY invitations_news
  JOIN users w ON w.accountId = i.accountId AND w.id = i.invitedByUserId AND w.status = 'active'
  JOIN users u ON u.accountId = i.accountId AND u.id = i.userId AND u.currentInvitationId = i.id AND u.status <> 'removed'
  WHERE i.accountId = ?1 AND i.invitedByUserId = ?2 AND i.news = 'underWay'
    AND i.epoch >= ${epoch}
    AND CASE i.endedAs WHEN 'accepted' THEN w.notifyAccepted WHEN 'declined' THEN w.notifyDeclined ELSE w.notifyExpired END = 1`;

/**
 * Notes that an attempt begins, and takes all that is owed into its mail: null when somebody else has it. `news` is
 * null when nothing of it is worth telling any more, and then there is no attempt to note.
 */
export async function beginNews(
  db: D1Database,
  notice: NewsNotice,
  epoch: number,
  now: number,
): Promise<{ attempt: NewsAttempt; news: News | null } | null> {
  const { accountId, id, userId, dueAt } = notice;
  const number = notice.attempts + 1;
  const lease = now + deliveryLeaseMs;
  // Only the one that took it finds the count and the lease it has just written.
  const isTaken = "EXISTS (SELECT 1 FROM notices WHERE accountId = ?1 AND id = ?3 AND attempts = ?4 AND dueAt = ?5)";
  const [taken, , , account, told] = await db.batch([
    db
      .prepare(
        "UPDATE notices SET attempts = ?3, dueAt = ?4 WHERE accountId = ?1 AND id = ?2 AND attempts = ?3 - 1 AND dueAt = ?5 RETURNING id",
      )
      .bind(accountId, id, number, lease, dueAt),
    db
      .prepare(`UPDATE invitations INDEXED BY invitations_news SET news = 'underWay' WHERE accountId = ?1 AND invitedByUserId = ?2
        AND news IS NOT NULL AND ${isTaken}`)
      .bind(accountId, userId, id, number, lease),
    db
      .prepare(`INSERT OR IGNORE INTO deliveries (accountId, userId, mail, sendId, attempt, startedAt)
        SELECT ?1, ?2, 'news', ?3, ?4, ?6 WHERE ${isTaken} AND EXISTS (SELECT 1 ${worthTelling("?7")})`)
      .bind(accountId, userId, id, number, lease, now, epoch),
    db
      .prepare(`SELECT w.email, w.firstName, a.name AS accountName, a.locale
        FROM users w JOIN accounts a ON a.id = w.accountId WHERE w.accountId = ?1 AND w.id = ?2`)
      .bind(accountId, userId),
    db
      .prepare(`SELECT * FROM (SELECT i.endedAs AS kind, u.firstName, u.lastName, u.email,
          count(*) OVER (PARTITION BY i.endedAs) AS count,
          row_number() OVER (PARTITION BY i.endedAs ORDER BY i.endedAt DESC, i.id) AS place ${worthTelling("?3")})
        WHERE place <= ${namesPerKind} ORDER BY kind, place`)
      .bind(accountId, userId, epoch),
  ]);
  if (taken?.results.length !== 1) return null;
  const kinds = Map.groupBy(rowsOf<NewsPerson & { kind: NotificationKind; count: number }>(told), ({ kind }) => kind);
  const recipient = firstOf<Omit<News, "kinds">>(account);
  return {
    attempt: { accountId, id, userId, number },
    news:
      recipient === null || kinds.size === 0
        ? null
        : { ...recipient, kinds: [...kinds].map(([kind, people]) => ({ kind, count: people[0]?.count ?? 0, people })) },
  };
}

/** Notes how an attempt went; safe to repeat. What has been told is owed no longer, and the hour begins. */
export async function endNews(
  db: D1Database,
  { accountId, id, userId, number }: NewsAttempt,
  outcome: AttemptOutcome,
  after: AfterAttempt,
  now: number,
): Promise<void> {
  await db.batch([
    ...(after.dueAt === null
      ? [
          forget(db, accountId, userId, id),
          db
            .prepare(`UPDATE notices SET id = lower(hex(randomblob(16))), attempts = 0, dueAt = ?3
              WHERE accountId = ?1 AND id = ?2`)
            .bind(accountId, id, now + newsIntervalMs),
        ]
      : [
          db.prepare("UPDATE notices SET dueAt = ?3 WHERE accountId = ?1 AND id = ?2").bind(accountId, id, after.dueAt),
        ]),
    db
      .prepare(
        "UPDATE deliveries SET finishedAt = ?4, outcome = ?5, error = ?6 WHERE accountId = ?1 AND sendId = ?2 AND attempt = ?3",
      )
      .bind(accountId, id, number, now, outcome.kind, outcome.kind === "sent" ? null : outcome.error),
  ]);
}

/** The hour is over without news, or with none worth telling: the next are told at once. */
export async function dropNews(db: D1Database, { accountId, id, userId }: NewsAttempt, now: number): Promise<void> {
  await db.batch([
    forget(db, accountId, userId, id),
    // What has become owed since it was taken is due like the first.
    db
      .prepare(`DELETE FROM notices WHERE accountId = ?1 AND id = ?3 AND NOT EXISTS
        (SELECT 1 FROM invitations INDEXED BY invitations_news
          WHERE accountId = ?1 AND invitedByUserId = ?2 AND news IS NOT NULL)`)
      .bind(accountId, userId, id),
    db.prepare("UPDATE notices SET attempts = 0, dueAt = ?3 WHERE accountId = ?1 AND id = ?2").bind(accountId, id, now),
  ]);
}

function forget(db: D1Database, accountId: string, userId: string, id: string): D1PreparedStatement {
  return db
    .prepare(`UPDATE invitations INDEXED BY invitations_news SET news = NULL
      WHERE accountId = ?1 AND invitedByUserId = ?2 AND news = 'underWay' AND EXISTS (SELECT 1 FROM notices WHERE accountId = ?1 AND id = ?3)`)
    .bind(accountId, userId, id);
}
