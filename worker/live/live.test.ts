import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { type LiveMessage, liveClosed } from "../../shared/live.ts";
import type { SessionList } from "../../shared/sign-in-means.ts";
import { findLogin } from "../test/find-login.ts";
import { type Account, makeAccount, requestOf, signIn } from "../test/harness.ts";
import { currentInvitation, join } from "../test/stages.ts";
import { ring } from "../test/timers.ts";

const now = Date.now();

type Api = ReturnType<typeof requestOf>["api"];
type Page = { messages: LiveMessage[]; closed: () => number | null; socket: WebSocket };

const pages: Page[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const { socket } of pages.splice(0)) socket.close(1000);
});

async function connect(
  account: Account,
  options: { after?: number; origin?: string; cookie?: string } = {},
): Promise<Response> {
  const query = new URLSearchParams({ account: account.accountId });
  if (options.after !== undefined) query.set("after", String(options.after));
  return exports.default.fetch(`http://localhost:8787/live?${query}`, {
    headers: {
      upgrade: "websocket",
      origin: options.origin ?? env.ORIGIN,
      cookie: options.cookie ?? account.cookie,
    },
  });
}

async function open(account: Account, options: { after?: number; cookie?: string } = {}): Promise<Page> {
  const { webSocket: socket } = await connect(account, options);
  if (!socket) throw new Error("not upgraded");
  let code: number | null = null;
  const page: Page = { messages: [], closed: () => code, socket };
  socket.addEventListener("message", ({ data }) => {
    page.messages.push(JSON.parse(String(data)));
  });
  socket.addEventListener("close", (event) => {
    code = event.code;
  });
  socket.accept();
  pages.push(page);
  return page;
}

/** Does something as the founder and waits until the work it left behind is done. */
async function act<Result>(account: Account, what: (api: Api) => Promise<Result>): Promise<Result> {
  const { api, settled } = requestOf({ token: account.token, now });
  const result = await what(api);
  await settled();
  return result;
}

async function anotherSession({ founderEmail }: Account): Promise<string> {
  const login = await findLogin(env.DB, founderEmail);
  if (login === null) throw new Error("no login");
  return signIn(login.loginId, now);
}

function invitee(account: Account, email: string) {
  return { email, firstName: "Ron", lastName: "Ronald", groupIds: [account.usersGroupId], sendMail: false };
}

test("an open page is told of each change once, and by whose change", async () => {
  const account = await makeAccount(now);
  const page = await open(account);
  const { id } = await act(account, (api) => api.users.invite(invitee(account, "ron@example.com")));
  await expect.poll(() => page.messages).toHaveLength(1);
  expect(page.messages[0]).toMatchObject({ type: "invitation.created", userId: id });
  await act(account, (api) => api.users.edit({ userId: id, groupIds: [account.usersGroupId] }));
  await expect.poll(() => page.messages.map(({ type }) => type)).toEqual(["invitation.created", "user.edited"]);
});

test("an account that nobody watches is told of nothing, until somebody does again", async () => {
  const account = await makeAccount(now);
  const told: string[] = [];
  const LIVE = {
    getByName(name: string) {
      told.push(name);
      return env.LIVE.getByName(name);
    },
  } as unknown as typeof env.LIVE;
  const invite = async (email: string) => {
    const { api, settled } = requestOf({ token: account.token, now, env: { LIVE } });
    await api.users.invite(invitee(account, email));
    await settled();
  };
  await invite("one@example.com");
  expect(told).toEqual([]);
  const page = await open(account);
  await invite("two@example.com");
  await expect.poll(() => page.messages).toHaveLength(2);
  expect(told).toEqual([account.accountId]);
  page.socket.close(1000);
  await expect.poll(() => page.closed()).not.toBeNull();
  // The first to find nobody there is the last to ask.
  await invite("three@example.com");
  await invite("four@example.com");
  expect(told).toHaveLength(2);
  const next = await open(account);
  await invite("five@example.com");
  await expect.poll(() => next.messages.length).toBeGreaterThan(0);
  expect(told).toHaveLength(3);
});

test("where copies of the database serve lists, a page is told how new they have to be", async () => {
  const account = await makeAccount(now);
  await runInDurableObject(env.LIVE.getByName(account.accountId), (live) => {
    Object.assign(live, { env: { ...env, READ_REPLICAS: "on" } });
  });
  const page = await open(account);
  await act(account, (api) => api.users.invite(invitee(account, "ron@example.com")));
  await expect.poll(() => page.messages).toHaveLength(1);
  expect(page.messages[0]?.bookmark).toMatch(/^[0-9a-f-]+$/);
});

test("a resend is one message, and so is the expiry that an alarm brings", async () => {
  const account = await makeAccount(now);
  const options = { token: account.token, now, env: { INVITATION_LIFETIME_MS: "3600000" } };
  const { id } = await requestOf(options).api.users.invite(invitee(account, "ron@example.com"));
  const page = await open(account);
  const types = () => page.messages.map(({ type }) => type);
  const { api, settled } = requestOf(options);
  await api.invitations.resend({ userId: id });
  await settled();
  await expect.poll(() => types()).toContain("invitation.resent");
  // Its mail first, then the deadline.
  const { id: invitationId } = await currentInvitation(id);
  await ring(invitationId, now + 60_000);
  await ring(invitationId, now + 3_600_000);
  await expect.poll(() => types()).toContain("invitation.expired");
  expect(types()).toEqual([...new Set(types())]);
});

test("a page that was away catches up from where it was, and with no other account's changes", async () => {
  const account = await makeAccount(now);
  const other = await makeAccount(now);
  await act(account, (api) => api.users.invite(invitee(account, "one@example.com")));
  const { rows } = await act(account, (api) => api.events.list());
  await act(other, (api) => api.users.invite(invitee(other, "theirs@example.com")));
  const { id } = await act(account, (api) => api.users.invite(invitee(account, "two@example.com")));
  const page = await open(account, { after: rows[0]?.seq ?? 0 });
  await expect.poll(() => page.messages.map(({ userId }) => userId)).toEqual([id]);
});

test("who may listen: an administrator's session, from our own pages", async () => {
  const account = await makeAccount(now);
  const other = await makeAccount(now);
  expect((await connect(account, { origin: "https://evil.example" })).status).toBe(403);
  expect((await connect(account, { cookie: "" })).status).toBe(401);
  expect((await connect(account, { cookie: other.cookie })).status).toBe(403);
  expect((await exports.default.fetch("http://localhost:8787/live?account=ACC-0")).status).toBe(426);
});

test("signing out closes the pages of that session, whoever else listens on", async () => {
  const account = await makeAccount(now);
  const page = await open(account);
  const elsewhere = await open(account, { cookie: await anotherSession(account) });
  const headers = { origin: env.ORIGIN, cookie: account.cookie };
  await exports.default.fetch("http://localhost:8787/api/auth/sign-out", { method: "POST", headers });
  await expect.poll(() => page.closed()).toBe(liveClosed.rightEnded);
  expect(elsewhere.closed()).toBeNull();
});

test("ending one session from another closes its pages, and no others", async () => {
  const account = await makeAccount(now);
  const [cookie, here] = [await anotherSession(account), await open(account)];
  const page = await open(account, { cookie });
  const ask = async (path: string, body: object) => {
    const headers = { origin: env.ORIGIN, cookie: account.cookie, "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return exports.default.fetch(`http://localhost:8787/api/auth/sessions/${path}`, init);
  };
  const { sessions } = await (await ask("list", {})).json<SessionList>();
  await ask("end", { sessionId: sessions.find(({ isCurrent }) => !isCurrent)?.id });
  await expect.poll(() => page.closed()).toBe(liveClosed.rightEnded);
  expect(here.closed()).toBeNull();
});

test("whoever stops being an administrator hears no more, not even of that", async () => {
  const account = await makeAccount(now);
  const page = await open(account);
  await env.DB.prepare("UPDATE users SET status = 'blocked' WHERE id = ?1").bind(account.founderId).run();
  await act(account, (api) => api.users.invite(invitee(account, "ron@example.com")));
  await expect.poll(() => page.closed()).toBe(liveClosed.rightEnded);
  expect(page.messages).toEqual([]);
});

const ends = {
  "made an ordinary user": (api: Api, userId: string, { usersGroupId }: Account) =>
    api.users.edit({ userId, groupIds: [usersGroupId] }),
  blocked: (api: Api, userId: string) => api.users.block({ userId }),
  removed: (api: Api, userId: string) => api.users.remove({ userId }),
} as const;

test.for(Object.entries(ends))(
  "an administrator who is %s hears no more at once, the others go on",
  async ([, end]) => {
    const account = await makeAccount(now);
    const other = await join(account, { groupIds: [account.administratorsGroupId], cookie: account.cookie, now });
    const mine = await open(account);
    const theirs = await open(account, { cookie: other.cookie });
    // Whoever administrates is another administrator's business, no token's.
    const { api, settled } = requestOf({ cookie: account.cookie, accountId: account.accountId, now });
    await end(api, other.userId, account);
    await settled();
    await expect.poll(() => theirs.closed()).toBe(liveClosed.rightEnded);
    // How the other came to be here may be told to both.
    const ofUser = (page: Page) => page.messages.filter(({ type }) => type.startsWith("user."));
    await expect.poll(() => ofUser(mine)).toHaveLength(1);
    expect(ofUser(theirs)).toEqual([]);
    expect(mine.closed()).toBeNull();
  },
);

test("a page that speaks is closed: it only listens", async () => {
  const account = await makeAccount(now);
  const page = await open(account);
  page.socket.send("hello");
  await expect.poll(() => page.closed()).toBe(liveClosed.protocol);
});
