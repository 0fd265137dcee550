import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { carryingBookmark } from "../../client/bookmark.ts";
import type { Env } from "../env.ts";
import { type Account, makeAccount, T0 } from "../test/harness.ts";
import { laggingDatabase } from "../test/lagging.ts";
import { bookmarkHeader } from "./replica.ts";
import { serveApi } from "./serve.ts";

const { COPY, TEST_MIGRATIONS } = env as unknown as { COPY: D1Database; TEST_MIGRATIONS: D1Migration[] };

let account: Account;
let lagging: ReturnType<typeof laggingDatabase>;
beforeEach(async () => {
  account = await makeAccount();
  await applyD1Migrations(COPY, TEST_MIGRATIONS);
  lagging = laggingDatabase(env.DB, COPY);
  await lagging.catchUp();
});

type Call = { input?: object; headers?: Record<string, string>; changed?: Partial<Env> };

async function call(path: string, { input, headers = {}, changed = {} }: Call = {}): Promise<Response> {
  const { CALLS: _, FORGERIES: __, ...unlimited } = env;
  const request = new Request(`${env.ORIGIN}/trpc/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(input ?? {}),
  });
  const pending: Promise<unknown>[] = [];
  const execution = { waitUntil: (work: Promise<unknown>) => void pending.push(work) };
  const given = { ...unlimited, DB: lagging.db, READ_REPLICAS: "on", ...changed };
  const response = await serveApi(request, given, execution, () => T0);
  await Promise.all(pending);
  return response;
}

const asProgram = () => ({ authorization: `Bearer ${account.token}` });
const asPage = (cookies: string[] = []) => ({
  cookie: [account.cookie, ...cookies].join("; "),
  origin: env.ORIGIN,
  "x-usher-account": account.accountId,
});

function invitation(email: string) {
  return { email, firstName: "Ann", lastName: "Other", groupIds: [account.usersGroupId] };
}

async function totalOf(response: Response): Promise<number> {
  const { result } = await response.json<{ result: { data: { total: number } } }>();
  return result.data.total;
}

describe("where copies of the database serve lists", () => {
  it("a list comes from the copy, however old that is; who asks does not", async () => {
    await call("users.invite", { input: invitation("ann@example.com"), headers: asProgram() });
    const before = { ...lagging.served };
    expect(await totalOf(await call("users.list", { headers: asProgram() }))).toBe(1);
    expect(lagging.served).toEqual({ primary: before.primary + 1, copy: before.copy + 1 });
    await lagging.catchUp();
    expect(await totalOf(await call("users.list", { headers: asProgram() }))).toBe(2);
  });

  it.each(["users.list", "users.counts", "groups.list", "events.list"])("%s may come from a copy", async (path) => {
    const before = lagging.served.copy;
    expect((await call(path, { headers: asProgram() })).status).toBe(200);
    expect(lagging.served.copy).toBe(before + 1);
  });

  it("a program that carries bookmarks reads what it wrote, and nothing older than what it has read", async () => {
    const fetch = carryingBookmark((_, init) => {
      const { path, input } = JSON.parse(String(init?.body));
      return call(path, { input, headers: { ...asProgram(), ...Object.fromEntries(new Headers(init?.headers)) } });
    });
    const ask = (path: string, input: object = {}) =>
      fetch("https://users.example.com", { body: JSON.stringify({ path, input }) });
    expect(await totalOf(await ask("users.list"))).toBe(1);
    await ask("users.invite", invitation("ann@example.com"));
    expect(await totalOf(await ask("users.list"))).toBe(2);
    await lagging.catchUp();
    const before = lagging.served.copy;
    expect(await totalOf(await ask("users.list"))).toBe(2);
    expect(lagging.served.copy).toBe(before + 1);
  });

  it("a browser carries that of its own writes by itself, out of reach for scripts and other sites", async () => {
    const written = await call("users.invite", { input: invitation("ann@example.com"), headers: asPage() });
    const [line = ""] = written.headers.getSetCookie();
    expect(line).toMatch(/^usher_bookmark=[0-9]{16}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    const [cookie = ""] = line.split(";");
    expect(await totalOf(await call("users.list", { headers: asPage([cookie]) }))).toBe(2);
    expect(await totalOf(await call("users.list", { headers: asPage() }))).toBe(1);
  });

  it("of two bookmarks the newer one counts: what a page has heard of, and what it has written", async () => {
    const written = await call("users.invite", { input: invitation("ann@example.com"), headers: asPage() });
    const heard = written.headers.get(bookmarkHeader) ?? "";
    const older = "usher_bookmark=0000000000000000";
    const headers = { ...asPage([older]), [bookmarkHeader]: heard };
    expect(await totalOf(await call("users.list", { headers }))).toBe(2);
  });

  it("a right that was taken away ends with the next call, whatever the copy says", async () => {
    await env.DB.prepare("DELETE FROM tokens WHERE accountId = ?").bind(account.accountId).run();
    const refused = await call("users.list", { headers: asProgram() });
    expect(refused.status).toBe(401);
    expect(await refused.text()).not.toContain(account.founderEmail);
  });

  it.each([
    ["a word of D1's own", "first-primary"],
    ["a word", "nonsense"],
    ["SQL", "'; DROP TABLE users"],
    ["too long", "f".repeat(1_000)],
  ])("what is no bookmark is none: %s", async (_, bookmark) => {
    const headers = { ...asProgram(), [bookmarkHeader]: bookmark };
    const before = lagging.served.copy;
    expect(await totalOf(await call("users.list", { headers }))).toBe(1);
    expect(lagging.served.copy).toBe(before + 1);
  });

  it("a copy that fails is passed over", async () => {
    const failing = { prepare: COPY.prepare.bind(COPY), batch: () => Promise.reject(new Error("D1_ERROR: gone")) };
    lagging = laggingDatabase(env.DB, failing as unknown as D1Database);
    expect(await totalOf(await call("users.list", { headers: asProgram() }))).toBe(1);
  });

  it("nothing of it is there unless the operator has switched it on", async () => {
    const before = lagging.served.copy;
    const answer = await call("users.list", { headers: asProgram(), changed: { READ_REPLICAS: "" } });
    expect(answer.headers.get(bookmarkHeader)).toBeNull();
    expect(lagging.served.copy).toBe(before);
  });
});
