import { env } from "cloudflare:workers";
import { createContext } from "../api/context.ts";
import { createCaller } from "../api/router.ts";
import { logUnforeseen } from "../api/trpc.ts";
import { newToken, tokenHash } from "../auth/api-token.ts";
import { createSession } from "../auth/session.ts";
import { newAccountStatements } from "../db/accounts.ts";
import { ensureLogin } from "../db/logins.ts";
import { newId } from "../db/new-id.ts";
import type { Env } from "../env.ts";

/** The instant at which tests begin. Far ahead, so that no alarm of a real object fires by itself under a test. */
export const T0 = Date.UTC(2100, 0, 4, 9, 0, 0);

export type Account = {
  accountId: string;
  administratorsGroupId: string;
  usersGroupId: string;
  founderId: string;
  founderEmail: string;
  /** A request's cookie header for the founder's session. */
  cookie: string;
  /** A write token that the founder made. */
  token: string;
};

let accounts = 0;

/** An account with one administrator, signed in, and a write token. */
export async function makeAccount(now = T0): Promise<Account> {
  const founderEmail = `founder-${++accounts}@example.com`;
  const [accountId, administratorsGroupId, usersGroupId, founderId] = [
    newId("account"),
    newId("group"),
    newId("group"),
    newId("user"),
  ];
  const { loginId } = await ensureLogin(env.DB, founderEmail, accountId, now);
  const founder = { userId: founderId, loginId, email: founderEmail, firstName: "Ada", lastName: "Founder" };
  const token = await newToken(accountId, env.AUTH_SECRET);
  await env.DB.batch([
    ...newAccountStatements(
      env.DB,
      {
        id: accountId,
        name: "Stark Industries",
        locale: "en",
        timeZone: "UTC",
        administratorsGroupId,
        usersGroupId,
        founder,
      },
      { administrators: "Administrators", users: "Users" },
      now,
    ),
    env.DB.prepare(`INSERT INTO tokens (accountId, id, name, hash, ending, scope, createdAt, createdByUserId, lastUsedAt)
      VALUES (?1, ?2, 'Test', ?3, ?4, 'write', ?5, ?6, ?7)`).bind(
      accountId,
      newId("token"),
      await tokenHash(token),
      token.slice(-4),
      now,
      founderId,
      // In use whenever a test calls, so that no call has to note it.
      Number.MAX_SAFE_INTEGER,
    ),
  ]);
  const cookie = await signIn(loginId, now);
  return { accountId, administratorsGroupId, usersGroupId, founderId, founderEmail, cookie, token };
}

export async function signIn(loginId: string, now: number): Promise<string> {
  return (await createSession(env.DB, loginId, env, now)).split(";")[0] ?? "";
}

export type CallerOptions = { now?: number; cookie?: string; token?: string; accountId?: string; env?: Partial<Env> };

/** The router, called as a request of that time and credential would call it. */
export function callerOf(options: CallerOptions) {
  return requestOf(options).api;
}

/** The same with what a request leaves behind: the cookies it set, and the work it handed to `waitUntil`. */
export function requestOf({ now = T0, cookie, token, accountId, env: changed }: CallerOptions) {
  const headers = new Headers();
  if (cookie) headers.set("cookie", cookie);
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (accountId) headers.set("x-usher-account", accountId);
  const responseHeaders = new Headers();
  const pending: Promise<unknown>[] = [];
  const execution = { waitUntil: (work: Promise<unknown>) => void pending.push(work) };
  const request = new Request("http://localhost:8787/trpc", { method: "POST", headers });
  // Limits by the real clock are for the tests that ask for them.
  const { CALLS: _, FORGERIES: __, ...unlimited } = env;
  const context = createContext(request, { ...unlimited, ...changed }, execution, responseHeaders, now);
  return {
    api: createCaller(context, { onError: logUnforeseen }),
    responseHeaders,
    settled: () => Promise.all(pending),
  };
}
