import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import worker from "../index.ts";
import { wake } from "../invitation/wake.ts";
import { stopClock } from "../test/clock.ts";
import { callableProcedures, plausibleInputs, procedures, type Things } from "../test/every-procedure.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { origin } from "../test/http.ts";
import { mailsTo } from "../test/mails.ts";
import { codeOf, currentInvitation, invite, newAddress } from "../test/stages.ts";
import { everythingStored } from "../test/stored.ts";
import { wholeAnswer } from "../test/whole-answer.ts";

let account: Account;
let things: Things;
let mutations: string[];

beforeAll(async () => {
  account = await makeAccount();
  const { id: userId } = await invite(account);
  const ids = { tokenId: "TOK-0000000000000000", webhookId: "WHK-0000000000000000", eventId: "evt_1" };
  const code = await codeOf((await invite(account)).id);
  things = { ...ids, userId, groupId: account.usersGroupId, email: newAddress(), externalId: "E1", code };
  const all = await callableProcedures();
  mutations = Object.keys(all).filter((path) => all[path] === "mutation");
  expect(mutations.length).toBeGreaterThan(30);
  stopClock(T0);
});

afterAll(() => {
  vi.useRealTimers();
});

async function ask(url: string, init: RequestInit): Promise<Response> {
  const response = await worker.fetch(new Request(url, init), env, createExecutionContext());
  await response.clone().arrayBuffer();
  return response;
}

function inputOf(path: string): unknown {
  const plausible = procedures.find((procedure) => procedure === path);
  return (plausible && plausibleInputs[plausible](things)) ?? {};
}

/** What a page can send without asking first, and what it would have to ask for. */
function bodiesOf(input: unknown): [type: string | null, body: BodyInit][] {
  const text = JSON.stringify(input);
  const form = new FormData();
  for (const [name, value] of Object.entries(input ?? {})) form.set(name, String(value));
  return [
    ["application/json", text],
    ["application/json; charset=utf-8", text],
    ["text/plain", text],
    ["application/x-www-form-urlencoded", new URLSearchParams({ input: text })],
    [null, form],
    ["application/octet-stream", text],
    ["", text],
  ];
}

describe("a page of another site, with whoever is signed in here,", () => {
  test.each([
    ["of a stranger", { origin: "https://evil.example" }],
    ["that hides its origin", { origin: "null" }],
    ["of a sibling domain", { origin: "http://sibling.localhost:8787" }],
    ["whose name begins like ours", { origin: `${origin}.evil.example` }],
    ["on another port", { origin: "http://localhost:8788" }],
    ["of another scheme", { origin: "https://localhost:8787" }],
    ["that a browser calls cross-site", { "sec-fetch-site": "cross-site" }],
    ["that a browser calls a sibling", { "sec-fetch-site": "same-site" }],
    ["that says it is another method", { origin: "https://evil.example", "x-http-method-override": "POST" }],
  ] as [string, Record<string, string>][])("%s posts nothing, of whatever type", async (_, from) => {
    const before = await everythingStored();
    for (const path of mutations) {
      for (const [type, body] of bodiesOf(inputOf(path))) {
        const headers = { cookie: account.cookie, ...from, ...(type === null ? {} : { "content-type": type }) };
        const { status } = await ask(`${origin}/trpc/${path}`, { method: "POST", headers, body });
        expect([path, type, status]).toEqual([path, type, 403]);
      }
    }
    expect(await everythingStored()).toEqual(before);
  });

  test("signs nobody in or out here: no code entered, no passkey, no invitation accepted in their name", async () => {
    const paths = [
      "/api/auth/email-otp/send-verification-otp",
      "/api/auth/sign-in/email-otp",
      "/api/auth/passkeys/sign-in",
      "/api/auth/sign-out",
      "/trpc/invitations.accept",
    ];
    const before = await everythingStored();
    for (const path of paths) {
      for (const from of ["https://evil.example", "null", "http://sibling.localhost:8787"]) {
        const body = JSON.stringify({
          ...Object(inputOf("invitations.accept")),
          email: "a@example.com",
          otp: "123456",
        });
        const headers = { origin: from, "content-type": "application/json", cookie: account.cookie };
        const { status, headers: answered } = await ask(origin + path, { method: "POST", headers, body });
        expect([path, status, answered.get("set-cookie")]).toEqual([path, 403, null]);
      }
    }
    expect(await everythingStored()).toEqual(before);
  });

  test("is let read nothing: no answer names an origin that may, and a preflight gets none", async () => {
    for (const from of ["https://evil.example", "null", "http://sibling.localhost:8787"]) {
      const headers = { cookie: account.cookie, origin: from };
      expect((await ask(`${origin}/trpc/users.list`, { headers })).status).toBe(403);
    }
    for (const method of ["GET", "POST", "OPTIONS"]) {
      const headers = {
        origin: "https://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
        ...(method === "OPTIONS" ? {} : { authorization: `Bearer ${account.token}` }),
      };
      const { headers: answered } = await ask(`${origin}/trpc/users.list`, { method, headers });
      expect([...answered.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });
});

test("nothing is changed by reading: GET, HEAD, prefetch and every method but POST, of whatever procedure", async () => {
  const { cookie, accountId } = account;
  // The first reading of a session counts as signing in.
  await callerOf({ cookie, accountId }).profile.get();
  const before = await everythingStored();
  for (const path of procedures) {
    const query = `?input=${encodeURIComponent(JSON.stringify(inputOf(path)))}`;
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      for (const credential of [{ cookie }, { authorization: `Bearer ${account.token}` }]) {
        const headers = { ...credential, "sec-purpose": "prefetch", "x-http-method-override": "POST" };
        const { status } = await ask(`${origin}/trpc/${path}${query}&_method=POST`, { method, headers });
        // To a HEAD, tRPC says that there is nothing to say.
        const isRefused = status >= 400 || (method === "HEAD" && status === 204);
        if (mutations.includes(path)) expect([path, method, isRefused]).toEqual([path, method, true]);
      }
    }
  }
  expect(await everythingStored()).toEqual(before);
});

test("a link is built from our own origin, whatever Host or forwarded host a request names", async () => {
  const forged = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    "x-original-host": "evil.example",
    forwarded: "host=evil.example;proto=http",
    "x-host": "evil.example",
  };
  const email = newAddress();
  const headers = { ...forged, authorization: `Bearer ${account.token}`, "content-type": "application/json" };
  const input = { email, firstName: "Grace", lastName: "Hopper", groupIds: [account.usersGroupId] };
  const call = (path: string, body: unknown, more = {}) =>
    ask(`https://evil.example${path}`, {
      method: "POST",
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
    });
  expect((await call("/trpc/users.invite", input)).status).toBe(200);
  const { id: userId } = await callerOf({ token: account.token }).users.get({ email });
  const link = await (await call("/trpc/invitations.link", { userId })).text();
  expect(link).toContain(`"url":"${origin}/accept#`);
  const { authorization: _, ...anonymous } = headers;
  const sent = await ask("https://evil.example/api/auth/email-otp/send-verification-otp", {
    method: "POST",
    headers: anonymous,
    body: JSON.stringify({ email }),
  });
  expect(sent.status).toBe(204);
  await wake(env, (await currentInvitation(userId)).id, () => T0 + 1_000);
  await expect.poll(() => mailsTo(email)).toHaveLength(2);
  expect(JSON.stringify(await mailsTo(email)) + link).not.toContain("evil.example");
});

describe("too much at once", () => {
  test("a batch of a thousand calls is refused before anything is done, named in the path or not", async () => {
    const paths = Array(1_000).fill("groups.list").join(",");
    const inputs = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [at, {}]));
    const { status, statements } = await wholeAnswer(`${paths}?batch=1`, inputs, { token: account.token });
    expect([status, statements]).toEqual([400, []]);
    const doubled = await wholeAnswer(`${paths}?batch=1&batch=1`, inputs, account);
    expect([doubled.status, doubled.statements]).toEqual([400, []]);
  });

  test("a body of 50 MB is refused by what its header says, or once the limit is passed; not read to its end", async () => {
    let chunksRead = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunksRead++;
        if (chunksRead * 65_536 > 50_000_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const headers = { authorization: `Bearer ${account.token}`, "content-type": "application/json" };
    const bodies: [string, RequestInit][] = [
      ["streamed", { method: "POST", headers, body: endless }],
      ["announced", { method: "POST", headers, body: " ".repeat(50_000_000) }],
    ];
    for (const [_, init] of bodies) expect((await ask(`${origin}/trpc/users.invite`, init)).status).toBe(413);
    expect(chunksRead).toBeLessThan(30);
    const form = { ...headers, origin };
    for (const path of ["sign-in/email-otp", "email-otp/send-verification-otp", "passkeys/sign-in"]) {
      const init = { method: "POST", headers: form, body: `{"email":"${"a".repeat(5_000_000)}@example.com"}` };
      expect((await ask(`${origin}/api/auth/${path}`, init)).status).toBe(400);
    }
  });
});

describe("hostile JSON is bad input to every procedure, and reaches nothing:", () => {
  const depth = 10_000;
  test.each([
    ["arrays in arrays", `${"[".repeat(depth)}${"]".repeat(depth)}`],
    ["objects in objects", `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`],
    ["an array of nothing", `[${"null,".repeat(depth)}null]`],
    ["five thousand keys", `{${Array.from({ length: depth / 2 }, (_, at) => `"k${at}":1`).join(",")}}`],
    ["a key named twice", '{"x":1,"x":{"$gt":""}}'],
    ["a prototype", '{"__proto__":{"isAdministrators":true},"constructor":{"prototype":{"x":1}}}'],
    ["a number beyond all numbers", "1e999"],
    ["a string of NULs", JSON.stringify("\u0000".repeat(1_000))],
    ["half a surrogate", '"\\ud800"'],
    ["no JSON", "{"],
  ])("%s", async (_, body) => {
    const before = await everythingStored();
    for (const path of procedures) {
      const { status, text } = await wholeAnswer(path, body, { cookie: account.cookie, accountId: account.accountId });
      expect([path, status, text.slice(0, 500)]).toEqual([path, 400, expect.stringContaining("BAD_REQUEST")]);
      expect(text.length).toBeLessThan(20_000);
    }
    expect(await everythingStored()).toEqual(before);
  });

  test.each([
    ["users.inviteMany", (deep: string) => `{"users":[${deep}]}`],
    ["users.inviteMany", (deep: string) => `{"users":[{"email":${deep}}]}`],
    ["users.edit", (deep: string) => `{"userId":"${things.userId}","groupIds":${deep}}`],
    ["profile.update", (deep: string) => `{"notifications":${deep}}`],
    ["users.list", (deep: string) => `{"sort":${deep}}`],
    ["users.list", (deep: string) => `{"cursor":${JSON.stringify(btoa(deep).slice(0, 1_000))}}`],
  ])("what is deep stands inside of an input: %s", async (path, input) => {
    const before = await everythingStored();
    const deep = `${"[".repeat(400_000)}${"]".repeat(400_000)}`;
    const { status, text } = await wholeAnswer(path, input(deep), account);
    expect([status, text.slice(0, 500)]).toEqual([path === "users.inviteMany" ? 200 : 400, expect.anything()]);
    expect(await everythingStored()).toEqual(before);
  });
});
