import type { Effect } from "../../shared/command.ts";
import type { InvitationEnding } from "../../shared/status.ts";
import type { Target } from "./target.ts";

/** Ends one open invitation. A mail still owed is not sent: at the deadline that is a failure, else it is moot. */
export function endInvitationStatement(
  db: D1Database,
  accountId: string,
  invitationId: string,
  as: InvitationEnding,
  at: number,
): D1PreparedStatement {
  return db
    .prepare(`UPDATE invitations SET endedAs = ?3, endedAt = ?4, ${mailAtTheEnd("?3")}
      WHERE accountId = ?1 AND id = ?2 AND endedAs IS NULL`)
    .bind(accountId, invitationId, as, at);
}

/** What an ending does to an invitation's mail; `as` is the placeholder or literal of the ending. */
export function mailAtTheEnd(as: string): string {
  return `mailDueAt = NULL,
    mailError = CASE WHEN mailState IN ('queued', 'retrying') AND ${as} = 'expired' THEN 'deadlinePassed' ELSE mailError END,
    mailState = CASE WHEN mailState IN ('queued', 'retrying') THEN CASE ${as} WHEN 'expired' THEN 'failed' END ELSE mailState END`;
}

/**
 * The event of a mail that its deadline overtakes, to stand before the statement that ends the invitation. `which`
 * picks the invitations `i` with their users `u`; `now` is a placeholder.
 */
export function overtakenMailEvents(which: string, now: string): string {
  return `INSERT INTO events (accountId, userId, invitationId, type, actorKind, actorId, at, recordedAt, details)
    SELECT i.accountId, i.userId, i.id, 'invitation.failed', 'system', NULL, u.expiresAt, ${now},
      json_object('attempts', i.mailAttempts, 'error', 'deadlinePassed')
    FROM users u JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId
    WHERE i.endedAs IS NULL AND i.mailState IN ('queued', 'retrying') AND ${which}`;
}

/** A new offer replaces whatever is still to be said about the end of an earlier place. */
export function createInvitationStatements(
  db: D1Database,
  effect: Extract<Effect, { kind: "createInvitation" }>,
  { accountId, userId, person, actor, actorUserId, offer }: Target,
): D1PreparedStatement[] {
  if (!offer) return [];
  const { sentAt, expiresAt, mail } = effect;
  const actorId = "id" in actor ? actor.id : "";
  return [
    db
      .prepare(`INSERT INTO invitations (accountId, id, userId, invitedAt, invitedByKind, invitedById, invitedByUserId,
        keyId, epoch, locale, message, mailKind, mailState, mailDueAt, sendId)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, CASE WHEN ?12 IS NULL THEN NULL ELSE 'queued' END,
          CASE WHEN ?12 IS NULL THEN NULL ELSE ?4 END, ?13)`)
      .bind(
        accountId,
        offer.invitationId,
        userId,
        sentAt,
        actor.kind,
        actorId,
        actorUserId ?? actorId,
        offer.keyId,
        offer.epoch,
        offer.locale,
        offer.message,
        mail,
        offer.sendId,
      ),
    db
      .prepare(`UPDATE users SET currentInvitationId = ?3, invitedAt = ?4, sentAt = ?4, expiresAt = ?5, askedAgainAt = NULL,
        joinedAt = NULL WHERE accountId = ?1 AND id = ?2`)
      .bind(accountId, userId, offer.invitationId, sentAt, expiresAt),
    ...(mail === null ? [] : [sendStatement(db, accountId, person.email, sentAt, offer.sendId)]),
    db.prepare("DELETE FROM notices WHERE accountId = ?1 AND userId = ?2").bind(accountId, userId),
  ];
}

export function restartInvitationStatements(
  db: D1Database,
  effect: Extract<Effect, { kind: "restartInvitation" }>,
  { accountId, userId, person, offer }: Target,
  invitationId: string | null,
): D1PreparedStatement[] {
  if (!offer) return [];
  const { sentAt, expiresAt, mail } = effect;
  return [
    db
      .prepare(`UPDATE invitations SET resentAt = ?3, epoch = ?4, sendId = ?5, mailKind = coalesce(mailKind, ?6), mailState = 'queued',
        mailError = NULL, mailAttempts = 0, mailDueAt = ?3, mailAt = ?3 WHERE accountId = ?1 AND id = ?2`)
      .bind(accountId, invitationId, sentAt, offer.epoch, offer.sendId, mail),
    db
      .prepare("UPDATE users SET sentAt = ?3, expiresAt = ?4 WHERE accountId = ?1 AND id = ?2")
      .bind(accountId, userId, sentAt, expiresAt),
    sendStatement(db, accountId, person.email, sentAt, offer.sendId),
  ];
}

function sendStatement(
  db: D1Database,
  accountId: string,
  email: string,
  at: number,
  sendId: string,
): D1PreparedStatement {
  return db
    .prepare("INSERT INTO sends (accountId, email, at, sendId) VALUES (?1, ?2, ?3, ?4)")
    .bind(accountId, email, at, sendId);
}
