import { tokenAccountId, tokenHash } from "../auth/api-token.ts";
import { clientOf } from "../auth/client.ts";
import { deviceOf } from "../auth/device.ts";
import { readSession } from "../auth/session.ts";
import type { Credential } from "../db/asker.ts";
import type { Env } from "../env.ts";
import { invitationLifetimeMs } from "../invitation/lifetime.ts";
import { linkEpoch } from "../invitation/links.ts";
import { logError } from "../log.ts";
import { openReplica } from "./replica.ts";

/** What every procedure of one HTTP request shares. `now` is taken once. */
export type Context = {
  env: Env;
  db: D1Database;
  /** Copies of it near the reader, for what may lag; null where there are none, see replica.ts. */
  replica: D1DatabaseSession | null;
  now: number;
  lifetimeMs: number;
  epoch: number;
  requestId: string;
  method: string;
  /** The header `x-usher-account`. */
  accountHeader: string | null;
  /** What a session made by this request remembers of the browser, see device.ts. */
  device: string;
  /** Where the request comes from, see auth/client.ts. */
  client: string;
  /** Read on first use, once for all calls of a batch; a public procedure that needs none costs none. */
  credential(): Promise<Credential>;
  responseHeaders: Headers;
  /** For what is made good by the sweep if it fails: the answer has left, and nobody is told. */
  waitUntil(work: Promise<unknown>): void;
};

export function createContext(
  request: Request,
  env: Env,
  execution: { waitUntil(work: Promise<unknown>): void },
  responseHeaders: Headers,
  now: number,
): Context {
  let credential: Promise<Credential> | null = null;
  const requestId = crypto.randomUUID();
  return {
    env,
    db: env.DB,
    replica: openReplica(request, env),
    now,
    lifetimeMs: invitationLifetimeMs(env),
    epoch: linkEpoch(env),
    requestId,
    method: request.method,
    accountHeader: request.headers.get("x-usher-account"),
    device: deviceOf(request),
    client: clientOf(request),
    credential: () => {
      credential ??= readCredential(request, env, now);
      return credential;
    },
    responseHeaders,
    waitUntil: (work) =>
      execution.waitUntil(work.catch((error: unknown) => logError("not followed up", error, { requestId }))),
  };
}

async function readCredential(request: Request, env: Env, now: number): Promise<Credential> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = authorization.match(/^Bearer (\S+)$/i)?.[1] ?? "";
    const accountId = await tokenAccountId(token, env.AUTH_SECRET);
    return accountId === null ? { kind: "none" } : { kind: "token", accountId, hash: await tokenHash(token) };
  }
  const session = await readSession(env.DB, request, env, now);
  if (session === null) return { kind: "none" };
  const { loginId, email, sessionId, createdAt, accountIds } = session;
  return { kind: "session", loginId, email, sessionId, startedAt: createdAt, accountIds };
}
