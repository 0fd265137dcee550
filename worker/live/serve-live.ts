import { idPatterns } from "../../shared/ids.ts";
import { readSession } from "../auth/session.ts";
import { askerOf, askerStatement } from "../db/asker.ts";
import { startingPointStatement } from "../db/live.ts";
import { firstOf } from "../db/rows.ts";
import type { Env } from "../env.ts";
import { type WatcherState, watcherHeader } from "./account-live.ts";

/** `GET /live?account=…&after=<seq>`: a WebSocket for an administrator's session, from a page of our own. */
export async function serveLive(request: Request, env: Env, now: number): Promise<Response> {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return refuse(426);
  // A WebSocket knows no CORS: the origin is all that tells a page of ours from somebody else's.
  if (request.headers.get("origin") !== env.ORIGIN) return refuse(403);
  const { searchParams } = new URL(request.url);
  const accountId = searchParams.get("account") ?? "";
  const after = searchParams.get("after");
  if (!idPatterns.account.test(accountId) || (after !== null && !/^\d{1,15}$/.test(after))) return refuse(400);
  const session = await readSession(env.DB, request, env, now);
  if (session === null) return refuse(401);
  const credential = { kind: "session", startedAt: session.createdAt, ...session } as const;
  const [who, start] = await env.DB.batch([
    askerStatement(env.DB, credential, accountId),
    startingPointStatement(env.DB, accountId, now),
  ]);
  const asker = askerOf(credential, who, now);
  if (!asker?.isAdministrator) return refuse(403);
  const state: WatcherState = {
    accountId,
    userId: asker.userId,
    sessionId: session.sessionId,
    sessionEndsAt: session.expiresAt,
    seq: after === null ? (firstOf<{ seq: number }>(start)?.seq ?? 0) : Number(after),
  };
  const headers = new Headers({ upgrade: "websocket", [watcherHeader]: JSON.stringify(state) });
  return env.LIVE.getByName(accountId).fetch(new Request(request.url, { headers }));
}

function refuse(status: number): Response {
  return new Response(null, { status });
}
