import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureLogin } from "../db/logins.ts";
import { wake } from "../invitation/wake.ts";
import { countedDb } from "../test/d1-proxies.ts";
import {
  type Account,
  type CallerOptions,
  type callerOf,
  makeAccount,
  requestOf,
  signIn,
  T0,
} from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { bring, codeOf, currentInvitation, invite, newAddress } from "../test/stages.ts";

type Caller = ReturnType<typeof callerOf>;

/** Calls to D1 that a procedure makes, a batch being one, until it answers and has done what it put off. */
async function callsOf(options: CallerOptions, call: (api: Caller) => Promise<unknown>): Promise<number> {
  const { db, calls } = countedDb(env.DB);
  const { api, settled } = requestOf({ ...options, env: { DB: db } });
  await call(api);
  await settled();
  return calls();
}

describe("calls to D1", () => {
  let account: Account;
  beforeAll(async () => {
    account = await makeAccount();
    // The founder has just been told of somebody: from here on it is gathered.
    const { api, settled } = requestOf({});
    await api.invitations.decline({ code: await codeOf((await invite(account)).id) });
    await settled();
  });
  const names = { firstName: "Grace", lastName: "Hopper", termsAccepted: true as const };
  const byToken = () => ({ token: account.token });
  const bySession = () => ({ cookie: account.cookie });

  test("a forged code: none", async () => {
    const genuine = await codeOf((await invite(account)).id);
    const code = `${genuine.slice(0, -2)}${genuine.endsWith("AA") ? "BA" : "AA"}`;
    const preview = (api: Caller) => refusalOf(api.invitations.preview({ code }));
    expect(await callsOf({}, preview)).toBe(0);
    expect(await callsOf(bySession(), preview)).toBe(0);
  });

  test("a preview: 1, and 1 for the session of whoever has one", async () => {
    const code = await codeOf((await invite(account)).id);
    const preview = (api: Caller) => api.invitations.preview({ code });
    expect(await callsOf({}, preview)).toBe(1);
    expect(await callsOf(bySession(), preview)).toBe(2);
  });

  test("a list, a user, the counts: 1 with a token and 2 with a session", async () => {
    for (const read of [
      (api: Caller) => api.users.list(),
      (api: Caller) => api.users.list({ search: "ada", groupId: account.administratorsGroupId }),
      (api: Caller) => api.users.list({ page: 2, sort: [{ by: "status", dir: "desc" }] }),
      (api: Caller) => api.users.get({ userId: account.founderId }),
      (api: Caller) => api.users.counts(),
      (api: Caller) => api.groups.list(),
      (api: Caller) => api.events.list(),
    ]) {
      expect(await callsOf(byToken(), read)).toBe(1);
      expect(await callsOf(bySession(), read)).toBe(2);
    }
  });

  test("inviting: 2 with a token and 3 with a session", async () => {
    const newcomer = (more = {}) => ({
      email: newAddress(),
      firstName: "N",
      lastName: "",
      groupIds: [account.usersGroupId],
      ...more,
    });
    expect(await callsOf(byToken(), (api) => api.users.invite(newcomer()))).toBe(2);
    expect(await callsOf(bySession(), (api) => api.users.invite(newcomer()))).toBe(3);
    const more = { externalId: "E-1", message: "Hello", idempotencyKey: "k" };
    expect(await callsOf(byToken(), (api) => api.users.invite(newcomer(more)))).toBe(2);
  });

  test("resending and sending new: 2 with a token and 3 with a session", async () => {
    for (const [options, calls] of [
      [byToken(), 2],
      [bySession(), 3],
    ] as const) {
      // That a session was seen is noted once an hour; here it has just been.
      const seen = (now: number) => callsOf({ ...options, now }, (api) => api.users.counts());
      const { row, now } = await bring(account, "invited");
      await seen(now);
      expect(await callsOf({ ...options, now }, (api) => api.invitations.resend({ userId: row.id }))).toBe(calls);
      const overdue = await bring(account, "overdue");
      const sendNew = (api: Caller) => api.invitations.sendNew({ userId: overdue.row.id });
      await seen(overdue.now);
      expect(await callsOf({ ...options, now: overdue.now }, sendNew)).toBe(calls);
    }
  });

  test("correcting an address: 2 with a token and 3 with a session", async () => {
    for (const [options, calls] of [
      [byToken(), 2],
      [bySession(), 3],
    ] as const) {
      const { row, now } = await bring(account, "invited");
      const correct = (api: Caller) => api.users.correctAddress({ userId: row.id, email: newAddress() });
      expect(await callsOf({ ...options, now }, correct)).toBe(calls);
    }
  });

  test("accepting by mailed link: 2, and to make the login with its session", async () => {
    const code = await codeOf((await invite(account)).id);
    expect(await callsOf({}, (api) => api.invitations.accept({ code, ...names }))).toBe(2 + 1);
  });

  test("accepting with a session: 2, and to read the session and to enter the account into the directory", async () => {
    const { id, email } = await invite(account);
    const { loginId } = await ensureLogin(env.DB, email, account.accountId, T0);
    const cookie = await signIn(loginId, T0);
    const code = await codeOf(id);
    expect(await callsOf({ cookie }, (api) => api.invitations.accept({ code, ...names }))).toBe(2 + 2);
  });

  test("declining: 2", async () => {
    const code = await codeOf((await invite(account)).id);
    expect(await callsOf({}, (api) => api.invitations.decline({ code }))).toBe(2);
  });

  test("telling whoever invited, the first of an hour: 2 more, to begin the mail and to note how it went", async () => {
    const code = await codeOf((await invite(await makeAccount())).id);
    expect(await callsOf({}, (api) => api.invitations.decline({ code }))).toBe(2 + 2);
  });

  test("a mail by alarm: 3, to read what is due, to begin, and to note how it went and what is due next", async () => {
    const { id } = await currentInvitation((await invite(account)).id);
    const { db, calls } = countedDb(env.DB);
    await wake({ ...env, DB: db }, id, () => T0 + 100);
    expect(calls()).toBe(3);
  });

  test("commands on a user: 2 with a token", async () => {
    const { row, now } = await bring(account, "active");
    const userId = row.id;
    const options = { ...byToken(), now };
    expect(await callsOf(options, (api) => api.users.edit({ userId, groupIds: [account.usersGroupId] }))).toBe(2);
    expect(await callsOf(options, (api) => api.users.block({ userId }))).toBe(2);
    expect(await callsOf(options, (api) => api.users.unblock({ userId }))).toBe(2);
  });
});

// What is written is what costs most of a write, each row of each index; the life of an invitation has these.
test.each<
  [string, number, (account: Account) => Promise<{ options?: CallerOptions; call: (api: Caller) => Promise<unknown> }>]
>([
  [
    "inviting",
    60,
    async ({ usersGroupId: id, token }) => ({
      options: { token },
      call: (api) => api.users.invite({ email: newAddress(), firstName: "Grace", lastName: "Hopper", groupIds: [id] }),
    }),
  ],
  [
    "accepting",
    70,
    async (account) => {
      const code = await codeOf((await invite(account)).id);
      return {
        call: (api) => api.invitations.accept({ code, firstName: "Grace", lastName: "Hopper", termsAccepted: true }),
      };
    },
  ],
  [
    "resending",
    40,
    async (account) => {
      const { row, now } = await bring(account, "invited");
      return { options: { token: account.token, now }, call: (api) => api.invitations.resend({ userId: row.id }) };
    },
  ],
])("rows that %s writes: at most %i", async (_, atMost, prepare) => {
  const account = await makeAccount();
  const { options = {}, call } = await prepare(account);
  const { db, rowsWritten } = countedDb(env.DB);
  await call(requestOf({ ...options, env: { DB: db } }).api);
  expect(rowsWritten()).toBeLessThanOrEqual(atMost);
  expect(rowsWritten()).toBeGreaterThan(atMost / 2);
});
