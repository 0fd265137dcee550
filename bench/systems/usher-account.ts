import { cookieName, sessionCookie } from "../../worker/auth/session-cookie.ts";
import { codeFor } from "../../worker/invitation/links.ts";
import type { Seeded } from "../../worker/local/seed.ts";
import { connect } from "../connection.ts";
import type { Database } from "../runtime.ts";
import { forEachRow } from "../seed-rows.ts";

/** What a deployment sets; the cap of a day would refuse the load. */
export const env = {
  ORIGIN: "http://localhost:8787",
  LINK_KEYS: "bench-only-link-key-of-thirty-two-bytes-or-more",
  LINK_EPOCH: "1",
  AUTH_SECRET: "bench-only-auth-secret-of-thirty-two-bytes-or-more",
  MAIL_FROM: "Usher <usher@example.com>",
  INVITATIONS_PER_DAY: "",
};
const dayMs = 24 * 3600 * 1000;

export async function seedAccount(port: number, users: number): Promise<Seeded> {
  const connection = await connect(port);
  const { status, text } = await connection.call({
    path: "/dev/seed",
    headers: { origin: env.ORIGIN },
    body: { users },
  });
  connection.close();
  if (status !== 200) throw new Error(`/dev/seed answered ${status} ${text}`);
  return JSON.parse(text);
}

/** A group that means nothing. */
export async function ordinaryGroup(db: Database, accountId: string): Promise<string> {
  const select = "SELECT id FROM groups WHERE accountId = ?1 AND isAdministrators = 0";
  const id = await db.prepare(select).bind(accountId).first<string>("id");
  if (id === null) throw new Error("The account has only administrators.");
  return id;
}

/** The cookie of a session put in by hand, as for all others here: signing in is not what is measured. */
export async function cookieOfAdministrator(db: Database, email: string): Promise<string> {
  const token = crypto.randomUUID();
  await db
    .prepare(
      `INSERT INTO sessions (id, token, loginId, createdAt, updatedAt, expiresAt)
        SELECT ?1, ?1, id, ?2, ?2, ?3 FROM logins WHERE email = ?4`,
    )
    .bind(token, Date.now(), Date.now() + dayMs, email)
    .run();
  return cookieOf(token);
}

/** Logins of the people who will be invited, and the cookies of their sessions. */
export async function seedSessions(
  db: Database,
  people: number,
  addressOf: (index: number) => string,
): Promise<string[]> {
  const now = Date.now();
  const [before, after] = addressOf(0).split("0");
  await forEachRow(
    db,
    people,
    `INSERT INTO logins (id, email, emailVerified, name, createdAt, updatedAt)
      SELECT 'login-' || i, '${before}' || i || '${after}', 1, '', ${now}, ${now} FROM s`,
  );
  await forEachRow(
    db,
    people,
    `INSERT INTO sessions (id, token, loginId, createdAt, updatedAt, expiresAt)
      SELECT 'session-' || i, 'token-' || i, 'login-' || i, ${now}, ${now}, ${now + dayMs} FROM s`,
  );
  return Promise.all(Array.from({ length: people }, (_, index) => cookieOf(`token-${index}`)));
}

async function cookieOf(token: string): Promise<string> {
  const [pair = ""] = (await sessionCookie(token, env)).split(";");
  if (!pair.startsWith(cookieName("session", env))) throw new Error("A cookie that is none of ours");
  return pair;
}

/** The codes of the links mailed to everybody invited so far, by address. */
export async function learnCodes(db: Database, accountId: string, codes: Map<string, string>): Promise<void> {
  type Row = { email: string; id: string; keyId: number };
  const { results } = await db
    .prepare(
      `SELECT u.email, i.id, i.keyId FROM users u
        JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId WHERE u.accountId = ?1`,
    )
    .bind(accountId)
    .all<Row>();
  for (const { email, ...invitation } of results) {
    const code = await codeFor(env, invitation, "mail");
    if (code !== null) codes.set(email, code);
  }
}
