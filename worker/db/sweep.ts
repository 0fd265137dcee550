import { oldestHour } from "../../shared/daily-cap.ts";
import { dayMs } from "../../shared/limits.ts";

export type Unarmed = { accountId: string; id: string; mailDueAt: number | null };

/**
 * Open invitations whose object has not been told and whose mail has its slot before `slotBefore`, or whose mail or
 * reminder has been due since before `dueBefore`, who are first. What is not due yet waits without an object.
 */
export async function findUnarmed(
  db: D1Database,
  { slotBefore, dueBefore }: { slotBefore: number; dueBefore: number },
  limit: number,
): Promise<Unarmed[]> {
  const [unarmed, overdue, unreminded] = await db.batch<Unarmed>([
    db
      .prepare(`SELECT accountId, id, mailDueAt FROM invitations INDEXED BY invitations_unarmed
        WHERE armed = 0 AND (mailDueAt IS NULL OR mailDueAt < ?1) ORDER BY mailDueAt LIMIT ?2`)
      .bind(slotBefore, limit),
    db
      .prepare(`SELECT accountId, id, mailDueAt FROM invitations WHERE mailDueAt IS NOT NULL AND mailDueAt < ?1
        ORDER BY mailDueAt LIMIT ?2`)
      .bind(dueBefore, limit),
    db
      .prepare(`SELECT accountId, id, mailDueAt FROM invitations WHERE reminderDueAt IS NOT NULL AND reminderDueAt < ?1
        AND mailState IN ('sent', 'delivered') ORDER BY reminderDueAt LIMIT ?2`)
      .bind(dueBefore, limit),
  ]);
  const late = [overdue, unreminded, unarmed].flatMap((found) => found?.results ?? []);
  return [...new Map(late.map((one) => [one.id, one])).values()].slice(0, limit);
}

export async function markArmed(db: D1Database, armed: { accountId: string; id: string }[]): Promise<void> {
  if (armed.length === 0) return;
  await db
    .prepare(
      "UPDATE invitations SET armed = 1 WHERE (accountId, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))",
    )
    .bind(JSON.stringify(armed.map(({ accountId, id }) => [accountId, id])))
    .run();
}

export async function forgetOld(
  db: D1Database,
  { commandsBefore, sendsBefore }: { commandsBefore: number; sendsBefore: number },
): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM commands WHERE createdAt < ?1").bind(commandsBefore),
    db.prepare("DELETE FROM sends WHERE at < ?1").bind(sendsBefore),
  ]);
}

/** What no limit counts any more. */
export async function forgetOldCounts(db: D1Database, now: number): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM sendCounts WHERE hour < ?1").bind(oldestHour(now)),
    db.prepare("DELETE FROM mailsSent WHERE at <= ?1").bind(now - dayMs),
    db.prepare("DELETE FROM codesSent WHERE at <= ?1").bind(now - dayMs),
  ]);
}

const loginsPerRun = 200;

/** A stretch that begins anywhere, also before the first, so that all have an equal turn however many there are. */
const someLogins = `SELECT id FROM (SELECT id, createdAt FROM logins WHERE rowid >
  (SELECT CASE WHEN max(rowid) > ?2 THEN abs(random()) % (max(rowid) + ?2) - ?2 ELSE 0 END FROM logins)
  ORDER BY rowid LIMIT ?2) WHERE createdAt < ?1`;

/**
 * Forgets logins made before `before` that no account's user has: left over from a removal, or from an acceptance that
 * got no further. Accepting enters the directory first, so a login goes only once it is in no directory, and leaves
 * that one visit earlier. Asked in two questions, because accounts are to stand in another database one day.
 */
export async function forgetUnusedLogins(db: D1Database, before: number): Promise<void> {
  const { results: candidates } = await db.prepare(someLogins).bind(before, loginsPerRun).all<{ id: string }>();
  if (candidates.length === 0) return;
  const { results: used } = await db
    .prepare("SELECT DISTINCT loginId FROM users WHERE loginId IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(candidates.map(({ id }) => id)))
    .all<{ loginId: string }>();
  const inUse = new Set(used.map(({ loginId }) => loginId));
  const unused = JSON.stringify(candidates.map(({ id }) => id).filter((id) => !inUse.has(id)));
  await db.batch([
    db
      .prepare(`DELETE FROM logins WHERE id IN (SELECT value FROM json_each(?1))
        AND NOT EXISTS (SELECT 1 FROM directory WHERE loginId = logins.id)`)
      .bind(unused),
    db.prepare("DELETE FROM directory WHERE loginId IN (SELECT value FROM json_each(?1))").bind(unused),
  ]);
}

export async function noteHeartbeat(db: D1Database, name: string, now: number): Promise<void> {
  await db
    .prepare("INSERT INTO heartbeats (name, at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET at = ?2")
    .bind(name, now)
    .run();
}
