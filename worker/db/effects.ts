import type { EventType } from "../../shared/events.ts";
import { type ChangeSet, changeSet, ofRow } from "./change-set.ts";
import { tellInviterStatements } from "./news.ts";
import {
  countSendsStatements,
  createInvitationStatements,
  endInvitationStatements,
  restartInvitationStatements,
} from "./offers.ts";
import { createUserStatements, setPersonStatements } from "./people.ts";
import { revokePowersStatements } from "./revoke-powers.ts";
import { renameSendsStatements } from "./sends.ts";
import type { Change, Scene } from "./target.ts";

/**
 * The statements that make decisions true, of one user or of hundreds: one for each kind of effect that there is, in an
 * order that holds for all commands. One revision of each user is used up, whatever changed.
 */
export function statementsFor(
  db: D1Database,
  scene: Scene,
  changes: Change[],
  options: {
    administratorsChange: boolean;
    /** Leaves out whoever has changed since; the guard then stands on nobody's revision. */
    onlyUnchanged?: boolean;
    /** Run while the revisions still tell who was left out. */
    beforeRevisions?: D1PreparedStatement[];
  },
): D1PreparedStatement[] {
  const set = changeSet(db, scene, changes, options.onlyUnchanged ?? false);
  return [
    ...createUserStatements(set),
    ...setPersonStatements(set),
    ...renameSendsStatements(set),
    ...endInvitationStatements(set),
    ...tellInviterStatements(set),
    ...createInvitationStatements(set),
    ...restartInvitationStatements(set),
    ...countSendsStatements(set),
    ...setStatusStatements(set),
    ...setGroupsStatements(set),
    ...loginStatements(set),
    ...markAskedAgainStatements(set),
    ...removalNoticeStatements(set),
    // After groups and statuses: whoever has just been taken out is not withdrawn once more.
    ...revokePowersStatements(set),
    ...recordStatements(set),
    ...eraseStatements(set),
    ...(options.beforeRevisions ?? []),
    ...revisionStatements(set),
    ...(options.administratorsChange ? [accessChangedStatement(db, scene.accountId)] : []),
  ];
}

export function accessChangedStatement(db: D1Database, accountId: string): D1PreparedStatement {
  return db.prepare("UPDATE accounts SET accessRevision = accessRevision + 1 WHERE id = ?1").bind(accountId);
}

/** Of several statuses that one command passes through the last one stays. */
function setStatusStatements({ stepsOf, over }: ChangeSet): D1PreparedStatement[] {
  const last = new Map(stepsOf("setStatus").map((step) => [step.target.userId, step]));
  return over(
    [...last.values()].map(({ target, effect }) => [target, effect.status, effect.at]),
    (
      rows,
      still,
    ) => `UPDATE users SET status = e.value ->> 2, removedAt = CASE e.value ->> 2 WHEN 'removed' THEN e.value ->> 3 END
      FROM ${rows} WHERE users.accountId = ${ofRow} AND users.id = e.value ->> 0${still}`,
  );
}

function setGroupsStatements({ stepsOf, over }: ChangeSet): D1PreparedStatement[] {
  const steps = stepsOf("setGroups");
  return [
    ...over(
      steps.map(({ target }) => [target]),
      (rows, still) => `DELETE FROM groupMembers WHERE accountId = ?1
        AND userId IN (SELECT e.value ->> 0 FROM ${rows} WHERE true${still})`,
    ),
    ...over(
      steps.flatMap(({ target, effect: { groupIds } }) => (groupIds.length > 0 ? [[target, groupIds]] : [])),
      (rows, still) => `INSERT INTO groupMembers (accountId, userId, groupId)
        SELECT ?1, e.value ->> 0, g.value FROM ${rows}, json_each(e.value -> 2) g WHERE true${still}`,
    ),
  ];
}

function loginStatements({ stepsOf, over, scene }: ChangeSet): D1PreparedStatement[] {
  return [
    ...over(
      stepsOf("attachLogin").map(({ target }) => {
        if (target.loginId === undefined) throw new Error("Accepting needs a login");
        return [target, target.loginId];
      }),
      (rows, still) => `UPDATE users SET loginId = e.value ->> 2, joinedAt = ?3, lastSignInAt = ?3
        FROM ${rows} WHERE users.accountId = ${ofRow} AND users.id = e.value ->> 0${still}`,
      scene.now,
    ),
    ...over(
      stepsOf("detachLogin").map(({ target }) => [target]),
      (rows, still) => `UPDATE users SET loginId = NULL FROM ${rows}
        WHERE users.accountId = ${ofRow} AND users.id = e.value ->> 0${still}`,
    ),
  ];
}

function markAskedAgainStatements({ stepsOf, over }: ChangeSet): D1PreparedStatement[] {
  return over(
    stepsOf("markAskedAgain").map(({ target, effect }) => [target, effect.at]),
    (rows, still) => `UPDATE users SET askedAgainAt = e.value ->> 2 FROM ${rows}
      WHERE users.accountId = ${ofRow} AND users.id = e.value ->> 0${still}`,
  );
}

function removalNoticeStatements({ stepsOf, over, scene }: ChangeSet): D1PreparedStatement[] {
  return over(
    stepsOf("sendRemovalNotice").map(({ target, effect }) => [
      target,
      crypto.randomUUID(),
      target.person.email,
      effect.at,
    ]),
    (rows, still) => `INSERT INTO notices (accountId, id, userId, kind, email, dueAt, epoch)
      SELECT ?1, e.value ->> 2, e.value ->> 0, 'removal', e.value ->> 3, e.value ->> 4, ?3 FROM ${rows} WHERE true${still}`,
    scene.epoch,
  );
}

/** In the order in which things happened, of each user and of all. */
function recordStatements({ stepsOf, over, scene: { actor, now } }: ChangeSet): D1PreparedStatement[] {
  return over(
    stepsOf("record").map(({ target, effect, invitationId }) => {
      const { type, at, details } = effect;
      const by = effect.by === "system" ? ({ kind: "system" } as const) : actor;
      const actorId = "id" in by ? by.id : null;
      return [target, invitationId, type satisfies EventType, by.kind, actorId, at, details ?? null];
    }),
    (
      rows,
      still,
    ) => `INSERT INTO events (accountId, userId, invitationId, type, actorKind, actorId, at, recordedAt, details)
      SELECT ?1, e.value ->> 0, e.value ->> 2, e.value ->> 3, e.value ->> 4, e.value ->> 5, e.value ->> 6, ?3,
        nullif(e.value -> 7, 'null') FROM ${rows} WHERE true${still} ORDER BY e.key`,
    now,
  );
}

function eraseStatements({ stepsOf, over }: ChangeSet): D1PreparedStatement[] {
  const rows = stepsOf("erase").map(({ target }): [typeof target] => [target]);
  const ofUsers = (sql: string, column = "userId") =>
    over(
      rows,
      (list, still) =>
        `${sql} WHERE accountId = ?1 AND ${column} IN (SELECT e.value ->> 0 FROM ${list} WHERE true${still})`,
    );
  return [
    ...ofUsers("UPDATE events SET details = NULL"),
    ...ofUsers("UPDATE invitations SET message = NULL"),
    ...ofUsers("DELETE FROM groupMembers"),
    ...ofUsers("DELETE FROM notices"),
    ...ofUsers("DELETE FROM users", "id"),
  ];
}

function revisionStatements({ changes, over }: ChangeSet): D1PreparedStatement[] {
  const changed = changes.filter(({ effects }) => effects.some(({ kind }) => kind !== "record" && kind !== "erase"));
  return over(
    changed.map(({ target }) => [target]),
    (rows, still) => `UPDATE users SET revision = users.revision + 1 FROM ${rows}
      WHERE users.accountId = ${ofRow} AND users.id = e.value ->> 0${still}`,
  );
}
