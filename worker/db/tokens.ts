export type NewApiToken = {
  accountId: string;
  id: string;
  name: string;
  hash: string;
  /** Its last characters, by which people recognise it. */
  ending: string;
  scope: "read" | "write";
  createdAt: number;
  createdByUserId: string;
};

export function insertTokenStatement(db: D1Database, token: NewApiToken): D1PreparedStatement {
  const { accountId, id, name, hash, ending, scope, createdAt, createdByUserId } = token;
  return db
    .prepare(`INSERT INTO tokens (accountId, id, name, hash, ending, scope, createdAt, createdByUserId)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`)
    .bind(accountId, id, name, hash, ending, scope, createdAt, createdByUserId);
}
