import type { SessionList } from "../../shared/sign-in-means.ts";
import { deleteSessionById, findSessions } from "../db/logins.ts";
import { type AuthCall, answer, done, problem, readJson, signedIn } from "./auth-call.ts";
import { readDevice } from "./device.ts";
import { endEverySession, endSession, readSession } from "./session.ts";
import { clearedSessionCookie } from "./session-cookie.ts";

const maxBodyLength = 200;

/** Also for whoever is signed out already. */
export async function signOutRoute({ request, env, deps, now }: AuthCall): Promise<Response> {
  const session = await readSession(env.DB, request, env, now);
  const cookie = await endSession(env.DB, request, env);
  if (session !== null) await deps.sessionEnded(session.accountIds);
  return done(cookie);
}

/** Says so when nobody is signed in any more: the other browsers may still be, and nothing was done about them. */
export const signOutEverywhereRoute = signedIn(async ({ env, deps }, session) => {
  const cookie = await endEverySession(env.DB, session.loginId, env);
  await deps.sessionEnded(session.accountIds);
  return done(cookie);
});

/** The own sessions, the one that was made last first. Their tokens stay here. */
export const listSessionsRoute = signedIn(async ({ env, now }, session) => {
  const rows = await findSessions(env.DB, session.loginId, now);
  const list: SessionList = {
    sessions: rows.map(({ device, ...row }) => ({
      ...row,
      device: readDevice(device),
      isCurrent: row.id === session.sessionId,
    })),
  };
  return answer(list);
});

/** `{sessionId}` of an own session → 204; it is as well if that one has ended already. */
export const endSessionRoute = signedIn(async ({ request, env, deps }, session) => {
  const body = await readJson(request, maxBodyLength);
  const sessionId: unknown = body !== null && typeof body === "object" ? Reflect.get(body, "sessionId") : null;
  if (typeof sessionId !== "string") return problem(400, { field: "body", problem: "invalid" });
  await deleteSessionById(env.DB, session.loginId, sessionId);
  await deps.sessionEnded(session.accountIds);
  return sessionId === session.sessionId ? done(clearedSessionCookie(env)) : done();
});

/** A browser has one session: whoever signs in anew leaves none behind that they would not know again in the list. */
export async function endPreviousSession({ request, env, deps, now }: AuthCall): Promise<void> {
  const previous = await readSession(env.DB, request, env, now);
  if (previous === null) return;
  await endSession(env.DB, request, env);
  await deps.sessionEnded(previous.accountIds);
}
