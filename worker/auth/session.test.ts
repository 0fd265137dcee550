import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { deleteExpiredSessionsAndCodes, ensureLogin, forgetAccount, rememberAccount } from "../db/logins.ts";
import { findLogin } from "../test/find-login.ts";
import { createAuth } from "./auth.ts";
import { createSession, endSession, readSession } from "./session.ts";
import { sessionLifetimeMs } from "./session-cookie.ts";

const T0 = Date.UTC(2026, 2, 1, 12);
const { DB } = env;
const local = { DB, ORIGIN: "http://localhost:8787", AUTH_SECRET: "a secret of thirty-two bytes or more" };
const deployed = { ...local, ORIGIN: "https://usher.example" };
const nobody = {
  sendCode: async () => {},
  mayHaveLogin: async () => false,
  sessionEnded: async () => {},
  passkeyAdded: async () => {},
};

/** A D1 binding that counts calls; a batch is one. */
function counted(db: D1Database): { db: D1Database; calls: () => number } {
  let calls = 0;
  const db2 = new Proxy(db, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        calls += 1;
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { db: db2, calls: () => calls };
}

function requestWith(cookie: string): Request {
  return new Request("http://localhost:8787/trpc", { headers: { cookie } });
}

function pairOf(setCookie: string): string {
  return setCookie.split(";")[0] ?? "";
}

async function loginOf(email: string, accountId = "ACC-1"): Promise<string> {
  return (await ensureLogin(DB, email, accountId, T0)).loginId;
}

beforeAll(() => vi.useFakeTimers({ toFake: ["Date"], now: T0 }));

describe.each([
  ["over http", local, "usher_session="],
  ["over https", deployed, "__Host-usher_session="],
])("a session %s", (_, setting, prefix) => {
  test("is read back with its login and the accounts it entered", async () => {
    const loginId = await loginOf("reader@example.com", "ACC-1");
    await rememberAccount(DB, loginId, "ACC-2");
    const cookie = await createSession(DB, loginId, setting, T0);
    const { db, calls } = counted(DB);
    const session = await readSession(db, requestWith(`other=1; ${pairOf(cookie)}; usher_session_2=x`), setting, T0);
    expect(session).toEqual({
      sessionId: expect.any(String),
      loginId,
      email: "reader@example.com",
      accountIds: ["ACC-1", "ACC-2"],
      createdAt: T0,
      seenAt: T0,
      expiresAt: T0 + sessionLifetimeMs,
    });
    expect(calls()).toBe(1);
  });

  test("is kept from scripts, other sites and, over https, other hosts", async () => {
    const cookie = await createSession(DB, await loginOf("flags@example.com"), setting, T0);
    expect(cookie.startsWith(prefix)).toBe(true);
    const [, ...attributes] = cookie.split("; ");
    const secure = setting === deployed ? ["Secure"] : [];
    expect(attributes).toEqual(["Max-Age=2592000", "Path=/", "HttpOnly", ...secure, "SameSite=Lax"]);
  });

  test("made by us is accepted by the auth library", async () => {
    const loginId = await loginOf("ours@example.com");
    const cookie = pairOf(await createSession(DB, loginId, setting, T0));
    const found = await createAuth(setting, nobody).api.getSession({ headers: new Headers({ cookie }) });
    expect(found?.user).toMatchObject({ id: loginId, email: "ours@example.com", emailVerified: true });
    expect(found?.session.expiresAt).toEqual(new Date(T0 + sessionLifetimeMs));
  });
});

test("a session ends at its deadline, to the millisecond", async () => {
  const cookie = pairOf(await createSession(DB, await loginOf("deadline@example.com"), local, T0));
  expect(await readSession(DB, requestWith(cookie), local, T0 + sessionLifetimeMs - 1)).not.toBeNull();
  expect(await readSession(DB, requestWith(cookie), local, T0 + sessionLifetimeMs)).toBeNull();
});

test("when a session is used is noted, once an hour at most", async () => {
  const cookie = pairOf(await createSession(DB, await loginOf("seen@example.com"), local, T0));
  const { db, calls } = counted(DB);
  const hourMs = 60 * 60_000;
  expect(await readSession(db, requestWith(cookie), local, T0 + hourMs - 1)).toMatchObject({ seenAt: T0 });
  expect(calls()).toBe(1);
  await readSession(db, requestWith(cookie), local, T0 + hourMs);
  expect(calls()).toBe(3);
  const seen = await readSession(db, requestWith(cookie), local, T0 + 2 * hourMs - 1);
  expect(seen).toMatchObject({ seenAt: T0 + hourMs, createdAt: T0 });
  expect(calls()).toBe(4);
});

test("a cookie changed at any character is nobody's, and costs no D1 call", async () => {
  const cookie = pairOf(await createSession(DB, await loginOf("tamper@example.com"), local, T0));
  const start = cookie.indexOf("=") + 1;
  const { db, calls } = counted(DB);
  for (let at = start; at < cookie.length; at += 1) {
    for (const other of "ABQaf019.%-+/= ") {
      const changed = cookie.slice(0, at) + other + cookie.slice(at + 1);
      if (changed !== cookie) expect(await readSession(db, requestWith(changed), local, T0), changed).toBeNull();
    }
    const flipped = cookie.charCodeAt(at) ^ 1;
    const changed = cookie.slice(0, at) + String.fromCharCode(flipped) + cookie.slice(at + 1);
    expect(await readSession(db, requestWith(changed), local, T0), changed).toBeNull();
    expect(await readSession(db, requestWith(cookie.slice(0, at)), local, T0)).toBeNull();
  }
  expect(calls()).toBe(0);
  expect(await readSession(DB, requestWith(cookie), local, T0)).not.toBeNull();
});

test.each([
  "",
  "usher_session",
  "usher_session=",
  "usher_session=.",
  "usher_session=%",
  `usher_session=${"a".repeat(9999)}.b`,
])("a malformed cookie is nobody's: %.40s", async (cookie) => {
  const { db, calls } = counted(DB);
  expect(await readSession(db, requestWith(cookie), local, T0)).toBeNull();
  expect(calls()).toBe(0);
});

test("a percent-encoded signature in other letters is forged", async () => {
  const cookie = pairOf(await createSession(DB, await loginOf("letters@example.com"), local, T0));
  const lowered = cookie.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  expect(lowered).not.toBe(cookie);
  expect(await readSession(DB, requestWith(lowered), local, T0)).toBeNull();
});

test("a session signed with another secret is nobody's", async () => {
  const cookie = pairOf(await createSession(DB, await loginOf("secret@example.com"), local, T0));
  const other = { ...local, AUTH_SECRET: "another secret of thirty-two bytes" };
  expect(await readSession(DB, requestWith(cookie), other, T0)).toBeNull();
});

test("signing out ends this session and no other", async () => {
  const loginId = await loginOf("leaver@example.com");
  const [here, there] = [
    pairOf(await createSession(DB, loginId, local, T0)),
    pairOf(await createSession(DB, loginId, local, T0)),
  ];
  expect(await endSession(DB, requestWith(here), local)).toBe(
    "usher_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
  );
  expect(await readSession(DB, requestWith(here), local, T0)).toBeNull();
  expect(await readSession(DB, requestWith(there), local, T0)).not.toBeNull();
});

test("a login proven twice, or twenty times at once, is one login", async () => {
  const results = await Promise.all(Array.from({ length: 20 }, () => ensureLogin(DB, "once@example.com", "ACC-1", T0)));
  expect(new Set(results.map((result) => result.loginId)).size).toBe(1);
  expect(results.filter((result) => result.created)).toHaveLength(1);
  const again = await ensureLogin(DB, "once@example.com", "ACC-9", T0 + 1);
  expect(again).toEqual({ loginId: results[0]?.loginId, created: false });
  expect(await findLogin(DB, "once@example.com")).toEqual({ loginId: again.loginId, email: "once@example.com" });
});

test("ensuring a login is one D1 call", async () => {
  const { db, calls } = counted(DB);
  await ensureLogin(db, "cheap@example.com", "ACC-1", T0);
  // Three statements prepared, one batch sent.
  expect(calls()).toBe(4);
});

test("an account forgotten is no longer named by the session", async () => {
  const loginId = await loginOf("forget@example.com", "ACC-1");
  await rememberAccount(DB, loginId, "ACC-2");
  await rememberAccount(DB, loginId, "ACC-2");
  await forgetAccount(DB, loginId, "ACC-1");
  const cookie = pairOf(await createSession(DB, loginId, local, T0));
  expect(await readSession(DB, requestWith(cookie), local, T0)).toMatchObject({ accountIds: ["ACC-2"] });
});

test("a deleted login takes its sessions and its directory along", async () => {
  const loginId = await loginOf("gone@example.com");
  const cookie = pairOf(await createSession(DB, loginId, local, T0));
  await DB.prepare("DELETE FROM logins WHERE id = ?").bind(loginId).run();
  expect(await findLogin(DB, "gone@example.com")).toBeNull();
  expect(await readSession(DB, requestWith(cookie), local, T0)).toBeNull();
  const left =
    "SELECT (SELECT count(*) FROM sessions WHERE loginId = ?1) + (SELECT count(*) FROM directory WHERE loginId = ?1)";
  expect(await DB.prepare(`${left} AS rows`).bind(loginId).first("rows")).toBe(0);
});

test("the sweep removes sessions that are over and keeps the others", async () => {
  const loginId = await loginOf("sweep@example.com");
  await createSession(DB, loginId, local, T0 - sessionLifetimeMs);
  const cookie = pairOf(await createSession(DB, loginId, local, T0));
  await deleteExpiredSessionsAndCodes(DB, T0);
  const count = "SELECT count(*) AS rows FROM sessions WHERE loginId = ?";
  expect(await DB.prepare(count).bind(loginId).first("rows")).toBe(1);
  expect(await readSession(DB, requestWith(cookie), local, T0)).not.toBeNull();
});
