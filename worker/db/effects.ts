import type { Actor, Effect } from "../../shared/command.ts";
import { eventStatement } from "./events.ts";
import {
  createInvitationStatements,
  endInvitationStatement,
  overtakenMailEvents,
  restartInvitationStatements,
} from "./offers.ts";
import { createUserStatements, setPersonStatements } from "./people.ts";
import { revokePowersStatements } from "./revoke-powers.ts";
import { renameSendsStatement } from "./sends.ts";
import type { Target } from "./target.ts";

/** The statements that make a decision true, in the order of its effects. One revision is used up, whatever changed. */
export function statementsFor(
  db: D1Database,
  effects: Effect[],
  target: Target,
  options: { administratorsChange: boolean },
): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = (target.sendsRenamed ?? []).map(({ from, to }) =>
    renameSendsStatement(db, target.accountId, from, to),
  );
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
    case "createUser":
      return createUserStatements(db, accountId, userId, target);
    case "setPerson":
      return setPersonStatements(db, accountId, userId, target);
    case "endInvitation":
      return invitationId === null ? [] : endInvitation(db, effect, target, invitationId);
    case "createInvitation":
      return createInvitationStatements(db, effect, target);
    case "restartInvitation":
      return restartInvitationStatements(db, effect, target, invitationId);
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
      return revokePowersStatements(db, target, effect.at);
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

function endInvitation(
  db: D1Database,
  { as, at }: Extract<Effect, { kind: "endInvitation" }>,
  { accountId, now }: Target,
  invitationId: string,
): D1PreparedStatement[] {
  const end = endInvitationStatement(db, accountId, invitationId, as, at);
  if (as !== "expired") return [end];
  return [
    db.prepare(overtakenMailEvents("i.accountId = ?1 AND i.id = ?2", "?3")).bind(accountId, invitationId, now),
    end,
  ];
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

function attachLogin(db: D1Database, { accountId, userId, loginId, now }: Target): D1PreparedStatement[] {
  if (loginId === undefined) throw new Error("Accepting needs a login");
  return [
    db
      .prepare("UPDATE users SET loginId = ?3, joinedAt = ?4, lastSignInAt = ?4 WHERE accountId = ?1 AND id = ?2")
      .bind(accountId, userId, loginId, now),
  ];
}

function erase(db: D1Database, { accountId, userId, person, addressDigest }: Target): D1PreparedStatement[] {
  if (addressDigest === undefined) throw new Error("Deleting needs the digest of the address");
  const ofUser = (sql: string) => db.prepare(`${sql} WHERE accountId = ?1 AND userId = ?2`).bind(accountId, userId);
  return [
    ofUser("UPDATE events SET details = NULL"),
    ofUser("UPDATE invitations SET message = NULL"),
    ofUser("DELETE FROM searchTerms"),
    ofUser("DELETE FROM groupMembers"),
    ofUser("DELETE FROM notices"),
    renameSendsStatement(db, accountId, person.email, addressDigest),
    db.prepare("DELETE FROM users WHERE accountId = ?1 AND id = ?2").bind(accountId, userId),
  ];
}
