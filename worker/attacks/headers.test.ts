import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Env } from "../env.ts";
import worker from "../index.ts";
import { stopClock } from "../test/clock.ts";
import { type Account, makeAccount, T0 } from "../test/harness.ts";
import { origin } from "../test/http.ts";

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
  stopClock(T0);
  return () => vi.useRealTimers();
});

async function ask(path: string, init: RequestInit = {}, changed: Partial<Env> = {}): Promise<Response> {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await worker.fetch(
    new Request(origin + path, init),
    { ...env, ...changed },
    createExecutionContext(),
  );
  await response.arrayBuffer();
  return response;
}

const json = { "content-type": "application/json" };
const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { ...json, origin, ...headers },
  body: JSON.stringify(body),
});
const broken = {
  DB: new Proxy(env.DB, {
    get: () => () => {
      throw new Error("D1_ERROR: away");
    },
  }),
};

const answers: [what: string, status: number, ask: () => Promise<Response>][] = [
  ["people", 200, () => ask("/trpc/users.list", { headers: { authorization: `Bearer ${account.token}` } })],
  ["a batch", 200, () => ask("/trpc/users.list,users.counts?batch=1", { headers: { cookie: account.cookie } })],
  ["a refusal", 401, () => ask("/trpc/users.list")],
  ["an unknown procedure", 404, () => ask("/trpc/no.such")],
  ["another site", 403, () => ask("/trpc/users.list", { headers: { origin: "https://evil.example" } })],
  ["too large a body", 413, () => ask("/trpc/users.list", post({ search: "x".repeat(1_100_000) }))],
  ["sessions", 200, () => ask("/api/auth/sessions/list", post({}, { cookie: account.cookie }))],
  ["a session that ends", 204, () => ask("/api/auth/sign-out", post({}))],
  ["no address", 400, () => ask("/api/auth/sign-in/email-otp", post({ email: "a" }))],
  ["a route of signing in from elsewhere", 403, () => ask("/api/auth/sign-out", post({}, { origin: "null" }))],
  ["a route that is not offered", 404, () => ask("/api/auth/get-session", post({}))],
  ["what is listened to", 426, () => ask("/live")],
  ["what listens from elsewhere", 403, () => ask("/live", { headers: { upgrade: "websocket", origin: "null" } })],
  ["a missing file", 404, () => ask("/assets/missing.js")],
  ["a missing route of local mode", 404, () => ask("/dev/nothing")],
  ["a failure", 500, () => ask("/trpc/users.list", { headers: { cookie: account.cookie } }, broken)],
  ["a failure of signing in", 500, () => ask("/api/auth/sessions/list", post({}, { cookie: account.cookie }), broken)],
  ["a Worker that may not run", 503, () => ask("/trpc/users.list", {}, { AUTH_SECRET: "short" })],
];

describe("an answer of the Worker", () => {
  test.each(answers)(
    "with %s is kept by no cache, framed by nobody, run as nothing and read by no other site",
    async (_, status, asked) => {
      const { headers, ...response } = await asked().then((answer) => ({
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
      }));
      expect(response.status).toBe(status);
      expect(headers).toMatchObject({
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "strict-transport-security": "max-age=31536000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
      });
      expect(Object.keys(headers).filter((name) => /^access-control|^server$|powered-by/.test(name))).toEqual([]);
    },
  );
});
