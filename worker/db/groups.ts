import type { GroupRow } from "../../shared/outputs.ts";
import { fold } from "../../shared/sort-key.ts";
import { firstOf, rowsOf } from "./rows.ts";

type StoredGroup = { id: string; name: string; isAdministrators: number; userCount: number };

const columns = "id, name, isAdministrators, userCount";

export function groupsStatement(db: D1Database, accountId: string): D1PreparedStatement {
  return db
    .prepare(`SELECT ${columns} FROM groups WHERE accountId = ?1 ORDER BY isAdministrators DESC, nameKey`)
    .bind(accountId);
}

export function groupStatement(db: D1Database, accountId: string, groupId: string): D1PreparedStatement {
  return db.prepare(`SELECT ${columns} FROM groups WHERE accountId = ?1 AND id = ?2`).bind(accountId, groupId);
}

export function groupsOfResult(result: D1Result | undefined): GroupRow[] {
  return rowsOf<StoredGroup>(result).map(toGroupRow);
}

export function groupOf(result: D1Result | undefined): GroupRow | null {
  const stored = firstOf<StoredGroup>(result);
  return stored && toGroupRow(stored);
}

function toGroupRow(stored: StoredGroup): GroupRow {
  return { ...stored, isAdministrators: stored.isAdministrators === 1 };
}

/** The groups named that this account does not have; a row means the input cannot be used. */
export function unknownGroupStatement(db: D1Database, accountId: string, groupIds: string[]): D1PreparedStatement {
  return db
    .prepare("SELECT value AS id FROM json_each(?2) WHERE value NOT IN (SELECT id FROM groups WHERE accountId = ?1)")
    .bind(accountId, JSON.stringify(groupIds));
}

/** Whether another group of the account has that name, whatever its case and accents. */
export function nameTakenStatement(
  db: D1Database,
  accountId: string,
  name: string,
  exceptId: string,
): D1PreparedStatement {
  return db
    .prepare("SELECT 1 FROM groups WHERE accountId = ?1 AND nameKey = ?2 AND id <> ?3")
    .bind(accountId, fold(name), exceptId);
}

export function insertGroupStatement(
  db: D1Database,
  accountId: string,
  group: { id: string; name: string; isAdministrators: boolean },
): D1PreparedStatement {
  return db
    .prepare("INSERT INTO groups (accountId, id, name, nameKey, isAdministrators) VALUES (?1, ?2, ?3, ?4, ?5)")
    .bind(accountId, group.id, group.name, fold(group.name), Number(group.isAdministrators));
}

export function renameGroupStatement(
  db: D1Database,
  accountId: string,
  groupId: string,
  name: string,
): D1PreparedStatement {
  return db
    .prepare("UPDATE groups SET name = ?3, nameKey = ?4 WHERE accountId = ?1 AND id = ?2")
    .bind(accountId, groupId, name, fold(name));
}

/** Users, pending ones included, whom removing the group would leave without any. */
const wouldBeLeftWithout = `SELECT count(*) AS userCount FROM groupMembers m WHERE m.accountId = ?1 AND m.groupId = ?2
  AND NOT EXISTS (SELECT 1 FROM groupMembers o WHERE o.accountId = ?1 AND o.userId = m.userId AND o.groupId <> ?2)`;

export function onlyGroupStatement(db: D1Database, accountId: string, groupId: string): D1PreparedStatement {
  return db.prepare(wouldBeLeftWithout).bind(accountId, groupId);
}

/**
 * Takes a group away from everybody in it. Somebody may have been put into it, and into no other, since it was
 * decided: the last statement then breaks the key that ties members to groups, and the batch is undone.
 */
export function removeGroupStatements(db: D1Database, accountId: string, groupId: string): D1PreparedStatement[] {
  const inGroup = "SELECT userId FROM groupMembers WHERE accountId = ?1 AND groupId = ?2";
  return [
    db
      .prepare(`UPDATE users SET revision = revision + 1 WHERE accountId = ?1 AND id IN (${inGroup})`)
      .bind(accountId, groupId),
    db
      .prepare(`DELETE FROM groupMembers WHERE accountId = ?1 AND groupId = ?2 AND EXISTS (SELECT 1 FROM groupMembers o
        WHERE o.accountId = ?1 AND o.userId = groupMembers.userId AND o.groupId <> ?2)`)
      .bind(accountId, groupId),
    db.prepare("DELETE FROM groups WHERE accountId = ?1 AND id = ?2").bind(accountId, groupId),
  ];
}
