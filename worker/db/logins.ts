import { and, eq, lte, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { directory, loginAccounts, logins, sessions, verifications } from "./logins-schema.ts";

/** The tables under the names the auth library has for its models. */
export const authModels = { user: logins, session: sessions, verification: verifications, account: loginAccounts };

export type Login = { loginId: string; email: string };

export type SessionRow = Login & {
  sessionId: string;
  /** Accounts this login has entered; a hint, see `directory`. */
  accountIds: string[];
  createdAt: number;
  expiresAt: number;
};

export function openLogins(db: D1Database) {
  return drizzle(db);
}

// On the path of every signed-in request, so without the query builder.
const sessionByToken = `
  SELECT sessions.id AS sessionId, sessions.login_id AS loginId, logins.email,
    sessions.created_at AS createdAt, sessions.expires_at AS expiresAt,
    (SELECT json_group_array(account_id) FROM directory WHERE directory.login_id = sessions.login_id) AS accountIds
  FROM sessions JOIN logins ON logins.id = sessions.login_id
  WHERE sessions.token = ?1 AND sessions.expires_at > ?2`;

export async function findSession(db: D1Database, token: string, now: number): Promise<SessionRow | null> {
  type Row = Omit<SessionRow, "accountIds"> & { accountIds: string };
  const row = await db.prepare(sessionByToken).bind(token, now).first<Row>();
  return row && { ...row, accountIds: JSON.parse(row.accountIds) };
}

export async function insertSession(
  db: D1Database,
  session: { token: string; loginId: string; createdAt: number; expiresAt: number },
): Promise<void> {
  const createdAt = new Date(session.createdAt);
  await openLogins(db)
    .insert(sessions)
    .values({
      ...session,
      id: crypto.randomUUID(),
      createdAt,
      updatedAt: createdAt,
      expiresAt: new Date(session.expiresAt),
    });
}

export async function deleteSession(db: D1Database, token: string): Promise<void> {
  await openLogins(db).delete(sessions).where(eq(sessions.token, token));
}

/** Signs a login out everywhere. */
export async function deleteSessionsOf(db: D1Database, loginId: string): Promise<void> {
  await openLogins(db).delete(sessions).where(eq(sessions.loginId, loginId));
}

/** `email` is a normalised address. */
export async function findLogin(db: D1Database, email: string): Promise<Login | null> {
  const row = await openLogins(db)
    .select({ loginId: logins.id, email: logins.email })
    .from(logins)
    .where(eq(logins.email, email))
    .get();
  return row ?? null;
}

/**
 * The login of a normalised address that a mailed link has just proven, entered into an account's directory. Safe to
 * repeat. Whether it was there before matters: an older login is not signed in by a link alone.
 */
export async function ensureLogin(
  db: D1Database,
  email: string,
  accountId: string,
  now: number,
): Promise<{ loginId: string; created: boolean }> {
  const tables = openLogins(db);
  const newId = crypto.randomUUID();
  const at = new Date(now);
  const [, , found] = await tables.batch([
    tables
      .insert(logins)
      .values({ id: newId, email, emailVerified: true, name: "", createdAt: at, updatedAt: at })
      .onConflictDoNothing(),
    tables
      .insert(directory)
      .select(
        tables
          .select({ loginId: logins.id, accountId: sql<string>`${accountId}`.as("account_id") })
          .from(logins)
          .where(eq(logins.email, email)),
      )
      .onConflictDoNothing(),
    tables.select({ id: logins.id }).from(logins).where(eq(logins.email, email)),
  ]);
  const loginId = found[0]?.id;
  if (loginId === undefined) throw new Error("the login just ensured is not there");
  return { loginId, created: loginId === newId };
}

export async function rememberAccount(db: D1Database, loginId: string, accountId: string): Promise<void> {
  await openLogins(db).insert(directory).values({ loginId, accountId }).onConflictDoNothing();
}

export async function forgetAccount(db: D1Database, loginId: string, accountId: string): Promise<void> {
  await openLogins(db)
    .delete(directory)
    .where(and(eq(directory.loginId, loginId), eq(directory.accountId, accountId)));
}

/** Its sessions, directory rows and everything else of it go with it (foreign keys). */
export async function deleteLogin(db: D1Database, loginId: string): Promise<void> {
  await openLogins(db).delete(logins).where(eq(logins.id, loginId));
}

/** For the sweep, which does this instead of the library: it would on every sign-in. */
export async function deleteExpiredSessionsAndCodes(db: D1Database, now: number): Promise<void> {
  const tables = openLogins(db);
  const at = new Date(now);
  await tables.batch([
    tables.delete(sessions).where(lte(sessions.expiresAt, at)),
    tables.delete(verifications).where(lte(verifications.expiresAt, at)),
  ]);
}
