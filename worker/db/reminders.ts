import type { AfterAttempt, AttemptOutcome } from "../../shared/delivery.ts";
import type { EventType } from "../../shared/events.ts";
import { crowdedAddressPauseMs, deliveryLeaseMs } from "../../shared/limits.ts";
import { type Attempt, attemptTaken, digestsOf, finishStatement, type Taken } from "./deliveries.ts";
import { type WakingInvitation, wakingStatement } from "./invitations.ts";
import { countMailStatement, hasRoomSql, isStoppedSql, type Recipient } from "./mails-sent.ts";
import { firstOf } from "./rows.ts";

// A reminder is a mail of its own: how it goes is written down attempt by attempt and told by events, and leaves what
// the row says of the invitation's own mail alone.

/**
 * Notes that an attempt begins, and takes the reminder: null when it is not owed any more, or somebody else has it, or it
 * has to wait. It counts among the invitation mails of that day to that address, once, however often it is tried.
 */
export async function beginReminder(
  db: D1Database,
  invitation: WakingInvitation,
  recipient: Recipient,
  now: number,
): Promise<Attempt | null> {
  const { accountId, userId, id, reminderDueAt, reminderAttempts } = invitation;
  if (invitation.sendId === null || reminderDueAt === null) return null;
  const sendId = `${invitation.sendId}-reminder`;
  const number = reminderAttempts + 1;
  const lease = now + deliveryLeaseMs;
  const [taken] = await db.batch<Taken>([
    db
      .prepare(`UPDATE invitations SET reminderAttempts = reminderAttempts + r.mayLeave,
          reminderDueAt = iif(r.mayLeave, ?5, ?8 + ${crowdedAddressPauseMs})
        FROM (SELECT (${hasRoomSql("?9", "?11", "?8")} OR ${isStoppedSql("?1", "?10")}) AS mayLeave) r
        WHERE accountId = ?1 AND id = ?2 AND sendId = ?3 AND reminderAttempts = ?4 - 1 AND reminderDueAt = ?6
          AND mailState IN ('sent', 'delivered') AND endedAs IS NULL
          AND EXISTS (SELECT 1 FROM users u WHERE u.accountId = ?1 AND u.id = ?7 AND u.currentInvitationId = ?2
            AND u.status = 'invited' AND u.expiresAt > ?8)
        RETURNING reminderAttempts AS attempts, ${isStoppedSql("?1", "?10")} AS isStopped`)
      .bind(
        ...[accountId, id, invitation.sendId, number, lease, reminderDueAt, userId, now],
        ...[...digestsOf(recipient), sendId],
      ),
    // Only the one that took it finds the count and the lease it has just written.
    db
      .prepare(`INSERT OR IGNORE INTO deliveries (accountId, userId, invitationId, mail, sendId, attempt, startedAt)
        SELECT accountId, userId, id, 'reminder', ?3, reminderAttempts, ?6 FROM invitations
        WHERE accountId = ?1 AND id = ?2 AND reminderAttempts = ?4 AND reminderDueAt = ?5`)
      .bind(accountId, id, sendId, number, lease, now),
    db
      .prepare(`INSERT OR IGNORE INTO sends (accountId, email, at, sendId)
        SELECT d.accountId, u.email, d.startedAt, d.sendId FROM deliveries d
        JOIN users u ON u.accountId = d.accountId AND u.id = d.userId
        WHERE d.accountId = ?1 AND d.sendId = ?2 AND d.attempt = ?3 AND d.attempt = 1`)
      .bind(accountId, sendId, number),
    countMailStatement(db, { accountId, sendId, number }, recipient, now),
  ]);
  return attemptTaken({ accountId, userId, invitationId: id, sendId, number }, taken);
}

/**
 * Notes how an attempt went; safe to repeat. A reminder of a mail that was sent again meanwhile is over. Answers the
 * invitation as it now is.
 */
export async function endReminder(
  db: D1Database,
  { accountId, invitationId, sendId, number }: Attempt,
  outcome: AttemptOutcome,
  after: AfterAttempt,
  now: number,
): Promise<WakingInvitation | null> {
  const type: EventType | null =
    after.state === "sent" ? "invitation.sent" : after.state === "failed" ? "invitation.failed" : null;
  const details = { reminder: true, attempts: number, ...(after.error === null ? {} : { error: after.error }) };
  const results = await db.batch([
    // Only the first note of this attempt: the others may be repeated.
    db
      .prepare(`INSERT INTO events (accountId, userId, invitationId, type, actorKind, at, recordedAt, details)
        SELECT accountId, userId, invitationId, ?4, 'system', ?5, ?5, ?6 FROM deliveries
        WHERE accountId = ?1 AND sendId = ?2 AND attempt = ?3 AND finishedAt IS NULL AND ?4 IS NOT NULL`)
      .bind(accountId, sendId, number, type, now, JSON.stringify(details)),
    db
      .prepare(`UPDATE invitations SET reminderDueAt = ?5
        WHERE accountId = ?1 AND id = ?2 AND sendId || '-reminder' = ?3 AND reminderAttempts = ?4 AND endedAs IS NULL`)
      .bind(accountId, invitationId, sendId, number, after.dueAt),
    finishStatement(db, { accountId, sendId, number }, outcome, now),
    wakingStatement(db, invitationId),
  ]);
  return firstOf<WakingInvitation>(results.at(-1));
}
