import type { TokenRow } from "../../shared/outputs.ts";
import { rowsOf } from "./rows.ts";

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
  expiresAt?: number | null;
};

export function insertTokenStatement(db: D1Database, token: NewApiToken): D1PreparedStatement {
  const { accountId, id, name, hash, ending, scope, createdAt, createdByUserId, expiresAt = null } = token;
  return db
    .prepare(`INSERT INTO tokens (accountId, id, name, hash, ending, scope, createdAt, createdByUserId, expiresAt)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`)
    .bind(accountId, id, name, hash, ending, scope, createdAt, createdByUserId, expiresAt);
}

type StoredToken = Omit<TokenRow, "createdBy" | "isDisabled"> & {
  disabledAt: number | null;
  createdByUserId: string;
  makerName: string | null;
};

/** Newest first; with an id that one only. */
export function tokensStatement(db: D1Database, accountId: string, tokenId?: string): D1PreparedStatement {
  return db
    .prepare(`SELECT t.id, t.name, t.scope, t.createdAt, t.expiresAt, t.lastUsedAt, t.disabledAt, t.ending, t.createdByUserId,
      (SELECT trim(u.firstName || ' ' || u.lastName) FROM users u WHERE u.accountId = t.accountId AND u.id = t.createdByUserId) AS makerName
      FROM tokens t WHERE t.accountId = ?1 AND (?2 IS NULL OR t.id = ?2) ORDER BY t.createdAt DESC, t.id`)
    .bind(accountId, tokenId ?? null);
}

export function tokensOf(result: D1Result | undefined): TokenRow[] {
  return rowsOf<StoredToken>(result).map(({ disabledAt, createdByUserId, makerName, ...token }) => ({
    ...token,
    isDisabled: disabledAt !== null,
    createdBy: makerName === null ? null : { id: createdByUserId, name: makerName },
  }));
}

export function setTokenDisabledStatement(
  db: D1Database,
  accountId: string,
  tokenId: string,
  disabledAt: number | null,
): D1PreparedStatement {
  return db
    .prepare("UPDATE tokens SET disabledAt = ?3 WHERE accountId = ?1 AND id = ?2")
    .bind(accountId, tokenId, disabledAt);
}

export function removeTokenStatement(db: D1Database, accountId: string, tokenId: string): D1PreparedStatement {
  return db.prepare("DELETE FROM tokens WHERE accountId = ?1 AND id = ?2").bind(accountId, tokenId);
}

export function noteTokenUsedStatement(
  db: D1Database,
  accountId: string,
  tokenId: string,
  at: number,
): D1PreparedStatement {
  return db.prepare("UPDATE tokens SET lastUsedAt = ?3 WHERE accountId = ?1 AND id = ?2").bind(accountId, tokenId, at);
}
