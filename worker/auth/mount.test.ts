import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Language } from "../../shared/texts/language.ts";
import { ensureLogin } from "../db/logins.ts";
import { findLogin } from "../test/find-login.ts";
import { createAuth } from "./auth.ts";
import type { AuthDeps } from "./auth-call.ts";
import { handleAuth } from "./mount.ts";
import { readSession } from "./session.ts";

const T0 = Date.UTC(2026, 2, 1, 12);
const minuteMs = 60_000;
const origin = "http://localhost:8787";
const usher = { DB: env.DB, ORIGIN: origin, AUTH_SECRET: "a secret of thirty-two bytes or more" };

const sendPath = "/api/auth/email-otp/send-verification-otp";
const enterPath = "/api/auth/sign-in/email-otp";
const signOutPath = "/api/auth/sign-out";
const everywherePath = "/api/auth/sign-out-everywhere";
const ownPaths = [
  ...["list", "end"].map((name) => `/api/auth/sessions/${name}`),
  ...["sign-in-options", "sign-in", "add-options", "add", "list", "rename", "remove"].map(
    (name) => `/api/auth/passkeys/${name}`,
  ),
];

let mails: { address: string; code: string; language: Language }[];
let asked: string[];
let known: Set<string>;
let told: string[];
let asking = "";
const deps: AuthDeps = {
  sendCode: async (address, code, language) => {
    mails.push({ address, code, language });
  },
  sessionEnded: async (accountIds) => {
    told.push(...accountIds);
  },
  passkeyAdded: async () => {},
  mayHaveLogin: async (address) => {
    asked.push(address);
    return known.has(address);
  },
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: T0 });
  await env.DB.exec("DELETE FROM verifications");
  mails = [];
  asked = [];
  known = new Set();
  told = [];
});

/** From one browser, which brings along by what it is known to have asked for a code. */
async function post(path: string, body: unknown, { cookie = "", ...headers } = {} as Record<string, string>) {
  const request = new Request(origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", origin, cookie: [cookie, asking].join("; "), ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const response = await handleAuth(request, usher, deps);
  if (path === sendPath) asking = cookieOf(response) || asking;
  return response;
}

/** Asks for a code and answers the one mailed. */
async function codeFor(email: string): Promise<string> {
  const response = await post(sendPath, { email });
  expect(response.status).toBe(204);
  return mails.at(-1)?.code ?? "no code";
}

function wrong(code: string): string {
  return code === "000000" ? "000001" : "000000";
}

function cookieOf(response: Response): string {
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

function sessionOf(cookie: string) {
  return readSession(env.DB, new Request(origin, { headers: { cookie } }), usher, Date.now());
}

async function refusalOf(response: Response): Promise<unknown> {
  expect(response.status).toBe(403);
  expect(response.headers.get("set-cookie")).toBeNull();
  return response.json();
}

describe("signing in", () => {
  test("a person whom an account knows signs in with the code mailed to them, and out again", async () => {
    known.add("rosa@example.com");
    const code = await codeFor("  Rosa@Example.com ");
    expect(mails).toMatchObject([{ address: "rosa@example.com", code: expect.stringMatching(/^[0-9]{6}$/) }]);
    const response = await post(enterPath, { email: "ROSA@example.com", otp: ` ${code.slice(0, 3)} ${code.slice(3)}` });
    expect(response.status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(
      /^usher_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const cookie = cookieOf(response);
    expect(await sessionOf(cookie)).toMatchObject({ email: "rosa@example.com", accountIds: [], createdAt: T0 });
    const verified = "SELECT emailVerified AS verified FROM logins WHERE email = ?";
    expect(await env.DB.prepare(verified).bind("rosa@example.com").first("verified")).toBe(1);

    const out = await post(signOutPath, {}, { cookie });
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toMatch(/^usher_session=; Max-Age=0; /);
    expect(await sessionOf(cookie)).toBeNull();
  });

  test("who has a login already signs in to it, without being asked for again", async () => {
    const { loginId } = await ensureLogin(env.DB, "old@example.com", "ACC-1", T0);
    const code = await codeFor("old@example.com");
    const cookie = cookieOf(await post(enterPath, { email: "old@example.com", otp: code }));
    expect(await sessionOf(cookie)).toMatchObject({ loginId, accountIds: ["ACC-1"] });
    expect(asked).toEqual([]);
  });

  test("of where and with what somebody signs in, no more is kept than the kind of browser and system", async () => {
    await ensureLogin(env.DB, "private@example.com", "ACC-1", T0);
    const code = await codeFor("private@example.com");
    const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    const headers = { "user-agent": agent, "x-forwarded-for": "192.0.2.1", "cf-connecting-ip": "192.0.2.1" };
    const { loginId } = (await sessionOf(
      cookieOf(await post(enterPath, { email: "private@example.com", otp: code }, headers)),
    )) ?? { loginId: "" };
    const row = await env.DB.prepare("SELECT * FROM sessions WHERE loginId = ?").bind(loginId).first();
    expect(row).toMatchObject({ userAgent: "Firefox/Linux", ipAddress: null });
    expect(JSON.stringify(row)).not.toMatch(/145|X11|192\.0\.2\.1/);
  });

  test("who signs in anew in the same browser leaves no session behind there, whoever it was", async () => {
    const enter = async (email: string, cookie = "") => {
      await ensureLogin(env.DB, email, `ACC-${email}`, T0);
      const otp = await codeFor(email);
      return cookieOf(await post(enterPath, { email, otp }, { cookie }));
    };
    const first = await enter("again@example.com");
    const elsewhere = await enter("again@example.com");
    const second = await enter("again@example.com", first);
    expect(await sessionOf(first)).toBeNull();
    expect(told).toEqual(["ACC-again@example.com"]);
    const third = await enter("other@example.com", second);
    expect(await sessionOf(second)).toBeNull();
    expect(await sessionOf(third)).toMatchObject({ email: "other@example.com" });
    expect(await sessionOf(elsewhere)).not.toBeNull();
  });

  test("a wrong code ends no session", async () => {
    await ensureLogin(env.DB, "stays@example.com", "ACC-1", T0);
    const code = await codeFor("stays@example.com");
    const cookie = cookieOf(await post(enterPath, { email: "stays@example.com", otp: code }));
    await post(enterPath, { email: "stays@example.com", otp: code }, { cookie });
    expect(await sessionOf(cookie)).not.toBeNull();
  });

  test("over https the cookie is bound to this host and secure", async () => {
    await ensureLogin(env.DB, "secure@example.com", "ACC-1", T0);
    const deployed = { ...usher, ORIGIN: "https://usher.example" };
    const send = (path: string, body: unknown, cookie = "") => {
      const headers = { "content-type": "application/json", origin: deployed.ORIGIN, cookie };
      const request = new Request(deployed.ORIGIN + path, { method: "POST", headers, body: JSON.stringify(body) });
      return handleAuth(request, deployed, deps);
    };
    const asked = await send(sendPath, { email: "secure@example.com" });
    expect(asked.headers.get("set-cookie")).toMatch(
      /^__Host-usher_code=[0-9a-f]{32}; Max-Age=900; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const response = await send(enterPath, { email: "secure@example.com", otp: mails[0]?.code }, cookieOf(asked));
    expect(response.headers.get("set-cookie")).toMatch(
      /^__Host-usher_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const request = new Request(deployed.ORIGIN, { headers: { cookie: cookieOf(response) } });
    expect(await readSession(env.DB, request, deployed, T0)).toMatchObject({ email: "secure@example.com" });
  });
});

describe("a code", () => {
  beforeEach(async () => {
    await ensureLogin(env.DB, "ida@example.com", "ACC-1", T0);
  });
  const enter = (otp: string) => post(enterPath, { email: "ida@example.com", otp });

  test("works once", async () => {
    const code = await codeFor("ida@example.com");
    expect((await enter(code)).status).toBe(204);
    expect(await refusalOf(await enter(code))).toEqual({ refusal: { reason: "codeWrong" } });
  });

  test("works for the address it was sent to only", async () => {
    await ensureLogin(env.DB, "eve@example.com", "ACC-1", T0);
    await codeFor("eve@example.com");
    const code = await codeFor("ida@example.com");
    const response = await post(enterPath, { email: "eve@example.com", otp: code });
    expect(await refusalOf(response)).toEqual({ refusal: { reason: "codeWrong" } });
  });

  test("survives two wrong entries and not a third", async () => {
    const first = await codeFor("ida@example.com");
    for (const _ of [1, 2]) {
      expect(await refusalOf(await enter(wrong(first)))).toEqual({ refusal: { reason: "codeWrong" } });
    }
    expect((await enter(first)).status).toBe(204);

    const second = await codeFor("ida@example.com");
    for (const _ of [1, 2, 3]) await enter(wrong(second));
    expect(await refusalOf(await enter(second))).toEqual({ refusal: { reason: "tooManyAttempts" } });
    expect(await refusalOf(await enter(second))).toEqual({ refusal: { reason: "codeWrong" } });
  });

  test("is guessed no more often by guessing all at once", async () => {
    const code = await codeFor("ida@example.com");
    const guesses = Array.from({ length: 50 }, (_, guess) => String(guess).padStart(6, "0")).filter((g) => g !== code);
    await Promise.all(guesses.map(enter));
    const value = await env.DB.prepare("SELECT value FROM verifications").first<string>("value");
    expect(Number(value?.split(":").at(-1) ?? "3")).toBeLessThanOrEqual(3);
    expect(await env.DB.prepare("SELECT count(*) AS rows FROM verifications").first("rows")).toBeLessThanOrEqual(1);
  });

  test("dies when a newer one is sent", async () => {
    const old = await codeFor("ida@example.com");
    vi.setSystemTime(T0 + 1000);
    const fresh = await codeFor("ida@example.com");
    expect(fresh).not.toBe(old);
    expect(await refusalOf(await enter(old))).toEqual({ refusal: { reason: "codeWrong" } });
    expect((await enter(fresh)).status).toBe(204);
  });

  test("lives ten minutes", async () => {
    const first = await codeFor("ida@example.com");
    vi.setSystemTime(T0 + 10 * minuteMs - 1);
    expect((await enter(first)).status).toBe(204);
    const second = await codeFor("ida@example.com");
    vi.setSystemTime(T0 + 20 * minuteMs);
    expect(await refusalOf(await enter(second))).toEqual({ refusal: { reason: "codeExpired" } });
  });

  test("is kept, like its address, only as a hash that needs the secret to be guessed", async () => {
    const code = await codeFor("ida@example.com");
    const row = await env.DB.prepare("SELECT identifier, value FROM verifications ORDER BY createdAt DESC").first();
    expect(JSON.stringify(row)).not.toContain("ida");
    expect(JSON.stringify(row)).not.toContain(code);
    const plainHash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
    expect(String(row?.value)).not.toContain(btoa(String.fromCharCode(...new Uint8Array(plainHash))).slice(0, 20));
  });
});

describe("an address nobody knows", () => {
  test("is sent a code like any other, and learns only by entering it that it may not sign in", async () => {
    await ensureLogin(env.DB, "known@example.com", "ACC-1", T0);
    const answers = [];
    for (const email of ["known@example.com", "stranger@example.com"]) {
      const response = await post(sendPath, { email });
      answers.push([response.status, [...response.headers], await response.text()]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(mails.map((mail) => mail.address)).toEqual(["known@example.com", "stranger@example.com"]);
    expect(asked).toEqual([]);

    const code = mails[1]?.code ?? "";
    const guess = await post(enterPath, { email: "stranger@example.com", otp: wrong(code) });
    expect(await refusalOf(guess)).toEqual({ refusal: { reason: "codeWrong" } });
    expect(asked).toEqual([]);

    const response = await post(enterPath, { email: "stranger@example.com", otp: code });
    expect(await refusalOf(response)).toEqual({ refusal: { reason: "addressUnknown" } });
    expect(asked).toEqual(["stranger@example.com"]);
    expect(await findLogin(env.DB, "stranger@example.com")).toBeNull();
  });

  test("cannot smuggle in what a login holds", async () => {
    known.add("new@example.com");
    const code = await codeFor("new@example.com");
    const extra = { id: "mine", name: "Mallory", image: "https://evil.example/i.png", emailVerified: false };
    expect((await post(enterPath, { email: "new@example.com", otp: code, ...extra })).status).toBe(204);
    const row = await env.DB.prepare("SELECT * FROM logins WHERE email = ?").bind("new@example.com").first();
    expect(row).toMatchObject({ name: "", image: null, emailVerified: 1 });
    expect(row?.id).not.toBe("mine");
  });
});

test.each([
  ["de-AT", "de"],
  ["fr", "en"],
  [undefined, "en"],
  [7, "en"],
])("a code asked for on a page in %j comes in %s", async (locale, language) => {
  expect((await post(sendPath, { email: "ada@example.com", locale })).status).toBe(204);
  expect(mails).toMatchObject([{ address: "ada@example.com", language }]);
});

describe("signing out everywhere", () => {
  async function enter(email: string): Promise<string> {
    const otp = await codeFor(email);
    return cookieOf(await post(enterPath, { email, otp }));
  }

  test("ends every session of that login and of no other, and tells its accounts", async () => {
    await ensureLogin(env.DB, "nora@example.com", "ACC-1", T0);
    await ensureLogin(env.DB, "nora@example.com", "ACC-2", T0);
    await ensureLogin(env.DB, "omar@example.com", "ACC-1", T0);
    const [desk, phone, other] = [
      await enter("nora@example.com"),
      await enter("nora@example.com"),
      await enter("omar@example.com"),
    ];
    const out = await post(everywherePath, {}, { cookie: desk });
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toMatch(/^usher_session=; Max-Age=0; /);
    expect(told.toSorted()).toEqual(["ACC-1", "ACC-2"]);
    expect(await Promise.all([desk, phone].map(sessionOf))).toEqual([null, null]);
    expect(await sessionOf(other)).toMatchObject({ email: "omar@example.com" });
  });

  test("is refused to whoever is signed out already, and to another site, and ends nothing then", async () => {
    await ensureLogin(env.DB, "nora@example.com", "ACC-1", T0);
    const [desk, phone] = [await enter("nora@example.com"), await enter("nora@example.com")];
    const foreign = await post(everywherePath, {}, { cookie: desk, origin: "https://evil.example" });
    expect(await refusalOf(foreign)).toEqual({ refusal: { reason: "notAllowed" } });
    expect(await sessionOf(desk)).not.toBeNull();
    await post(signOutPath, {}, { cookie: desk });
    for (const cookie of [desk, ""]) {
      const refused = await post(everywherePath, {}, { cookie });
      expect(await refusalOf(refused)).toEqual({ refusal: { reason: "signInRequired" } });
    }
    expect(await sessionOf(phone)).not.toBeNull();
  });
});

test("whether mail or database fail, nobody is told that a code is on its way", async () => {
  const request = () =>
    new Request(origin + sendPath, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ email: "a@example.com" }),
    });
  const failing = { ...deps, sendCode: () => Promise.reject(new Error("mail is down")) };
  await expect(handleAuth(request(), usher, failing)).rejects.toThrow("mail is down");
});

describe("bad input", () => {
  test.each([
    ["nothing", "", "required"],
    ["a Kelvin sign", "\u212Aate@example.com", "addressLocalPart"],
    ["a Turkish dotted I", "\u0130da@example.com", "addressLocalPart"],
    ["a line break", "a@example.com\r\nBcc: b@example.com", "addressFormat"],
    ["a list", "a@example.com,b@example.com", "addressFormat"],
    ["a megabyte", `${"a".repeat(1_000_000)}@example.com`, "addressTooLong"],
  ])("%s is no address", async (_, email, problem) => {
    for (const path of [sendPath, enterPath]) {
      const response = await post(path, { email, otp: "123456" });
      expect([response.status, await response.json()]).toEqual([400, { field: "email", problem }]);
    }
    expect(mails).toEqual([]);
  });

  test("a domain in other letters is the same address", async () => {
    await codeFor("kate@\u212Aelvin.example");
    expect(mails[0]?.address).toBe("kate@kelvin.example");
  });

  test.each(["", "null", "7", "[]", "{", '{"email":7}', '{"email":["a@example.com"]}'])("%j", async (body) => {
    expect((await post(sendPath, body)).status).toBe(400);
  });

  test("a form is not read, so no page of another site can submit one", async () => {
    const response = await post(sendPath, '{"email":"a@example.com"}', { "content-type": "text/plain" });
    expect([response.status, await response.json()]).toEqual([400, { field: "body", problem: "invalid" }]);
  });
});

test.each([
  ["sending a code", sendPath, { email: "a@example.com" }, origin, 1],
  ["entering one", enterPath, { email: "a@example.com", otp: "123456" }, origin, 1],
  ["entering what is no code", enterPath, { email: "a@example.com", otp: "12345" }, origin, 0],
  ["what is no address", sendPath, { email: "a" }, origin, 0],
  ["another site", sendPath, { email: "a@example.com" }, "https://evil.example", 0],
  ["signing out", signOutPath, {}, origin, 0],
  ["signing out everywhere", everywherePath, {}, origin, 0],
  ["a passkey", "/api/auth/passkeys/sign-in", {}, origin, 0],
  ["asking for one", "/api/auth/passkeys/sign-in-options", {}, origin, 0],
  ["a route not offered", "/api/auth/get-session", {}, origin, 0],
])("the auth library is loaded only for codes: %s", async (_, path, body, from, loads) => {
  const load = vi.fn(() => import("./auth.ts"));
  const headers = { "content-type": "application/json", origin: from };
  const request = new Request(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
  await handleAuth(request, usher, deps, load);
  expect(load).toHaveBeenCalledTimes(loads);
});

describe("what is mounted", () => {
  test("every other route of the auth library, whatever the method, is not found", async () => {
    const paths = Object.values(createAuth(usher, deps).api).flatMap((endpoint) =>
      "path" in endpoint && typeof endpoint.path === "string" ? [`/api/auth${endpoint.path}`] : [],
    );
    expect(paths).toEqual(expect.arrayContaining([sendPath, enterPath, signOutPath, "/api/auth/get-session"]));
    expect(paths.length).toBeGreaterThan(25);
    expect(paths.filter((path) => ownPaths.includes(path))).toEqual([]);
    for (const path of paths) {
      for (const method of ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]) {
        if (method === "POST" && [sendPath, enterPath, signOutPath].includes(path)) continue;
        const headers = { origin, "content-type": "application/json" };
        const body = ["GET", "HEAD"].includes(method) ? null : "{}";
        const response = await handleAuth(new Request(origin + path, { method, headers, body }), usher, deps);
        expect(response.status, `${method} ${path}`).toBe(404);
      }
    }
  });

  test.each([
    "/api/auth",
    "/api/auth/",
    `${signOutPath}/`,
    `${everywherePath}/`,
    "/api/auth/passkeys",
    "/api/auth/passkeys/",
    "/api/auth/passkeys/constructor",
    "/api/auth/sessions",
    ...ownPaths.map((path) => `${path}/`),
    `/${signOutPath}`,
    "/api/auth/SIGN-OUT",
    "/api/auth/sign-out%2F",
  ])("%s is not found", async (path) => {
    expect((await post(path, {})).status).toBe(404);
  });

  test.each(ownPaths)("%s is there for POST alone", async (path) => {
    for (const method of ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]) {
      const response = await handleAuth(new Request(origin + path, { method, headers: { origin } }), usher, deps);
      expect(response.status, method).toBe(404);
    }
    expect((await post(path, {})).status).not.toBe(404);
  });

  test.each([sendPath, enterPath, signOutPath, everywherePath, ...ownPaths])(
    "%s is refused to pages of other origins",
    async (path) => {
      const body = { email: "a@example.com", otp: "123456" };
      for (const foreign of ["https://evil.example", "null", "http://localhost:8788"]) {
        const response = await post(path, body, { origin: foreign });
        expect(await refusalOf(response)).toEqual({ refusal: { reason: "notAllowed" } });
      }
      expect(mails).toEqual([]);
    },
  );
});
