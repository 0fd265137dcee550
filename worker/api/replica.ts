import { cookieLine, cookieName, findCookie } from "../auth/session-cookie.ts";
import { hasReplicas } from "../db/replica.ts";
import type { Env } from "../env.ts";

// Copies of the database near the readers lag behind it. A bookmark names a moment of the database: whoever carries the
// one of their last write, or of what they were told of, is answered by no copy that is older.

type ReplicaEnv = Pick<Env, "DB" | "ORIGIN" | "AUTH_SECRET" | "READ_REPLICAS">;

type CarryingContext = { replica: D1DatabaseSession | null; responseHeaders: Headers; env: ReplicaEnv };

/** Programs and pages carry it back and forth; browsers carry that of their own writes as a cookie. */
export const bookmarkHeader = "x-usher-bookmark";
/** Copies are seconds behind, not minutes. */
const cookieMs = 10 * 60_000;

/** Null unless reads may go to copies, which is the operator's choice. */
export function openReplica(request: Request, env: ReplicaEnv): D1DatabaseSession | null {
  if (!hasReplicas(env)) return null;
  const carried = [request.headers.get(bookmarkHeader), findCookie(request, cookieName("bookmark", env))];
  // Later ones sort after earlier ones.
  const newest = carried.filter(isBookmark).sort().at(-1);
  return env.DB.withSession(newest ?? "first-unconstrained");
}

function isBookmark(text: string | null): text is string {
  return text !== null && /^[0-9a-f-]{1,120}$/.test(text);
}

/** For the answer, once all is read and written. */
export function carryBookmark({ replica, responseHeaders, env }: CarryingContext): void {
  const bookmark = replica?.getBookmark();
  if (!bookmark) return;
  responseHeaders.set(bookmarkHeader, bookmark);
  responseHeaders.append("set-cookie", cookieLine("bookmark", bookmark, cookieMs, env));
}
