import type { Actor, Effect } from "../../shared/decide.ts";
import { nameSortKey, searchTerms } from "../../shared/sort-key.ts";
import type { InvitationEnding } from "../../shared/status.ts";
import { eventStatement } from "./events.ts";

/** Names and address as they stand after the change. */
export type Person = { email: string; firstName: string; lastName: string };

/** What the statements of one change need beside its effects. */
export type Target = {
  accountId: string;
  userId: string;
  /** The current invitation before the change. */
  invitationId: string | null;
  person: Person;
  actor: Actor;
  /** Whoever answers for a new invitation: the user, or the maker of the token. */
  actorUserId: string | null;
  now: number;
  /** Present where an effect may make or send an invitation. */
  offer?: NewOffer;
  /** Present where a login may be attached. */
  loginId?: string;
};

export type NewOffer = {
  invitationId: string;
  keyId: number;
  epoch: number;
  sendId: string;
  locale: string;
  message: string | null;
};

/** The statements that make a decision true, in the order of its effects. One revision is used up, whatever changed. */
export function statementsFor(
  db: D1Database,
  effects: Effect[],
  target: Target,
  options: { administratorsChange: boolean },
): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = [];
  let invitationId = target.invitationId;
  for (const effect of effects) {
    if (effect.kind === "createInvitation") {
      const { offer } = target;
      if (!offer) throw new Error("A new invitation needs an offer");
      invitationId = offer.invitationId;
    }
    statements.push(...statementsOf(db, effect, target, invitationId));
  }
  if (effects.some(({ kind }) => kind !== "record" && kind !== "erase")) {
    const { accountId, userId } = target;
    statements.push(
      db.prepare("UPDATE users SET revision = revision + 1 WHERE accountId = ?1 AND id = ?2").bind(accountId, userId),
    );
  }
  if (options.administratorsChange) statements.push(accessChangedStatement(db, target.accountId));
  return statements;
}

export function accessChangedStatement(db: D1Database, accountId: string): D1PreparedStatement {
  return db.prepare("UPDATE accounts SET accessRevision = accessRevision + 1 WHERE id = ?1").bind(accountId);
}

function statementsOf(
  db: D1Database,
  effect: Effect,
  target: Target,
  invitationId: string | null,
): D1PreparedStatement[] {
  const { accountId, userId, now } = target;
  switch (effect.kind) {
    case "endInvitation":
      return invitationId === null ? [] : [endInvitationStatement(db, accountId, invitationId, effect.as, effect.at)];
    case "createInvitation":
      return createInvitation(db, effect, target);
    case "restartInvitation":
      return restartInvitation(db, effect, target, invitationId);
    case "setStatus":
      return [
        db
          .prepare(`UPDATE users SET status = ?3, removedAt = CASE ?3 WHEN 'removed' THEN ?4 ELSE NULL END
            WHERE accountId = ?1 AND id = ?2`)
          .bind(accountId, userId, effect.status, effect.at),
      ];
    case "setGroups":
      return setGroupsStatements(db, accountId, userId, effect.groupIds);
    case "attachLogin":
      return attachLogin(db, target);
    case "detachLogin":
      return [db.prepare("UPDATE users SET loginId = NULL WHERE accountId = ?1 AND id = ?2").bind(accountId, userId)];
    case "markAskedAgain":
      return [
        db
          .prepare("UPDATE users SET askedAgainAt = ?3 WHERE accountId = ?1 AND id = ?2")
          .bind(accountId, userId, effect.at),
      ];
    case "revokePowers":
      return revokePowers(db, target, effect.at);
    case "sendRemovalNotice":
      return [
        db
          .prepare(
            `INSERT INTO notices (accountId, id, userId, kind, email, dueAt) VALUES (?1, ?2, ?3, 'removal', ?4, ?5)`,
          )
          .bind(accountId, crypto.randomUUID(), userId, target.person.email, effect.at),
      ];
    case "erase":
      return erase(db, target);
    case "record": {
      const { type, at, details } = effect;
      const actor: Actor = effect.by === "system" ? { kind: "system" } : target.actor;
      return [
        eventStatement(db, {
          accountId,
          userId,
          invitationId,
          type,
          actor,
          at,
          recordedAt: now,
          details: details ?? null,
        }),
      ];
    }
  }
}

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

function createInvitation(
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
  ];
}

function restartInvitation(
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

function setGroupsStatements(
  db: D1Database,
  accountId: string,
  userId: string,
  groupIds: string[],
): D1PreparedStatement[] {
  const clear = db.prepare("DELETE FROM groupMembers WHERE accountId = ?1 AND userId = ?2").bind(accountId, userId);
  if (groupIds.length === 0) return [clear];
  return [
    clear,
    db
      .prepare("INSERT INTO groupMembers (accountId, userId, groupId) SELECT ?1, ?2, value FROM json_each(?3)")
      .bind(accountId, userId, JSON.stringify(groupIds)),
  ];
}

/** Names, their sort key and the search terms, which always change together. */
export function personStatements(
  db: D1Database,
  accountId: string,
  userId: string,
  person: Person,
): D1PreparedStatement[] {
  const { email, firstName, lastName } = person;
  return [
    db
      .prepare(
        "UPDATE users SET email = ?3, firstName = ?4, lastName = ?5, nameKey = ?6 WHERE accountId = ?1 AND id = ?2",
      )
      .bind(accountId, userId, email, firstName, lastName, nameSortKey(firstName, lastName)),
    db.prepare("DELETE FROM searchTerms WHERE accountId = ?1 AND userId = ?2").bind(accountId, userId),
    db
      .prepare("INSERT INTO searchTerms (accountId, term, userId) SELECT ?1, value, ?2 FROM json_each(?3)")
      .bind(accountId, userId, JSON.stringify(searchTerms({ id: userId, ...person }))),
  ];
}

function attachLogin(db: D1Database, { accountId, userId, person, loginId, now }: Target): D1PreparedStatement[] {
  if (loginId === undefined) throw new Error("Accepting needs a login");
  return [
    db
      .prepare("UPDATE users SET loginId = ?3, joinedAt = ?4, lastSignInAt = ?4 WHERE accountId = ?1 AND id = ?2")
      .bind(accountId, userId, loginId, now),
    ...personStatements(db, accountId, userId, person),
  ];
}

/** The open invitations into Administrators that this person, or a token of theirs, has sent. */
const openIntoAdministrators = `SELECT i.id, i.userId, i.accountId FROM invitations i
  JOIN users u ON u.accountId = i.accountId AND u.id = i.userId AND u.currentInvitationId = i.id
  JOIN accounts a ON a.id = i.accountId
  JOIN groupMembers m ON m.accountId = u.accountId AND m.userId = u.id AND m.groupId = a.administratorsGroupId
  WHERE i.accountId = ?1 AND i.invitedByUserId = ?2 AND i.endedAs IS NULL AND u.status = 'invited' AND u.expiresAt > ?3`;
/** The same ones after the statement that ended them. */
const justWithdrawn = `SELECT id FROM invitations WHERE accountId = ?1 AND invitedByUserId = ?2 AND endedAs = 'withdrawn' AND endedAt = ?3`;

function revokePowers(db: D1Database, { accountId, userId, actor }: Target, at: number): D1PreparedStatement[] {
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

function erase(db: D1Database, { accountId, userId, person }: Target): D1PreparedStatement[] {
  const ofUser = (sql: string) => db.prepare(`${sql} WHERE accountId = ?1 AND userId = ?2`).bind(accountId, userId);
  return [
    ofUser("UPDATE events SET details = NULL"),
    ofUser("UPDATE invitations SET message = NULL"),
    ofUser("DELETE FROM searchTerms"),
    ofUser("DELETE FROM groupMembers"),
    ofUser("DELETE FROM notices"),
    db.prepare("DELETE FROM sends WHERE accountId = ?1 AND email = ?2").bind(accountId, person.email),
    db.prepare("DELETE FROM users WHERE accountId = ?1 AND id = ?2").bind(accountId, userId),
  ];
}
