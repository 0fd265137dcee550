import { nameSortKey, searchTerms } from "../../shared/sort-key.ts";

/** Names and address as they stand after the change. */
export type Person = { email: string; firstName: string; lastName: string };

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

/** A row for somebody new. What follows in the same batch says where they stand. */
export function createUserStatements(
  db: D1Database,
  accountId: string,
  userId: string,
  { person, externalId }: { person: Person; externalId?: string | undefined },
): D1PreparedStatement[] {
  return [
    db
      .prepare(`INSERT INTO users (accountId, id, revision, email, firstName, lastName, nameKey, externalId, status)
        VALUES (?1, ?2, 0, ?2, '', '', '', ?3, 'invited')`)
      .bind(accountId, userId, externalId ?? null),
    ...personStatements(db, accountId, userId, person),
  ];
}

/** Somebody invited again keeps the id in the caller's system unless the caller names another. */
export function setPersonStatements(
  db: D1Database,
  accountId: string,
  userId: string,
  { person, externalId }: { person: Person; externalId?: string | undefined },
): D1PreparedStatement[] {
  return [
    ...personStatements(db, accountId, userId, person),
    ...(externalId === undefined
      ? []
      : [
          db
            .prepare("UPDATE users SET externalId = ?3 WHERE accountId = ?1 AND id = ?2")
            .bind(accountId, userId, externalId),
        ]),
  ];
}
