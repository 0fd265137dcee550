import type { AfterAttempt, AttemptOutcome } from "../../shared/delivery.ts";
import type { EventType } from "../../shared/events.ts";
import { crowdedAddressPauseMs, deliveryLeaseMs } from "../../shared/limits.ts";
import { type WakingInvitation, wakingStatement } from "./invitations.ts";
import { countMailStatement, hasRoomSql, isStoppedSql, type Recipient } from "./mails-sent.ts";
import { firstOf } from "./rows.ts";

/** The mail of an invitation that one attempt is about to hand over. */
export type Attempt = {
  accountId: string;
  userId: string;
  invitationId: string;
  sendId: string;
  number: number;
  /** Its recipient wants no more of this account's mails: it fails without being handed over. */
  isStopped: boolean;
};

/** What taking a mail answers: how often it has been tried now, which stays as it was if it has to wait. */
export type Taken = { attempts: number; isStopped: number };

/**
 * Notes that an attempt begins, and takes the mail: null when it is not owed any more, or somebody else has it, or its
 * recipient has had too many today and it waits. No attempt begins for an invitation that is over.
 */
export async function beginAttempt(
  db: D1Database,
  invitation: WakingInvitation,
  recipient: Recipient,
  now: number,
): Promise<Attempt | null> {
  const { accountId, userId, id, sendId, mailDueAt, mailAttempts } = invitation;
  if (sendId === null || mailDueAt === null) return null;
  const number = mailAttempts + 1;
  const [taken] = await db.batch<Taken>([
    db
      .prepare(`UPDATE invitations SET mailAttempts = mailAttempts + r.mayLeave, mailAt = iif(r.mayLeave, ?6, mailAt),
          mailDueAt = iif(r.mayLeave, ?5, ?6 + ${crowdedAddressPauseMs})
        FROM (SELECT (${hasRoomSql("?9", "?3", "?6")} OR ${isStoppedSql("?1", "?10")}) AS mayLeave) r
        WHERE accountId = ?1 AND id = ?2 AND sendId = ?3 AND mailAttempts = ?4 - 1 AND mailDueAt = ?7 AND endedAs IS NULL
          AND EXISTS (SELECT 1 FROM users u WHERE u.accountId = ?1 AND u.id = ?8 AND u.currentInvitationId = ?2
            AND u.status = 'invited' AND u.expiresAt > ?6)
        RETURNING mailAttempts AS attempts, ${isStoppedSql("?1", "?10")} AS isStopped`)
      .bind(accountId, id, sendId, number, now + deliveryLeaseMs, now, mailDueAt, userId, ...digestsOf(recipient)),
    // Only the one that took it finds the count it has just written.
    db
      .prepare(`INSERT OR IGNORE INTO deliveries (accountId, userId, invitationId, sendId, attempt, startedAt)
        SELECT accountId, userId, id, sendId, mailAttempts, ?5 FROM invitations
        WHERE accountId = ?1 AND id = ?2 AND sendId = ?3 AND mailAttempts = ?4 AND mailAt = ?5`)
      .bind(accountId, id, sendId, number, now),
    countMailStatement(db, { accountId, sendId, number }, recipient, now),
  ]);
  return attemptTaken({ accountId, userId, invitationId: id, sendId, number }, taken);
}

export function digestsOf({ anywhere, here }: Recipient): [string, string] {
  return [anywhere, here];
}

export function attemptTaken(attempt: Omit<Attempt, "isStopped">, taken: D1Result<Taken> | undefined): Attempt | null {
  const [row] = taken?.results ?? [];
  return row?.attempts === attempt.number ? { ...attempt, isStopped: row.isStopped === 1 } : null;
}

/**
 * Notes how an attempt went, and when to remind of what has now left; safe to repeat. A mail that was sent again
 * meanwhile, is over, or has already come back, keeps its own state. Answers the invitation as it now is.
 */
export async function endAttempt(
  db: D1Database,
  { accountId, invitationId, sendId, number }: Attempt,
  outcome: AttemptOutcome,
  after: AfterAttempt,
  now: number,
  reminderDueAt: number | null = null,
): Promise<WakingInvitation | null> {
  const type: EventType | null =
    after.state === "sent" ? "invitation.sent" : after.state === "failed" ? "invitation.failed" : null;
  const details = { attempts: number, ...(after.error === null ? {} : { error: after.error }) };
  const results = await db.batch([
    // Only the first note of this attempt: the others may be repeated.
    db
      .prepare(`INSERT INTO events (accountId, userId, invitationId, type, actorKind, at, recordedAt, details)
        SELECT accountId, userId, invitationId, ?4, 'system', ?5, ?5, ?6 FROM deliveries
        WHERE accountId = ?1 AND sendId = ?2 AND attempt = ?3 AND finishedAt IS NULL AND ?4 IS NOT NULL`)
      .bind(accountId, sendId, number, type, now, JSON.stringify(details)),
    db
      .prepare(`UPDATE invitations SET mailState = ?5, mailError = ?6, mailDueAt = ?7, mailAt = ?8, reminderDueAt = ?9,
        reminderAttempts = 0 WHERE accountId = ?1 AND id = ?2 AND sendId = ?3 AND mailAttempts = ?4 AND endedAs IS NULL
          AND mailState <> 'failed'`)
      .bind(accountId, invitationId, sendId, number, after.state, after.error, after.dueAt, now, reminderDueAt),
    // The invitation may have been answered while the mail was under way: that it left stays true.
    ...(after.state === "sent"
      ? [
          db
            .prepare(`UPDATE invitations SET mailState = 'sent', mailError = NULL, mailAt = ?4
              WHERE accountId = ?1 AND id = ?2 AND sendId = ?3 AND endedAs IS NOT NULL`)
            .bind(accountId, invitationId, sendId, now),
        ]
      : []),
    finishStatement(db, { accountId, sendId, number }, outcome, now),
    wakingStatement(db, invitationId),
  ]);
  return firstOf<WakingInvitation>(results.at(-1));
}

/** What is reported of a mail before its attempt is over, stands. */
export function finishStatement(
  db: D1Database,
  { accountId, sendId, number }: Pick<Attempt, "accountId" | "sendId" | "number">,
  outcome: AttemptOutcome,
  now: number,
): D1PreparedStatement {
  const [error, messageId] = outcome.kind === "sent" ? [null, outcome.messageId ?? null] : [outcome.error, null];
  return db
    .prepare(`UPDATE deliveries SET finishedAt = ?4, outcome = ?5, error = ?6, messageId = ?7
      WHERE accountId = ?1 AND sendId = ?2 AND attempt = ?3 AND finishedAt IS NULL`)
    .bind(accountId, sendId, number, now, outcome.kind, error, messageId);
}
