import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  type NewSession,
  noteSessionSeen,
  type SessionRow,
} from "../db/logins.ts";
import {
  type CookieEnv,
  clearedSessionCookie,
  readSessionToken,
  sessionCookie,
  sessionLifetimeMs,
} from "./session-cookie.ts";

/** When a session was last used is known to the hour, so that noting it costs next to nothing. */
const seenEveryMs = 60 * 60_000;

/** Who is signed in: one D1 call, none for a cookie that is not genuine; once an hour a second one. */
export async function readSession(
  db: D1Database,
  request: Request,
  env: CookieEnv,
  now: number,
): Promise<SessionRow | null> {
  const token = await readSessionToken(request, env);
  const session = token === null ? null : await findSession(db, token, now);
  if (session !== null && now - session.seenAt >= seenEveryMs) await noteSessionSeen(db, session.sessionId, now);
  return session;
}

/** Signs a login in on a device (see device.ts); answers the `Set-Cookie` to send. */
export async function createSession(
  db: D1Database,
  loginId: string,
  env: CookieEnv,
  now: number,
  device = "",
): Promise<string> {
  const session = newSession(now, device);
  await insertSession(db, loginId, session);
  return sessionCookie(session.token, env);
}

/** What is to be stored of a session; `sessionCookie` makes a cookie of its token. */
export function newSession(now: number, device: string): NewSession {
  return { token: randomToken(), createdAt: now, expiresAt: now + sessionLifetimeMs, device };
}

/** Signs this browser out for good; answers the `Set-Cookie` to send. */
export async function endSession(db: D1Database, request: Request, env: CookieEnv): Promise<string> {
  const token = await readSessionToken(request, env);
  if (token !== null) await deleteSession(db, token);
  return clearedSessionCookie(env);
}

/** Signs a login out of every browser; answers the `Set-Cookie` to send to this one. */
export async function endEverySession(db: D1Database, loginId: string, env: CookieEnv): Promise<string> {
  await deleteSessionsOf(db, loginId);
  return clearedSessionCookie(env);
}

function randomToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
