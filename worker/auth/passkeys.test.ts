import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { freshSignInMs, maxPasskeys, type PasskeyList } from "../../shared/sign-in-means.ts";
import { deleteExpiredSessionsAndCodes, ensureLogin } from "../db/logins.ts";
import { type Authenticator, base64Url, createAuthenticator, type Lie } from "../test/authenticator.ts";
import type { AuthDeps } from "./auth-call.ts";
import { handleAuth } from "./mount.ts";
import { createSession, readSession } from "./session.ts";

const T0 = Date.UTC(2026, 2, 1, 12);
const minuteMs = 60_000;
const origin = "http://localhost:8787";
const usher = { DB: env.DB, ORIGIN: origin, AUTH_SECRET: "a secret of thirty-two bytes or more" };
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

let notices: { address: string; device: string; language: string }[];
let told: string[];
const deps: AuthDeps = {
  sendCode: async () => {},
  mayHaveLogin: async () => false,
  sessionEnded: async (accountIds) => {
    told.push(...accountIds);
  },
  passkeyAdded: async (address, device, language) => {
    notices.push({ address, device, language });
  },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: T0 });
  notices = [];
  told = [];
});

function post(path: string, body: unknown, cookie = "", headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`${origin}/api/auth/passkeys/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin, cookie, "user-agent": firefox, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return handleAuth(request, usher, deps);
}

let people = 0;

/** Somebody new, signed in just now. */
async function person(): Promise<{ email: string; loginId: string; cookie: string }> {
  const email = `person-${++people}@example.com`;
  const { loginId } = await ensureLogin(env.DB, email, `ACC-${people}`, T0);
  const cookie = (await createSession(env.DB, loginId, usher, Date.now())).split(";")[0] ?? "";
  return { email, loginId, cookie };
}

// Answers are as far from typed as on the wire.
// biome-ignore lint/suspicious/noExplicitAny: tests read what they expect.
async function optionsOf(response: Promise<Response>): Promise<any> {
  const got = await response;
  expect(got.status).toBe(200);
  expect(got.headers.get("cache-control")).toBe("no-store");
  return got.json();
}

async function add(cookie: string, authenticator: Authenticator, lie?: Lie): Promise<Response> {
  const options = await optionsOf(post("add-options", {}, cookie));
  return post("add", await authenticator.make(options, lie), cookie);
}

/** Somebody with a passkey, and what holds it. */
async function owner(kind?: { counts: boolean }) {
  const somebody = await person();
  const authenticator = await createAuthenticator(origin, kind);
  expect((await add(somebody.cookie, authenticator)).status).toBe(204);
  return { ...somebody, authenticator };
}

async function signIn(authenticator: Authenticator, lie?: Lie, cookie?: string): Promise<Response> {
  const options = await optionsOf(post("sign-in-options", {}));
  return post("sign-in", await authenticator.use(options, lie), cookie);
}

async function refusalOf(response: Response | Promise<Response>): Promise<string> {
  const got = await response;
  expect(got.status).toBe(403);
  expect(got.headers.get("set-cookie")).toBeNull();
  const { refusal } = await got.json<{ refusal: { reason: string } }>();
  return refusal.reason;
}

async function listOf(cookie: string): Promise<PasskeyList["passkeys"]> {
  return (await optionsOf(post("list", {}, cookie))).passkeys;
}

function sessionOf(response: Response) {
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  return readSession(env.DB, new Request(origin, { headers: { cookie } }), usher, Date.now());
}

describe("a passkey", () => {
  test("is added by whoever has just signed in, who is told by mail, and signs in from then on", async () => {
    const { email, loginId, cookie, authenticator } = await owner();
    expect(notices).toEqual([{ address: email, device: "Firefox/Linux", language: "en" }]);
    expect(await listOf(cookie)).toEqual([
      {
        id: expect.any(String),
        name: "",
        device: { browser: "Firefox", system: "Linux" },
        isSynced: true,
        createdAt: T0,
        lastUsedAt: null,
      },
    ]);

    vi.setSystemTime(T0 + 40 * minuteMs);
    const response = await signIn(authenticator);
    expect(response.status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(
      /^usher_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(await sessionOf(response)).toMatchObject({ loginId, email, createdAt: T0 + 40 * minuteMs });
    expect(await listOf(cookie)).toMatchObject([{ lastUsedAt: T0 + 40 * minuteMs }]);
  });

  test("of an authenticator that does not count is used again and again", async () => {
    const { authenticator } = await owner({ counts: false });
    for (const _ of [1, 2, 3]) expect((await signIn(authenticator)).status).toBe(204);
  });

  test("signs in anew where somebody is signed in, and leaves no session behind there", async () => {
    const { cookie, authenticator } = await owner();
    told = [];
    expect((await signIn(authenticator, {}, cookie)).status).toBe(204);
    expect(await readSession(env.DB, new Request(origin, { headers: { cookie } }), usher, T0)).toBeNull();
    expect(told).toHaveLength(1);
  });

  test("is asked for in the same way whoever it is, and asking writes nothing", async () => {
    await owner();
    const before = await env.DB.prepare("SELECT count(*) AS n FROM verifications").first("n");
    const options = await optionsOf(post("sign-in-options", {}));
    const typed = await optionsOf(post("sign-in-options", { email: "person-1@example.com" }));
    expect({ ...options, challenge: "" }).toEqual({ ...typed, challenge: "" });
    expect(options).toEqual({
      challenge: expect.stringMatching(/^[A-Za-z0-9_-]+$/),
      rpId: "localhost",
      userVerification: "required",
      timeout: 240_000,
    });
    expect(await env.DB.prepare("SELECT count(*) AS n FROM verifications").first("n")).toBe(before);
  });

  test("is made to be found without an address, and never twice on one device", async () => {
    const { cookie, email, loginId, authenticator } = await owner();
    expect(await optionsOf(post("add-options", {}, cookie))).toMatchObject({
      rp: { id: "localhost", name: "Usher" },
      user: { id: base64Url(new TextEncoder().encode(loginId)), name: email },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [{ type: "public-key", id: authenticator.id, transports: ["internal", "hybrid"] }],
      attestation: "none",
    });
  });

  test("gets a name, and another one, and goes", async () => {
    const { cookie, authenticator } = await owner();
    const [{ id: passkeyId } = { id: "" }] = await listOf(cookie);
    expect((await post("rename", { passkeyId, name: "  Blue key " }, cookie)).status).toBe(204);
    expect(await listOf(cookie)).toMatchObject([{ name: "Blue key" }]);
    expect((await post("rename", { passkeyId, name: "" }, cookie)).status).toBe(204);
    expect(await listOf(cookie)).toMatchObject([{ name: "" }]);
    for (const name of ["x".repeat(61), "a\u202eb", "<b>", 7]) {
      expect((await post("rename", { passkeyId, name }, cookie)).status).toBe(400);
    }
    for (const _ of ["removing it", "and once more"]) {
      expect((await post("remove", { passkeyId }, cookie)).status).toBe(204);
      expect(await listOf(cookie)).toEqual([]);
    }
    expect(await refusalOf(post("rename", { passkeyId, name: "Gone" }, cookie))).toBe("passkeyUnknown");
    expect(await refusalOf(signIn(authenticator))).toBe("passkeyUnknown");
  });

  test("goes with its login", async () => {
    const { loginId, authenticator } = await owner();
    await env.DB.prepare("DELETE FROM logins WHERE id = ?").bind(loginId).run();
    expect(await refusalOf(signIn(authenticator))).toBe("passkeyUnknown");
    const left = env.DB.prepare("SELECT count(*) AS n FROM passkeys WHERE loginId = ?").bind(loginId);
    expect(await left.first("n")).toBe(0);
  });
});

describe("signing in is refused", () => {
  test.each<[string, Lie]>([
    ["for another site's page", { origin: "https://evil.example" }],
    ["for another port of this host", { origin: "http://localhost:8788" }],
    ["for a page that another site frames", { crossOrigin: true }],
    ["for another site's passkey", { rpId: "evil.example" }],
    ["without a finger, face or PIN", { isVerified: false }],
    ["with nobody there", { isPresent: false }],
    ["to what was signed to add a passkey", { type: "webauthn.create" }],
    ["when it claims to be somebody else's", { userHandle: "c29tZWJvZHkgZWxzZQ" }],
    ["when it was copied: its counter does not go up", { counter: 1 }],
    ["when it was copied: its counter goes back to none", { counter: 0 }],
    ["to a challenge that is not ours", { challenge: base64Url(crypto.getRandomValues(new Uint8Array(32))) }],
    ["to no challenge", { challenge: "" }],
    ["to what is no base64url", { challenge: "ä.ö.ü" }],
  ])("%s", async (_, lie) => {
    const { authenticator } = await owner();
    expect(await refusalOf(signIn(authenticator, lie))).toBe("passkeyInvalid");
    expect((await signIn(authenticator)).status).toBe(204);
  });

  test("the second time with one challenge, also at once, and also if it is spelt otherwise", async () => {
    const { authenticator } = await owner();
    const options = await optionsOf(post("sign-in-options", {}));
    const answers = [await authenticator.use(options), await authenticator.use(options)];
    const results = await Promise.all(answers.map((answer) => post("sign-in", answer)));
    expect(results.map(({ status }) => status).toSorted()).toEqual([204, 403]);
    expect(await refusalOf(post("sign-in", await authenticator.use(options)))).toBe("passkeyTooLate");
    const padded = { challenge: `${options.challenge}==`.slice(0, Math.ceil(options.challenge.length / 4) * 4) };
    expect(await refusalOf(post("sign-in", await authenticator.use(padded)))).toBe("passkeyTooLate");
  });

  test("once five minutes have passed, and then its memory goes too", async () => {
    const { authenticator } = await owner();
    const early = await optionsOf(post("sign-in-options", {}));
    const late = await optionsOf(post("sign-in-options", {}));
    vi.setSystemTime(T0 + 5 * minuteMs - 1);
    expect((await post("sign-in", await authenticator.use(early))).status).toBe(204);
    await deleteExpiredSessionsAndCodes(env.DB, Date.now());
    expect(await refusalOf(post("sign-in", await authenticator.use(early)))).toBe("passkeyTooLate");
    vi.setSystemTime(T0 + 5 * minuteMs);
    expect(await refusalOf(post("sign-in", await authenticator.use(late)))).toBe("passkeyTooLate");
    await deleteExpiredSessionsAndCodes(env.DB, Date.now());
    expect(await refusalOf(post("sign-in", await authenticator.use(early)))).toBe("passkeyTooLate");
  });

  test("to a challenge that was given out to add one, and the other way round", async () => {
    const { cookie, authenticator } = await owner();
    const toAdd = await optionsOf(post("add-options", {}, cookie));
    expect(await refusalOf(post("sign-in", await authenticator.use(toAdd)))).toBe("passkeyInvalid");
    const toSignIn = await optionsOf(post("sign-in-options", {}));
    const another = await createAuthenticator(origin);
    const made = await another.make({ challenge: toSignIn.challenge, user: toAdd.user });
    expect(await refusalOf(post("add", made, cookie))).toBe("passkeyInvalid");
  });

  test("with another's key under one's own name", async () => {
    const [ida, eve] = [await owner(), await owner()];
    expect(await refusalOf(signIn(eve.authenticator, { id: ida.authenticator.id }))).toBe("passkeyInvalid");
  });

  test("with a signature, data or answer changed at any place", async () => {
    const { authenticator } = await owner();
    const used = await authenticator.use(await optionsOf(post("sign-in-options", {})));
    const flipped = (text: string, at: number) =>
      text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
    for (const part of ["signature", "authenticatorData", "clientDataJSON"] as const) {
      const value = used.response[part];
      for (let at = 0; at < value.length; at += 17) {
        const changed = { ...used, response: { ...used.response, [part]: flipped(value, at) } };
        expect(await refusalOf(post("sign-in", changed)), `${part} ${at}`).toBe("passkeyInvalid");
      }
    }
    expect((await post("sign-in", used)).status).toBe(204);
  });

  test("to other sites' pages, and to what is no answer of a browser", async () => {
    const { authenticator } = await owner();
    const used = await authenticator.use(await optionsOf(post("sign-in-options", {})));
    expect(await refusalOf(post("sign-in", used, "", { origin: "https://evil.example" }))).toBe("notAllowed");
    const form = await post("sign-in", used, "", { "content-type": "text/plain" });
    expect(form.status).toBe(400);
    const long = { ...used, response: { ...used.response, userHandle: "A".repeat(20_000) } };
    const strange = ["", "null", "7", "[]", "{", "{}", { id: 7 }, { ...used, type: "password" }, long];
    for (const body of strange) expect((await post("sign-in", body)).status).toBe(400);
  });
});

describe("adding is refused", () => {
  test.each<[string, Lie]>([
    ["for another site's page", { origin: "https://evil.example" }],
    ["for a page that another site frames", { crossOrigin: true }],
    ["for another site's passkey", { rpId: "evil.example" }],
    ["without a finger, face or PIN", { isVerified: false }],
    ["to what was signed to sign in", { type: "webauthn.get" }],
    ["when the credential is not the one that was made", { id: "c29tZXRoaW5nIGVsc2U" }],
    ["to a challenge that is not ours", { challenge: base64Url(crypto.getRandomValues(new Uint8Array(32))) }],
  ])("%s", async (_, lie) => {
    const { cookie } = await person();
    expect(await refusalOf(add(cookie, await createAuthenticator(origin), lie))).toBe("passkeyInvalid");
    expect(await listOf(cookie)).toEqual([]);
    expect(notices).toEqual([]);
  });

  test("with certificates, which are not even looked at: nobody has asked for them", async () => {
    const { cookie } = await person();
    // The library would say what it makes of them.
    const said = vi.spyOn(console, "log");
    const authenticator = await createAuthenticator(origin);
    expect(await refusalOf(add(cookie, authenticator, { attestation: "certified" }))).toBe("passkeyInvalid");
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });

  test("to nobody, as everything else about passkeys is", async () => {
    for (const path of ["add-options", "add", "list", "rename", "remove"]) {
      expect(await refusalOf(post(path, {}))).toBe("signInRequired");
    }
  });

  test("a quarter of an hour after signing in: a session that was stolen plants nothing", async () => {
    const { cookie } = await person();
    const authenticator = await createAuthenticator(origin);
    vi.setSystemTime(T0 + freshSignInMs - 1);
    const options = await optionsOf(post("add-options", {}, cookie));
    const made = await authenticator.make(options);
    vi.setSystemTime(T0 + freshSignInMs);
    expect(await refusalOf(post("add-options", {}, cookie))).toBe("signInAgain");
    expect(await refusalOf(post("add", made, cookie))).toBe("signInAgain");
    expect(await listOf(cookie)).toEqual([]);
  });

  test("in another session than the one that asked for it, even of the same person", async () => {
    const [ida, eve] = [await person(), await person()];
    const again = (await createSession(env.DB, ida.loginId, usher, T0)).split(";")[0] ?? "";
    const made = await (await createAuthenticator(origin)).make(await optionsOf(post("add-options", {}, ida.cookie)));
    expect(await refusalOf(post("add", made, eve.cookie))).toBe("passkeyInvalid");
    expect(await refusalOf(post("add", made, again))).toBe("passkeyInvalid");
    expect((await post("add", made, ida.cookie)).status).toBe(204);
    expect(await refusalOf(post("add", made, ida.cookie))).toBe("passkeyTooLate");
  });

  test("when anybody has it already", async () => {
    const { cookie, authenticator } = await owner();
    const eve = await person();
    expect(await refusalOf(add(cookie, authenticator))).toBe("passkeyKnown");
    expect(await refusalOf(add(eve.cookie, authenticator))).toBe("passkeyKnown");
    expect(notices).toHaveLength(1);
  });

  test("beyond ten, also at once", async () => {
    const { cookie } = await person();
    const made = await Promise.all(
      Array.from({ length: maxPasskeys + 1 }, async () => {
        const authenticator = await createAuthenticator(origin);
        return authenticator.make(await optionsOf(post("add-options", {}, cookie)));
      }),
    );
    const results = await Promise.all(made.map((one) => post("add", one, cookie)));
    expect(results.filter(({ status }) => status === 204)).toHaveLength(maxPasskeys);
    expect(await refusalOf(post("add-options", {}, cookie))).toBe("tooManyPasskeys");
    expect(await listOf(cookie)).toHaveLength(maxPasskeys);
  });

  test("nobody reads, renames or removes another's", async () => {
    const [ida, eve] = [await owner(), await person()];
    const [{ id: passkeyId } = { id: "" }] = await listOf(ida.cookie);
    expect(await listOf(eve.cookie)).toEqual([]);
    expect(await refusalOf(post("rename", { passkeyId, name: "Mine" }, eve.cookie))).toBe("passkeyUnknown");
    expect((await post("remove", { passkeyId }, eve.cookie)).status).toBe(204);
    expect(await listOf(ida.cookie)).toMatchObject([{ id: passkeyId, name: "" }]);
  });
});
