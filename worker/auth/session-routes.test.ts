import { env } from "cloudflare:workers";
import { beforeEach, expect, test, vi } from "vitest";
import type { SessionList } from "../../shared/sign-in-means.ts";
import { ensureLogin } from "../db/logins.ts";
import { handleAuth } from "./mount.ts";
import { createSession, readSession } from "./session.ts";
import { sessionLifetimeMs } from "./session-cookie.ts";

const T0 = Date.UTC(2026, 2, 1, 12);
const hourMs = 60 * 60_000;
const origin = "http://localhost:8787";
const usher = { DB: env.DB, ORIGIN: origin, AUTH_SECRET: "a secret of thirty-two bytes or more" };

let told: string[];
const deps = {
  sendCode: async () => {},
  mayHaveLogin: async () => false,
  passkeyAdded: async () => {},
  sessionEnded: async (accountIds: string[]) => {
    told.push(...accountIds);
  },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: T0 });
  told = [];
});

function post(path: string, body: unknown, cookie = "", from = origin): Promise<Response> {
  const headers = { "content-type": "application/json", origin: from, cookie };
  const request = new Request(`${origin}/api/auth/sessions/${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return handleAuth(request, usher, deps);
}

async function signIn(email: string, device: string, at = T0): Promise<string> {
  const { loginId } = await ensureLogin(env.DB, email, `ACC-${email}`, T0);
  return (await createSession(env.DB, loginId, usher, at, device)).split(";")[0] ?? "";
}

async function listOf(cookie: string): Promise<SessionList["sessions"]> {
  const { sessions } = await (await post("list", {}, cookie)).json<SessionList>();
  return sessions;
}

function isSignedIn(cookie: string): Promise<boolean> {
  const request = new Request(origin, { headers: { cookie } });
  return readSession(env.DB, request, usher, Date.now()).then((session) => session !== null);
}

test("the own sessions are listed by device, with the one that asks marked, and nothing that signs in", async () => {
  const desk = await signIn("ida@example.com", "Firefox/Windows", T0 - 48 * hourMs);
  const phone = await signIn("ida@example.com", "Safari/iPhone", T0 - hourMs);
  await signIn("ida@example.com", "Edge/Windows", T0 - sessionLifetimeMs);
  await signIn("eve@example.com", "Chrome/Linux");
  const response = await post("list", {}, desk);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const body = await response.text();
  for (const cookie of [desk, phone]) {
    const token =
      decodeURIComponent(cookie)
        .replace(/^[^=]*=/, "")
        .split(".")[0] ?? "no token";
    expect(body).not.toContain(token);
  }
  expect(JSON.parse(body)).toEqual({
    sessions: [
      {
        id: expect.any(String),
        device: { browser: "Safari", system: "iPhone" },
        createdAt: T0 - hourMs,
        seenAt: T0 - hourMs,
        isCurrent: false,
      },
      {
        id: expect.any(String),
        device: { browser: "Firefox", system: "Windows" },
        createdAt: T0 - 48 * hourMs,
        seenAt: T0,
        isCurrent: true,
      },
    ],
  });
});

test("one of them is ended, its account is told, and the others stay", async () => {
  const desk = await signIn("nora@example.com", "Firefox/Windows");
  const phone = await signIn("nora@example.com", "Safari/iPhone");
  const other = (await listOf(desk)).find(({ isCurrent }) => !isCurrent);
  const response = await post("end", { sessionId: other?.id }, desk);
  expect(response.status).toBe(204);
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(told).toEqual(["ACC-nora@example.com"]);
  expect([await isSignedIn(desk), await isSignedIn(phone)]).toEqual([true, false]);
  expect((await post("end", { sessionId: other?.id }, desk)).status).toBe(204);
});

test("ending the one that asks clears its cookie", async () => {
  const desk = await signIn("olga@example.com", "Firefox/Windows");
  const [own] = await listOf(desk);
  const response = await post("end", { sessionId: own?.id }, desk);
  expect(response.headers.get("set-cookie")).toMatch(/^usher_session=; Max-Age=0; /);
  expect(await isSignedIn(desk)).toBe(false);
});

test("nobody ends another's, or any from another site or without a session", async () => {
  const ida = await signIn("ida2@example.com", "Firefox/Windows");
  const eve = await signIn("eve2@example.com", "Firefox/Windows");
  const [{ id: sessionId } = { id: "" }] = await listOf(ida);
  expect((await post("end", { sessionId }, eve)).status).toBe(204);
  for (const [cookie, from] of [
    ["", origin],
    [ida, "https://evil.example"],
  ]) {
    expect((await post("end", { sessionId }, cookie, from)).status).toBe(403);
  }
  for (const body of [{}, { sessionId: 7 }, { sessionId: "x".repeat(500) }, null, []]) {
    expect((await post("end", body, ida)).status).toBe(400);
  }
  expect(await isSignedIn(ida)).toBe(true);
  expect((await post("list", {})).status).toBe(403);
});
