import { env } from "cloudflare:workers";
import { type Account, T0 } from "./harness.ts";

/** Whoever invited every sixteenth of a crowd; the founder invited the others. */
export const otherInviterOfCrowd = `USR-${"0".repeat(16)}`;

/**
 * Users by the thousand, written straight into the database; their keys differ in order, some are null or alike, and
 * they differ in what they can be filtered by.
 */
export async function fill(account: Account, users: number): Promise<void> {
  const { accountId, founderId, usersGroupId } = account;
  const chunk = 1_000;
  for (let from = 0; from < users; from += chunk) {
    const numbers = `WITH RECURSIVE n (i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${Math.min(from + chunk, users) - 1})`;
    const id = "'USR-' || printf('%016d', i)";
    const invitationId = "'INV-' || ?1 || printf('%08d', i)";
    // Statuses in turn; a few of the invited ones are overdue and not marked yet, as between two sweeps.
    const status = `CASE i % 8 WHEN 0 THEN 'active' WHEN 1 THEN 'invited' WHEN 2 THEN 'active' WHEN 3 THEN 'invitationExpired'
      WHEN 4 THEN 'invitationDeclined' WHEN 5 THEN 'blocked' WHEN 6 THEN 'active' ELSE 'removed' END`;
    await env.DB.batch([
      env.DB.prepare(`${numbers} INSERT INTO users (accountId, id, email, firstName, lastName, nameKey, status, currentInvitationId,
          invitedAt, sentAt, expiresAt, joinedAt, removedAt, lastSignInAt, askedAgainAt)
        SELECT ?1, ${id}, printf('u%05d@example.com', (i * 7919) % 100003), 'First', 'Last', printf('name %05d', (i * 31) % 4999), ${status},
          ${invitationId}, ?2 - i, ?2 - i, ?2 + CASE WHEN i % 2000 = 1 THEN -1 ELSE 1000000 END,
          CASE WHEN i % 8 IN (0, 2, 5, 6) THEN ?2 - (i * 13) % 10007 END, CASE WHEN i % 8 = 7 THEN ?2 END,
          CASE WHEN i % 16 IN (0, 2) THEN ?2 - (i * 17) % 101 END, CASE WHEN i % 16 = 3 THEN ?2 END FROM n`).bind(
        accountId,
        T0,
      ),
      env.DB.prepare(`${numbers} INSERT INTO invitations (accountId, id, userId, invitedAt, invitedByKind, invitedById, invitedByUserId,
          keyId, epoch, locale, mailKind, mailState, mailAt, sendId)
        SELECT ?1, ${invitationId}, ${id}, ?2, 'user', ?3, CASE WHEN i % 16 = 4 THEN '${otherInviterOfCrowd}' ELSE ?3 END, 1, 1, 'en',
          'invitation', CASE WHEN i % 16 IN (1, 3) THEN 'failed' ELSE 'sent' END, ?2, 's' || i FROM n`).bind(
        accountId,
        T0,
        founderId,
      ),
      env.DB.prepare(
        `${numbers} INSERT INTO groupMembers (accountId, userId, groupId) SELECT ?1, ${id}, ?2 FROM n WHERE i % 8 <> 7`,
      ).bind(accountId, usersGroupId),
    ]);
  }
}

/** Whoever was filled in is called First Last; most tests look for nobody. */
export async function makeCrowdFindable({ accountId }: Account): Promise<void> {
  await env.DB.prepare(`UPDATE users SET terms = json_array('first', 'last', email, substr(email, 1, 6), 'example.com')
    WHERE accountId = ?1 AND firstName = 'First'`)
    .bind(accountId)
    .run();
}
