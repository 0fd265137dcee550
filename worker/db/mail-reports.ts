import type { DeliveryError } from "../../shared/delivery.ts";
import type { EventType } from "../../shared/events.ts";
import { firstOf } from "./rows.ts";

/** What becomes of a mail after it was handed over, as far as its provider or a mail server says. */
export type MailReport = { kind: "delivered" } | { kind: "failed"; error: DeliveryError };

/** The attempt that a report is about. */
export type ReportedMail = { accountId: string; invitationId: string; sendId: string; attempt: number };

/** The last attempts of the mails that an invitation is out with now: its own, and its reminder. */
export async function findMailsOut(db: D1Database, invitationId: string): Promise<ReportedMail[]> {
  const { results } = await db
    .prepare(`SELECT d.accountId, d.invitationId, d.sendId, max(d.attempt) AS attempt
      FROM invitations i JOIN deliveries d ON d.accountId = i.accountId AND d.sendId IN (i.sendId, i.sendId || '-reminder')
      WHERE i.id = ?1 GROUP BY d.sendId`)
    .bind(invitationId)
    .all<ReportedMail>();
  return results;
}

/** The mail that its provider gave this name. */
export async function findMailNamed(db: D1Database, messageId: string): Promise<ReportedMail | null> {
  return db
    .prepare(
      "SELECT accountId, invitationId, sendId, attempt FROM deliveries WHERE messageId = ?1 AND invitationId IS NOT NULL",
    )
    .bind(messageId)
    .first<ReportedMail>();
}

/** Of ?1's attempt ?3 of ?2, while the invitation still waits for that mail's reader at ?4. */
const reported = `deliveries d JOIN invitations i ON i.accountId = d.accountId AND i.id = d.invitationId
  JOIN users u ON u.accountId = i.accountId AND u.id = i.userId
  WHERE d.accountId = ?1 AND d.sendId = ?2 AND d.attempt = ?3 AND d.sendId IN (i.sendId, i.sendId || '-reminder')
    AND i.endedAs IS NULL AND u.currentInvitationId = i.id AND u.status = 'invited' AND u.expiresAt > ?4`;

/**
 * Notes what is reported of a mail, once; false when there is nothing to note: it was sent again meanwhile, its
 * invitation is over, or it is known. A reminder that failed is told by an event and leaves the invitation's own mail
 * alone, as one that could not be handed over does.
 */
export async function noteReport(
  db: D1Database,
  mail: ReportedMail,
  report: MailReport,
  now: number,
): Promise<boolean> {
  return report.kind === "failed" ? noteFailed(db, mail, report.error, now) : noteDelivered(db, mail, now);
}

async function noteFailed(db: D1Database, mail: ReportedMail, error: DeliveryError, now: number): Promise<boolean> {
  const { accountId, sendId, attempt } = mail;
  const key = [accountId, sendId, attempt, now];
  const isNews = "d.outcome IS NOT 'permanent' AND (d.sendId <> i.sendId OR i.mailState <> 'failed')";
  const [event] = await db.batch([
    eventStatement(db, "invitation.failed", isNews).bind(
      ...key,
      JSON.stringify({ attempts: attempt, error }),
      JSON.stringify({ reminder: true, attempts: attempt, error }),
    ),
    // It may have been about to be tried again, if nobody knew that it had left.
    db
      .prepare(`UPDATE invitations SET mailState = 'failed', mailError = ?5, mailDueAt = NULL, mailAt = ?4
        WHERE accountId = ?1 AND sendId = ?2 AND mailState <> 'failed' AND EXISTS (SELECT 1 FROM ${reported} AND i.id = invitations.id)`)
      .bind(...key, error),
    db
      .prepare(`UPDATE deliveries SET outcome = 'permanent', error = ?5, finishedAt = coalesce(finishedAt, ?4)
        WHERE accountId = ?1 AND sendId = ?2 AND attempt = ?3 AND EXISTS (SELECT 1 FROM ${reported})`)
      .bind(...key, error),
  ]);
  return firstOf(event) !== null;
}

async function noteDelivered(db: D1Database, mail: ReportedMail, now: number): Promise<boolean> {
  const { accountId, sendId, attempt } = mail;
  const key = [accountId, sendId, attempt, now];
  const [event] = await db.batch([
    eventStatement(db, "invitation.delivered", "i.sendId = d.sendId AND i.mailState = 'sent'").bind(
      ...key,
      JSON.stringify({ attempts: attempt }),
      "{}",
    ),
    db
      .prepare(`UPDATE invitations SET mailState = 'delivered', mailAt = ?4
        WHERE accountId = ?1 AND sendId = ?2 AND mailState = 'sent' AND EXISTS (SELECT 1 FROM ${reported} AND i.id = invitations.id)`)
      .bind(...key),
  ]);
  return firstOf(event) !== null;
}

/** ?5 are the details of an invitation's own mail, ?6 those of its reminder. */
function eventStatement(db: D1Database, type: EventType, isNews: string): D1PreparedStatement {
  return db.prepare(`INSERT INTO events (accountId, userId, invitationId, type, actorKind, at, recordedAt, details)
    SELECT d.accountId, d.userId, d.invitationId, '${type}', 'system', ?4, ?4, iif(d.sendId = i.sendId, ?5, ?6)
    FROM ${reported} AND ${isNews} RETURNING seq`);
}
