import type { EventType } from "../../shared/events.ts";
import { type ChangeSet, changeSet } from "./change-set.ts";
import { tellInviterStatements } from "./news.ts";
import {
  countSendsStatements,
  createInvitationStatements,
  endInvitationStatements,
  restartInvitationStatements,
} from "./offers.ts";
import { revokePowersStatements } from "./revoke-powers.ts";
import { renameSendsStatements } from "./sends.ts";
import { type Change, isNew, type Scene } from "./target.ts";
import { insertUsersStatements, revisionStatements, updateUsersStatements } from "./user-columns.ts";

/**
 * The statements that make decisions true, of one user or of hundreds: one for each kind of effect that there is, in an
 * order that holds for all commands.
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
  const { beforeRevisions, onlyUnchanged = false, administratorsChange } = options;
  const set = changeSet(db, scene, changes, onlyUnchanged);
  const revisions = beforeRevisions ? "later" : "along";
  return [
    ...insertUsersStatements(set, revisions),
    ...renameSendsStatements(set),
    ...endInvitationStatements(set),
    ...tellInviterStatements(set),
    ...createInvitationStatements(set),
    ...restartInvitationStatements(set),
    ...countSendsStatements(set),
    ...updateUsersStatements(set, revisions),
    ...setGroupsStatements(set),
    ...removalNoticeStatements(set),
    // After groups and statuses: whoever has just been taken out is not withdrawn once more.
    ...revokePowersStatements(set),
    ...recordStatements(set),
    ...eraseStatements(set),
    ...(beforeRevisions ? [...beforeRevisions, ...revisionStatements(set)] : []),
    ...(administratorsChange ? [accessChangedStatement(db, scene.accountId)] : []),
  ];
}

export function accessChangedStatement(db: D1Database, accountId: string): D1PreparedStatement {
  return db.prepare("UPDATE accounts SET accessRevision = accessRevision + 1 WHERE id = ?1").bind(accountId);
}

function setGroupsStatements({ stepsOf, over }: ChangeSet): D1PreparedStatement[] {
  const steps = stepsOf("setGroups");
  return [
    ...over(
      steps.filter(({ target }) => !isNew(target)).map(({ target }) => [target]),
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
