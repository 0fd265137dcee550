import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  codesAlways,
  codeWindowMs,
  dayMs,
  maxCodesPerClient,
  maxCodesToAddress,
  triesPerCode,
} from "../../shared/limits.ts";
import { ensureLogin } from "../db/logins.ts";
import { sweep } from "../invitation/sweep.ts";
import { countedDb } from "../test/d1-proxies.ts";
import type { AuthDeps, AuthEnv } from "./auth-call.ts";
import { handleAuth } from "./mount.ts";

const T0 = Date.UTC(2100, 2, 1, 12);
const origin = "http://localhost:8787";
const usher: AuthEnv = { DB: env.DB, ORIGIN: origin, AUTH_SECRET: "a secret of thirty-two bytes or more" };
const owner = "owner@example.com";

let mails: { address: string; code: string }[] = [];
const deps: AuthDeps = {
  sendCode: async (address, code) => void mails.push({ address, code }),
  sessionEnded: async () => {},
  passkeyAdded: async () => {},
  mayHaveLogin: async () => false,
};

/** A browser at some place of the network. */
function browserAt(client: string, changes: Partial<AuthEnv> = {}) {
  let cookie = "";
  const post = (path: string, body: object) => {
    const headers = { "content-type": "application/json", origin, cookie, "cf-connecting-ip": client };
    const request = new Request(`${origin}/api/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return handleAuth(request, { ...usher, ...changes }, deps);
  };
  return {
    /** Answers the status. */
    async ask(email = owner): Promise<number> {
      const response = await post("email-otp/send-verification-otp", { email });
      cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
      return response.status;
    },
    enter: async (otp: string, email = owner) => (await post("sign-in/email-otp", { email, otp })).status,
    post,
  };
}

const wrong = (code: string) => (code === "000000" ? "000001" : "000000");
const lastCode = () => mails.at(-1)?.code ?? "no code";

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: T0 });
  await env.DB.batch(["codesSent", "verifications"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  await ensureLogin(env.DB, owner, "ACC-1", T0);
  mails = [];
});

async function askOften(client: string, times: number): Promise<number[]> {
  const browser = browserAt(client);
  const statuses = [];
  for (let asked = 0; asked < times; asked++) statuses.push(await browser.ask());
  return statuses;
}

describe("somebody who asks for codes for one address", () => {
  test("has five in a quarter of an hour, then learns how long to wait, and the latest code still works", async () => {
    const browser = browserAt("192.0.2.1");
    for (let asked = 0; asked < maxCodesPerClient; asked++) {
      vi.setSystemTime(T0 + asked * 1_000);
      expect(await browser.ask()).toBe(204);
    }
    const code = lastCode();
    const response = await browser.post("email-otp/send-verification-otp", { email: owner });
    expect(response.status).toBe(429);
    const retryAfterMs = codeWindowMs - 4_000;
    expect(await response.json()).toEqual({ refusal: { reason: "tooManyRequests", retryAfterMs } });
    expect(response.headers.get("retry-after")).toBe(String(retryAfterMs / 1_000));
    expect(mails).toHaveLength(maxCodesPerClient);
    expect(await browser.enter(code)).toBe(204);
    vi.setSystemTime(T0 + codeWindowMs);
    expect(await browser.ask()).toBe(204);
  });

  test("has no more by asking forty times at once", async () => {
    const statuses = await Promise.all(Array.from({ length: 40 }, () => browserAt("192.0.2.1").ask()));
    expect(statuses.filter((status) => status === 204)).toHaveLength(maxCodesPerClient);
  });

  test("has no more from another address of the same client, and other addresses have their own", async () => {
    await askOften("2001:db8:1::1", maxCodesPerClient);
    expect(await browserAt("2001:db8:1:ffff::2").ask()).toBe(429);
    expect(await browserAt("2001:db8:1::1").ask("somebody-else@example.com")).toBe(204);
  });

  test("is told the same whether anybody knows the address or not, by the same statements", async () => {
    const told = [];
    for (const email of [owner, "nobody@example.com"]) {
      const { db, calls } = countedDb(env.DB);
      const browser = browserAt("192.0.2.1", { DB: db });
      const statuses = [];
      for (let asked = 0; asked <= maxCodesPerClient; asked++) statuses.push(await browser.ask(email));
      told.push({ statuses, calls: calls() });
    }
    expect(told[0]).toEqual(told[1]);
  });

  test("is not stopped by a restart: what is counted stands in the database, as digests, for a day", async () => {
    await askOften("192.0.2.1", maxCodesPerClient);
    // Nothing but the database is shared by two requests, and each has a library of its own.
    expect(await browserAt("192.0.2.1").ask()).toBe(429);
    const rows = JSON.stringify((await env.DB.prepare("SELECT * FROM codesSent").all()).results);
    expect(rows).not.toMatch(/owner|192\.0\.2/);
    await sweep(env, T0 + dayMs);
    expect(await env.DB.prepare("SELECT count(*) AS rows FROM codesSent").first("rows")).toBe(0);
  });

  test("is not limited where nobody says who they are: local mode", async () => {
    const statuses = await askOften("", maxCodesPerClient + 3);
    expect(new Set(statuses)).toEqual(new Set([204]));
  });
});

describe("whoever knows an address alone", () => {
  test("keeps its owner from nothing: neither by wrong codes, nor by codes of their own", async () => {
    const [person, attacker] = [browserAt("192.0.2.1"), browserAt("198.51.100.1")];
    await person.ask();
    const code = lastCode();
    await attacker.ask();
    for (let tries = 0; tries < 10; tries++) expect(await attacker.enter(wrong(code))).toBe(403);
    expect(await attacker.enter(code)).toBe(403);
    expect(await person.enter(code)).toBe(204);
  });

  test("nor from the same client, as behind one router", async () => {
    const [person, attacker] = [browserAt("192.0.2.1"), browserAt("192.0.2.1")];
    await person.ask();
    const code = lastCode();
    for (let tries = 0; tries < 10; tries++) await attacker.enter(wrong(code));
    expect(await person.enter(code)).toBe(204);
  });

  test("nor by many clients: when the address has had its codes of the day, a client still gets its first ones", async () => {
    for (let client = 0; client < maxCodesToAddress / maxCodesPerClient; client++) {
      await askOften(`198.51.100.${client}`, maxCodesPerClient);
    }
    expect(mails).toHaveLength(maxCodesToAddress);
    vi.setSystemTime(T0 + codeWindowMs);
    expect(await browserAt("198.51.100.0").ask()).toBe(429);
    const person = browserAt("192.0.2.1");
    for (let asked = 0; asked < codesAlways; asked++) expect(await person.ask()).toBe(204);
    expect(await person.enter(lastCode())).toBe(204);
    expect(await person.ask()).toBe(429);
    vi.setSystemTime(T0 + dayMs);
    expect(await person.ask()).toBe(204);
  });

  test("guesses a code within a day with a chance of 1 in 11,000, and 6 in a million more for each further client", async () => {
    expect((maxCodesToAddress * triesPerCode) / 1_000_000).toBeLessThan(1 / 11_000);
    expect(codesAlways * triesPerCode).toBe(6);
    // A try needs a code, and has no more than three of it: a day of asking and guessing from one client comes to 90.
    const attacker = browserAt("198.51.100.1");
    const codes = new Set<string>();
    for (let at = T0; at < T0 + dayMs; at += codeWindowMs) {
      vi.setSystemTime(at);
      while ((await attacker.ask()) === 204) codes.add(`${at} ${mails.length}`);
    }
    expect(codes.size).toBe(maxCodesToAddress);
  });
});

test("a class signs in by codes from one client within a minute", async () => {
  for (let pupil = 0; pupil < 40; pupil++) {
    const email = `pupil-${pupil}@example.com`;
    await ensureLogin(env.DB, email, "ACC-1", T0);
    const { CODES } = env;
    const browser = browserAt("192.0.2.40", CODES === undefined ? {} : { CODES });
    expect(await browser.ask(email)).toBe(204);
    expect(await browser.enter(lastCode(), email)).toBe(204);
  }
  expect(env.CODES).toBeDefined();
});

test("a client that asks for codes to many addresses meets the shield, when it enters codes too", async () => {
  const browser = browserAt("192.0.2.1", { CODES: env.TIGHT });
  const statuses = await Promise.all(
    Array.from({ length: 11 }, (_, index) => browser.ask(`many-${index}@example.com`)),
  );
  expect(statuses).toContain(429);
  expect(statuses).toContain(204);
  const tries = await Promise.all(Array.from({ length: 11 }, () => browser.enter("123456", "many-1@example.com")));
  expect(tries).toContain(429);
});
