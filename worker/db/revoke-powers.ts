import { mailAtTheEnd } from "./offers.ts";
import type { Target } from "./target.ts";

/** The open invitations into Administrators that this person, or a token of theirs, has sent. */
const openIntoAdministrators = `SELECT i.id, i.userId, i.accountId FROM invitations i
  JOIN users u ON u.accountId = i.accountId AND u.id = i.userId AND u.currentInvitationId = i.id
  JOIN accounts a ON a.id = i.accountId
  JOIN groupMembers m ON m.accountId = u.accountId AND m.userId = u.id AND m.groupId = a.administratorsGroupId
  WHERE i.accountId = ?1 AND i.invitedByUserId = ?2 AND i.endedAs IS NULL AND u.status = 'invited' AND u.expiresAt > ?3`;
/** The same ones after the statement that ended them. */
const justWithdrawn = `SELECT id FROM invitations WHERE accountId = ?1 AND invitedByUserId = ?2 AND endedAs = 'withdrawn' AND endedAt = ?3`;

/** Takes away what only an active administrator may have; the target is whoever stops being one. */
export function revokePowersStatements(
  db: D1Database,
  { accountId, userId, actor }: Target,
  at: number,
): D1PreparedStatement[] {
  const actorId = "id" in actor ? actor.id : null;
  const record = (type: string, from: string) =>
    db
      .prepare(`INSERT INTO events (accountId, userId, invitationId, type, actorKind, actorId, at, recordedAt, details)
        SELECT ?1, o.userId, o.id, '${type}', ?4, ?5, ?3, ?3, NULL FROM (${from}) o`)
      .bind(accountId, userId, at, actor.kind, actorId);
  return [
    db
      .prepare(`INSERT INTO events (accountId, type, actorKind, actorId, at, recordedAt, details)
        SELECT ?1, 'token.removed', ?4, ?5, ?3, ?3, json_object('tokenId', id) FROM tokens WHERE accountId = ?1 AND createdByUserId = ?2`)
      .bind(accountId, userId, at, actor.kind, actorId),
    db.prepare("DELETE FROM tokens WHERE accountId = ?1 AND createdByUserId = ?2").bind(accountId, userId),
    record("invitation.withdrawn", openIntoAdministrators),
    record("user.removed", openIntoAdministrators),
    db
      .prepare(`UPDATE invitations SET endedAs = 'withdrawn', endedAt = ?3, ${mailAtTheEnd("'withdrawn'")}
        WHERE accountId = ?1 AND id IN (SELECT id FROM (${openIntoAdministrators}))`)
      .bind(accountId, userId, at),
    db
      .prepare(`DELETE FROM groupMembers WHERE accountId = ?1 AND userId IN
        (SELECT id FROM users WHERE accountId = ?1 AND status = 'invited' AND currentInvitationId IN (${justWithdrawn}))`)
      .bind(accountId, userId, at),
    db
      .prepare(`UPDATE users SET status = 'removed', removedAt = ?3, revision = revision + 1
        WHERE accountId = ?1 AND status = 'invited' AND currentInvitationId IN (${justWithdrawn})`)
      .bind(accountId, userId, at),
  ];
}
