import { firstOf } from "./rows.ts";

/** Logins as the rest of Usher uses them. The auth library has its own way to the same tables: auth-tables.ts. */

export type Login = { loginId: string; email: string };

export type SessionRow = Login & {
  sessionId: string;
  /** Accounts this login has entered; a hint, see `directory`. */
  accountIds: string[];
  createdAt: number;
  /** When it was last noted that it is used. */
  seenAt: number;
  expiresAt: number;
};

const sessionByToken = `
  SELECT s.id AS sessionId, s.loginId, l.email, s.createdAt, s.updatedAt AS seenAt, s.expiresAt,
    (SELECT json_group_array(d.accountId) FROM directory d WHERE d.loginId = s.loginId) AS accountIds
  FROM sessions s JOIN logins l ON l.id = s.loginId WHERE s.token = ?1 AND s.expiresAt > ?2`;

export async function findSession(db: D1Database, token: string, now: number): Promise<SessionRow | null> {
  type Row = Omit<SessionRow, "accountIds"> & { accountIds: string };
  const row = await db.prepare(sessionByToken).bind(token, now).first<Row>();
  return row && { ...row, accountIds: JSON.parse(row.accountIds) };
}

export type NewSession = { token: string; createdAt: number; expiresAt: number; device: string };

export async function insertSession(db: D1Database, loginId: string, session: NewSession): Promise<void> {
  await insertSessionStatement(db, loginId, session).run();
}

/** Nothing where there is no such login. */
function insertSessionStatement(
  db: D1Database,
  loginId: string,
  { token, createdAt, expiresAt, device }: NewSession,
): D1PreparedStatement {
  return db
    .prepare(`INSERT INTO sessions (id, token, loginId, createdAt, updatedAt, expiresAt, userAgent)
      SELECT ?1, ?2, id, ?4, ?4, ?5, ?6 FROM logins WHERE id = ?3`)
    .bind(crypto.randomUUID(), token, loginId, createdAt, expiresAt, device);
}

export async function noteSessionSeen(db: D1Database, sessionId: string, now: number): Promise<void> {
  await db.prepare("UPDATE sessions SET updatedAt = ?2 WHERE id = ?1").bind(sessionId, now).run();
}

export type SessionOfLogin = { id: string; device: string | null; createdAt: number; seenAt: number };

/** The newest first; more than anybody has are left out. */
export async function findSessions(db: D1Database, loginId: string, now: number): Promise<SessionOfLogin[]> {
  const { results } = await db
    .prepare(`SELECT id, userAgent AS device, createdAt, updatedAt AS seenAt FROM sessions
      WHERE loginId = ?1 AND expiresAt > ?2 ORDER BY createdAt DESC, id LIMIT 100`)
    .bind(loginId, now)
    .all<SessionOfLogin>();
  return results;
}

export async function deleteSession(db: D1Database, token: string): Promise<void> {
  await db.prepare("DELETE FROM sessions WHERE token = ?1").bind(token).run();
}

/** One of a login's own: the id of anybody else's ends nothing. */
export async function deleteSessionById(db: D1Database, loginId: string, sessionId: string): Promise<void> {
  await db.prepare("DELETE FROM sessions WHERE id = ?1 AND loginId = ?2").bind(sessionId, loginId).run();
}

/** Every browser's, the asking one's included. */
export async function deleteSessionsOf(db: D1Database, loginId: string): Promise<void> {
  await db.prepare("DELETE FROM sessions WHERE loginId = ?1").bind(loginId).run();
}

/**
 * Makes the login of a normalised address that a mailed link has just proven, entered into an account's directory and
 * with its first session. Null, and nothing is done, where there is one: that is not signed in by a link alone.
 */
export async function makeLogin(
  db: D1Database,
  email: string,
  accountId: string,
  session: NewSession,
): Promise<string | null> {
  const loginId = crypto.randomUUID();
  const [made] = await db.batch([
    insertLoginStatement(db, loginId, email, session.createdAt),
    db
      .prepare("INSERT INTO directory (loginId, accountId) SELECT id, ?2 FROM logins WHERE id = ?1")
      .bind(loginId, accountId),
    insertSessionStatement(db, loginId, session),
  ]);
  return firstOf(made) === null ? null : loginId;
}

function insertLoginStatement(db: D1Database, loginId: string, email: string, now: number): D1PreparedStatement {
  return db
    .prepare(`INSERT INTO logins (id, email, emailVerified, name, createdAt, updatedAt) VALUES (?1, ?2, 1, '', ?3, ?3)
      ON CONFLICT DO NOTHING RETURNING id`)
    .bind(loginId, email, now);
}

/** The login of a proven address, new or not, entered into an account's directory. Safe to repeat. */
export async function ensureLogin(
  db: D1Database,
  email: string,
  accountId: string,
  now: number,
): Promise<{ loginId: string; created: boolean }> {
  const newId = crypto.randomUUID();
  const [, , found] = await db.batch<{ id: string }>([
    insertLoginStatement(db, newId, email, now),
    db
      .prepare(
        "INSERT INTO directory (loginId, accountId) SELECT id, ?2 FROM logins WHERE email = ?1 ON CONFLICT DO NOTHING",
      )
      .bind(email, accountId),
    db.prepare("SELECT id FROM logins WHERE email = ?1").bind(email),
  ]);
  const loginId = found?.results[0]?.id;
  if (loginId === undefined) throw new Error("the login just ensured is not there");
  return { loginId, created: loginId === newId };
}

export async function rememberAccount(db: D1Database, loginId: string, accountId: string): Promise<void> {
  await db
    .prepare("INSERT INTO directory (loginId, accountId) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
    .bind(loginId, accountId)
    .run();
}

export function forgetAccount(db: D1Database, loginId: string, accountId: string): Promise<void> {
  return forgetAccountOfAll(db, [loginId], accountId);
}

export async function forgetAccountOfAll(db: D1Database, loginIds: string[], accountId: string): Promise<void> {
  await db
    .prepare("DELETE FROM directory WHERE loginId IN (SELECT value FROM json_each(?1)) AND accountId = ?2")
    .bind(JSON.stringify(loginIds), accountId)
    .run();
}

/** For the sweep, which does this instead of the library: it would on every sign-in. */
export async function deleteExpiredSessionsAndCodes(db: D1Database, now: number): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM sessions WHERE expiresAt <= ?1").bind(now),
    db.prepare("DELETE FROM verifications WHERE expiresAt <= ?1").bind(now),
  ]);
}

/** Which of these sessions are still there and not over. */
export async function findOpenSessions(db: D1Database, sessionIds: string[], now: number): Promise<Set<string>> {
  const { results } = await db
    .prepare("SELECT id FROM sessions WHERE id IN (SELECT value FROM json_each(?1)) AND expiresAt > ?2")
    .bind(JSON.stringify(sessionIds), now)
    .all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}
