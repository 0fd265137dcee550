import { nameSortKey, searchTerms } from "../../shared/sort-key.ts";
import { type ChangeSet, changeSet, ofRow } from "./change-set.ts";

/** Names and address as they stand after the change. */
export type Person = { email: string; firstName: string; lastName: string };

/** A row for somebody new. What follows in the same batch says where they stand. */
export function createUserStatements(set: ChangeSet): D1PreparedStatement[] {
  const targets = set.stepsOf("createUser").map(({ target }) => target);
  return set.over(
    targets.map((target) => [target, ...columnsOf(target.person), target.externalId ?? null]),
    // Whoever is there by now keeps the row; where a guard stands before this, it has undone the batch by then.
    (rows) => `INSERT ${set.onlyUnchanged ? "OR IGNORE " : ""}INTO users
      (accountId, id, revision, email, firstName, lastName, nameKey, terms, externalId, status)
      SELECT ?1, e.value ->> 0, 0, e.value ->> 2, e.value ->> 3, e.value ->> 4, e.value ->> 5, e.value -> 6,
        e.value ->> 7, 'invited' FROM ${rows}`,
  );
}

/** Somebody invited again keeps the id in the caller's system unless the caller names another. */
export function setPersonStatements(set: ChangeSet): D1PreparedStatement[] {
  const targets = set.stepsOf("setPerson").map(({ target }) => target);
  return set.over(
    targets.map((target) => [target, ...columnsOf(target.person), target.externalId ?? null]),
    (rows, still) => `UPDATE users SET email = e.value ->> 2, firstName = e.value ->> 3, lastName = e.value ->> 4,
      nameKey = e.value ->> 5, terms = e.value -> 6, externalId = coalesce(e.value ->> 7, users.externalId)
      FROM ${rows} WHERE users.accountId = ${ofRow} AND users.id = e.value ->> 0${still}`,
  );
}

/** Names, their sort key and the search terms, which always change together, where no command decides it. */
export function personStatements(
  db: D1Database,
  accountId: string,
  userId: string,
  person: Person,
): D1PreparedStatement[] {
  const target = { userId, revision: 0, invitationId: null, person };
  const scene = { accountId, actor: { kind: "system" }, actorUserId: null, now: 0, epoch: 0 } as const;
  return setPersonStatements(changeSet(db, scene, [{ target, effects: [{ kind: "setPerson" }] }], false));
}

function columnsOf(person: Person): [string, string, string, string, string[]] {
  const { email, firstName, lastName } = person;
  return [email, firstName, lastName, nameSortKey(firstName, lastName), searchTerms(person)];
}
