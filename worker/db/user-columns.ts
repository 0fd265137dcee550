import { type ChangeSet, changeSet, offerOf, ofRow } from "./change-set.ts";
import { type Person, personColumns } from "./people.ts";
import type { users } from "./schema.ts";
import { type Change, isNew, type Target } from "./target.ts";

/** Columns of a user's row and what they become. */
type Columns = { [Name in keyof typeof users.$inferInsert]?: string | number | null };
/** As a statement over many takes it. */
type Row = [target: Target, ...values: (string | number | null)[]];

/**
 * A user's row is written once, however many effects change it: each statement that names a column rewrites all indexes
 * with that column. `revisions` says whether the row's revision goes along, or is used up later by a statement of its
 * own, because others still have to tell by it who was left out.
 */
export type Revisions = "along" | "later";

/** Rows for those who are new, as they stand once everything has been done. */
export function insertUsersStatements(set: ChangeSet, revisions: Revisions): D1PreparedStatement[] {
  const newcomers = set.changes.filter(({ target }) => isNew(target));
  // Whoever is there by now keeps the row; where a guard stands before this, it has undone the batch by then.
  const insert = set.onlyUnchanged ? "INSERT OR IGNORE" : "INSERT";
  const revision = revisions === "along" ? 1 : 0;
  return byColumns(newcomers, set.scene.now).flatMap(({ names, rows }) =>
    set.over(
      rows,
      (list) => `${insert} INTO users (accountId, id, revision, ${names.join()})
        SELECT ?1, e.value ->> 0, ${revision}, ${names.map((_, at) => cell(at)).join()} FROM ${list}`,
    ),
  );
}

export function updateUsersStatements(set: ChangeSet, revisions: Revisions): D1PreparedStatement[] {
  const changed = set.changes.filter((change) => !isNew(change.target) && usesRevision(change));
  const used = revisions === "along" ? [useRevision] : [];
  return byColumns(changed, set.scene.now).flatMap(({ names, rows }) =>
    assign(set, rows, [...names.map((name, at) => `${name} = ${cell(at)}`), ...used]),
  );
}

/** One revision of each user is used up, whatever changed; none where nothing did but that something was done. */
export function revisionStatements(set: ChangeSet): D1PreparedStatement[] {
  const rows = set.changes.filter((change) => usesRevision(change)).map(({ target }): Row => [target]);
  return assign(set, rows, [useRevision]);
}

const useRevision = "revision = users.revision + 1";

function assign({ over }: ChangeSet, rows: Row[], assignments: string[]): D1PreparedStatement[] {
  if (assignments.length === 0) return [];
  return over(
    rows,
    (list, still) => `UPDATE users SET ${assignments.join()} FROM ${list}
      WHERE users.accountId = ${ofRow} AND users.id = e.value ->> 0${still}`,
  );
}

/** Somebody's names, where no command decides it. Their revision is the caller's. */
export function personStatements(
  db: D1Database,
  accountId: string,
  userId: string,
  person: Person,
): D1PreparedStatement[] {
  const target = { userId, revision: 1, invitationId: null, person };
  const scene = { accountId, actor: { kind: "system" }, actorUserId: null, now: 0, epoch: 0 } as const;
  return updateUsersStatements(changeSet(db, scene, [{ target, effects: [{ kind: "setPerson" }] }], false), "later");
}

/** Changes of the same columns together, for one statement each. */
function byColumns(changes: Change[], now: number): { names: string[]; rows: Row[] }[] {
  const changed = changes.map((change) => ({ target: change.target, columns: columnsAfter(change, now) }));
  const alike = Map.groupBy(changed, ({ columns }) => Object.keys(columns).join());
  return [...alike.values()].map((group) => ({
    names: Object.keys(group[0]?.columns ?? {}),
    rows: group.map(({ target, columns }): Row => [target, ...Object.values(columns)]),
  }));
}

/** What a decision makes of a user's row. Where effects disagree, the last one stays. */
function columnsAfter({ target, effects }: Change, now: number): Columns {
  const columns: Columns = {};
  for (const effect of effects) {
    switch (effect.kind) {
      case "createUser":
      case "setPerson":
        Object.assign(columns, personColumns(target.person));
        // Somebody invited again keeps the id in the caller's system unless the caller names another.
        if (target.externalId !== undefined) columns.externalId = target.externalId;
        break;
      case "createInvitation": {
        const { sentAt, expiresAt } = effect;
        const currentInvitationId = offerOf(target).invitationId;
        Object.assign(columns, {
          currentInvitationId,
          invitedAt: now,
          sentAt,
          expiresAt,
          askedAgainAt: null,
          joinedAt: null,
        });
        break;
      }
      case "restartInvitation":
        Object.assign(columns, { sentAt: effect.sentAt, expiresAt: effect.expiresAt });
        break;
      case "setStatus":
        Object.assign(columns, { status: effect.status, removedAt: effect.status === "removed" ? effect.at : null });
        break;
      case "attachLogin":
        if (target.loginId === undefined) throw new Error("Accepting needs a login");
        Object.assign(columns, { loginId: target.loginId, joinedAt: now, lastSignInAt: now });
        break;
      case "detachLogin":
        columns.loginId = null;
        break;
      case "markAskedAgain":
        columns.askedAgainAt = effect.at;
        break;
    }
  }
  return columns;
}

function usesRevision({ effects }: Change): boolean {
  return effects.some(({ kind }) => kind !== "record" && kind !== "erase");
}

/** Where a row of the statement has the value of that column. */
function cell(at: number): string {
  return `e.value ->> ${at + 2}`;
}
