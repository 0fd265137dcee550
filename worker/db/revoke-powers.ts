import type { ChangeSet } from "./change-set.ts";
import { mailAtTheEnd } from "./offers.ts";

/** The open invitations into Administrators that these people, or tokens of theirs, have sent. */
const openIntoAdministrators = (who: string) => `SELECT i.id, i.userId FROM invitations i
  JOIN users u ON u.accountId = i.accountId AND u.id = i.userId AND u.currentInvitationId = i.id
  JOIN accounts a ON a.id = i.accountId
  JOIN groupMembers m ON m.accountId = u.accountId AND m.userId = u.id AND m.groupId = a.administratorsGroupId
  WHERE i.accountId = ?1 AND i.invitedByUserId IN (${who}) AND i.endedAs IS NULL AND u.status = 'invited' AND u.expiresAt > ?3`;
/** The same ones after the statement that ended them. */
const justWithdrawn = (who: string) => `SELECT id FROM invitations
  WHERE accountId = ?1 AND invitedByUserId IN (${who}) AND endedAs = 'withdrawn' AND endedAt = ?3`;

/** Takes away what only an active administrator may have, from whoever stops being one. */
export function revokePowersStatements({ stepsOf, over, scene }: ChangeSet): D1PreparedStatement[] {
  const { actor, now } = scene;
  const actorId = "id" in actor ? actor.id : null;
  const losers = stepsOf("revokePowers").map(({ target }): [typeof target] => [target]);
  const of = (sql: (who: string) => string, ...by: (string | null)[]) =>
    over(losers, (rows, still) => sql(`SELECT e.value ->> 0 FROM ${rows} WHERE true${still}`), now, ...by);
  const record = (type: string) =>
    of(
      (who) => `INSERT INTO events (accountId, userId, invitationId, type, actorKind, actorId, at, recordedAt, details)
        SELECT ?1, o.userId, o.id, '${type}', ?4, ?5, ?3, ?3, NULL FROM (${openIntoAdministrators(who)}) o`,
      ...[actor.kind, actorId],
    );
  return [
    ...of(
      (who) => `INSERT INTO events (accountId, type, actorKind, actorId, at, recordedAt, details)
        SELECT ?1, 'token.removed', ?4, ?5, ?3, ?3, json_object('tokenId', id, 'name', name) FROM tokens
        WHERE accountId = ?1 AND createdByUserId IN (${who})`,
      ...[actor.kind, actorId],
    ),
    ...over(
      losers,
      (rows, still) => `DELETE FROM tokens WHERE accountId = ?1
        AND createdByUserId IN (SELECT e.value ->> 0 FROM ${rows} WHERE true${still})`,
    ),
    ...record("invitation.withdrawn"),
    ...record("user.removed"),
    ...of(
      (who) => `UPDATE invitations SET endedAs = 'withdrawn', endedAt = ?3, ${mailAtTheEnd("'withdrawn'")}
        WHERE accountId = ?1 AND id IN (SELECT id FROM (${openIntoAdministrators(who)}))`,
    ),
    ...of(
      (who) => `DELETE FROM groupMembers WHERE accountId = ?1 AND userId IN
        (SELECT id FROM users WHERE accountId = ?1 AND status = 'invited' AND currentInvitationId IN (${justWithdrawn(who)}))`,
    ),
    ...of(
      (who) => `UPDATE users SET status = 'removed', removedAt = ?3, revision = revision + 1
        WHERE accountId = ?1 AND status = 'invited' AND currentInvitationId IN (${justWithdrawn(who)})`,
    ),
  ];
}
