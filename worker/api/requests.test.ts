import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { countedDb } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount } from "../test/harness.ts";
import { answerOf, call, origin, send } from "../test/http.ts";
import { codeOf, invite } from "../test/stages.ts";

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

describe("what is too much", () => {
  test("an address of 1 MB is not read: 413", async () => {
    const { status, text } = await call(account, "users.invite", { email: `${"a".repeat(1024 * 1024)}@example.com` });
    expect(status).toBe(413);
    expect(text.length).toBeLessThan(100);
  });

  test("a body is taken up to 1000 KiB, whatever its header claims", async () => {
    const limit = 1_000 * 1024;
    const padded = (size: number) => JSON.stringify({ search: "" }).padEnd(size, " ");
    expect((await call(account, "users.list", padded(limit))).status).toBe(200);
    expect((await call(account, "users.list", padded(limit + 1))).status).toBe(413);
    const chunk = new TextEncoder().encode(" ".repeat(64 * 1024));
    const body = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 16; i++) controller.enqueue(chunk);
        controller.close();
      },
    });
    const headers = { authorization: `Bearer ${account.token}`, "content-type": "application/json" };
    expect((await send("users.list", { method: "POST", headers, body })).status).toBe(413);
  });

  test("a batch of 20 is answered, one of 21 refused before anything is done", async () => {
    const headers = { authorization: `Bearer ${account.token}` };
    const paths = (count: number) => Array(count).fill("users.counts").join(",");
    const twenty = await send(`${paths(20)}?batch=1`, { headers });
    expect(twenty.status).toBe(200);
    expect(await twenty.json()).toHaveLength(20);
    const { status } = await answerOf(await send(`${paths(21)}?batch=1`, { headers }));
    expect(status).toBe(400);
  });
});

describe("an error answer", () => {
  test("carries the refusal, its sentence and code, and no stack", async () => {
    const { status, data, message, text } = await call(account, "users.remove", { userId: "USR-0000000000000000" });
    expect({ status, data }).toMatchObject({
      status: 404,
      data: { code: "NOT_FOUND", refusal: { reason: "notFound" }, problems: null, requestId: null },
    });
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toContain("stack");
  });

  test("of an unknown procedure is an answer too", async () => {
    const { status, text } = await call(account, "users.explode", {});
    expect(status).toBe(404);
    expect(text).not.toContain("stack");
  });

  test("never quotes a code", async () => {
    const { id } = await invite(account);
    const code = await codeOf(id);
    await callerOf({ token: account.token }).users.remove({ userId: id });
    const { text, data } = await call(account, "invitations.preview", { code });
    expect(data?.refusal).toEqual({ reason: "invitationWithdrawn" });
    expect(text).not.toContain(code);
  });
});

describe("a browser's request", () => {
  const post = (headers: Record<string, string>, body: BodyInit = "{}") =>
    send("profile.get", {
      method: "POST",
      headers: { cookie: account.cookie, "content-type": "application/json", ...headers },
      body,
    });

  test("is answered from our own pages", async () => {
    expect((await post({ origin })).status).toBe(200);
    expect((await post({ "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await post({ origin })).headers.get("cache-control")).toBe("no-store");
  });

  test("by a form does nothing, from anywhere", async () => {
    const form = () => {
      const data = new FormData();
      data.set("name", "By form");
      return data;
    };
    const sendForm = (headers: Record<string, string>, body: BodyInit) =>
      send("groups.create", { method: "POST", headers: { cookie: account.cookie, ...headers }, body });
    expect((await sendForm({ origin: "https://evil.example" }, form())).status).toBe(403);
    const bodies = [form(), new URLSearchParams({ name: "By form" }), "name=By form", '{"name":"By form"}'];
    for (const body of bodies) {
      const { status } = await answerOf(
        await sendForm({ origin, ...(typeof body === "string" ? { "content-type": "text/plain" } : {}) }, body),
      );
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    const names = (await callerOf({ token: account.token }).groups.list()).map(({ name }) => name);
    expect(names).toEqual(["Administrators", "Users"]);
  });

  test("with a session and a token at once goes by the token alone", async () => {
    const other = await makeAccount();
    const { text } = await call(account, "users.get", { userId: account.founderId }, { cookie: other.cookie });
    expect(JSON.parse(text)).toMatchObject({ result: { data: { id: account.founderId } } });
    const { data } = await call(
      account,
      "users.list",
      {},
      { cookie: account.cookie, authorization: "Bearer nonsense" },
    );
    expect(data?.refusal).toEqual({ reason: "signInRequired" });
  });
});

describe("opening a link", () => {
  test.each(["GET", "HEAD"])("by %s changes nothing and reads nothing", async (method) => {
    const { id } = await invite(account);
    const code = await codeOf(id);
    const before = await callerOf({ token: account.token }).users.get({ userId: id });
    const accept = encodeURIComponent(JSON.stringify({ code, firstName: "G", lastName: "", termsAccepted: true }));
    const onlyCode = encodeURIComponent(JSON.stringify({ code }));
    for (const path of [
      `invitations.accept?input=${accept}`,
      `invitations.decline?input=${onlyCode}`,
      `invitations.preview?input=${onlyCode}`,
    ]) {
      const { status, text } = await answerOf(await send(path, { method }));
      expect(status).toBe(method === "HEAD" ? 204 : 405);
      expect(text).not.toContain(code);
    }
    expect(await callerOf({ token: account.token }).users.get({ userId: id })).toEqual(before);
  });

  test("with a preview by POST reads once and writes nothing", async () => {
    const { id } = await invite(account);
    const { db, calls } = countedDb(env.DB);
    await callerOf({ env: { DB: db } }).invitations.preview({ code: await codeOf(id) });
    expect(calls()).toBe(1);
    const { status } = await answerOf(
      await send("invitations.preview", {
        method: "POST",
        headers: { origin, "content-type": "application/json" },
        body: JSON.stringify({ code: await codeOf(id) }),
      }),
    );
    expect(status).toBe(200);
  });
});
