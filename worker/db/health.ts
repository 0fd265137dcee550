/** Counting ends here: that it is too much is known long before. */
const enough = 1_000;

export type Health = {
  /** When the sweep last ended; null before the first. */
  sweptAt: number | null;
  /** Invitations past their deadline that are not recorded as expired. */
  expiries: number;
  /** Mails of invitations and reminders, and notices, that nobody has tried to send. */
  mails: number;
  /** Calls of webhooks that no queue brings any more. */
  webhooks: number;
};

/** A queue that is busy may keep them for so much longer. */
const queuedMs = 15 * 60_000;

/** How much has been due since before `dueBefore`; at most 1,000 of each. */
export async function readHealth(db: D1Database, dueBefore: number): Promise<Health> {
  const health = await db
    .prepare(`SELECT (SELECT at FROM heartbeats WHERE name = 'sweep') AS sweptAt,
      (SELECT count(*) FROM (SELECT 1 FROM users INDEXED BY users_due
        WHERE status = 'invited' AND expiresAt < ?1 LIMIT ?2)) AS expiries,
      (SELECT count(*) FROM (SELECT 1 FROM invitations WHERE mailDueAt IS NOT NULL AND mailDueAt < ?1 LIMIT ?2))
        + (SELECT count(*) FROM (SELECT 1 FROM invitations WHERE reminderDueAt IS NOT NULL AND reminderDueAt < ?1
          AND mailState IN ('sent', 'delivered') LIMIT ?2))
        + (SELECT count(*) FROM (SELECT 1 FROM notices WHERE dueAt < ?1 LIMIT ?2)) AS mails,
      (SELECT count(*) FROM (SELECT 1 FROM webhookDeliveries WHERE dueAt IS NOT NULL AND dueAt < ?3 LIMIT ?2)) AS webhooks`)
    .bind(dueBefore, enough, dueBefore - queuedMs)
    .first<Health>();
  if (health === null) throw new Error("A SELECT without FROM answered nothing");
  return health;
}
