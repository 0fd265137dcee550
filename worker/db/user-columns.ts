import { type ChangeSet, changeSet, offerOf, ofRow } from "./change-set.ts";
import { type Person, personColumns } from "./people.ts";
import type { users } from "./schema.ts";
import { type Change, isNew } from "./target.ts";

/** Columns of a user's row and what they become. */
type Columns = { [Name in keyof typeof users.$inferInsert]?: string | number | null };

/**
 * A user's row is written once, however many effects change it: each statement that names a column rewrites all indexes
 * with that column. `revisions` says whether the row's revision goes along, or is used up later by a statement of its
 * own, because others still have to tell by it who was left out.
 */
export type Revisions = "along" | "later";

/** Rows for those who are new, as they stand once everything has been done. */
export function insertUsersStatements(set: ChangeSet, revisions: Revisions): D1PreparedStatement[] {
  return overColumns(
    set,
    set.changes.filter(({ target }) => isNew(target)),
    // Whoever is there by now keeps the row; where a guard stands before this, it has undone the batch by then.
    (
      names,
      rows,
    ) => `INSERT ${set.onlyUnchanged ? "OR IGNORE " : ""}INTO users (accountId, id, revision, ${names.join()})
      SELECT ?1, e.value ->> 0, ${revisions === "along" ? 1 : 0}, ${names.map(cell).join()} FROM ${rows}`,
  );
}

export function updateUsersStatements(set: ChangeSet, revisions: Revisions): D1PreparedStatement[] {
  const used = revisions === "along" ? ["revision = users.revision + 1"] : [];
  return overColumns(
    set,
    set.changes.filter((change) => !isNew(change.target) && usesRevision(change)),
    (names, rows, still) => {
      const assignments = [...names.map((name, at) => `${name} = ${cell(name, at)}`), ...used];
      return assignments.length === 0
        ? null
        : `UPDATE users SET ${assignments.join()} FROM ${rows}
          WHERE users.accountId = ${ofRow} AND users.id = e.value ->> 0${still}`;
    },
  );
}

/** One revision of each user is used up, whatever changed; none where nothing did but that something was done. */
export function revisionStatements({ changes, over }: ChangeSet): D1PreparedStatement[] {
  return over(
    changes.filter((change) => usesRevision(change)).map(({ target }) => [target]),
    (rows, still) => `UPDATE users SET revision = users.revision + 1 FROM ${rows}
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

/** One statement for all changes of the same columns. */
function overColumns(
  { over, scene }: ChangeSet,
  changes: Change[],
  sql: (names: string[], rows: string, still: string) => string | null,
): D1PreparedStatement[] {
  const changed = changes.map((change) => ({ target: change.target, columns: columnsAfter(change, scene.now) }));
  const alike = Map.groupBy(changed, ({ columns }) => Object.keys(columns).join());
  return [...alike.values()].flatMap((group) => {
    const names = Object.keys(group[0]?.columns ?? {});
    if (sql(names, "", "") === null) return [];
    return over(
      group.map(({ target, columns }) => [target, ...Object.values(columns)]),
      (rows, still) => sql(names, rows, still) ?? "",
    );
  });
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

function cell(_name: string, at: number): string {
  return `e.value ->> ${at + 2}`;
}
