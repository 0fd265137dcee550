import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { losingConnection } from "../test/d1-proxies.ts";
import { type Account, type CallerOptions, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { bring, eventTypesOf, invite, join, joinAsAdministrator, lifetimeMs, newAddress } from "../test/stages.ts";

let account: Account;
beforeEach(async () => {
  account = await makeAccount();
});

type Caller = ReturnType<typeof callerOf>;
type Call = (api: Caller) => Promise<unknown>;

/** Each repeatable mutation: who it is about, the call, and the one event that it leaves. */
const mutations: Record<
  string,
  { event: string; prepare: (idempotencyKey?: string) => Promise<{ call: Call; now: number }> }
> = {
  "users.invite": {
    event: "invitation.created",
    prepare: async (idempotencyKey) => {
      const input = {
        email: newAddress(),
        firstName: "G",
        lastName: "H",
        groupIds: [account.usersGroupId],
        idempotencyKey,
      };
      return { call: (api) => api.users.invite(input), now: T0 };
    },
  },
  "users.edit": {
    event: "user.edited",
    prepare: async (idempotencyKey) => {
      const { row, now } = await bring(account, "active");
      const { id } = await callerOf({ token: account.token }).groups.create({ name: "Edited into" });
      return { call: (api) => api.users.edit({ userId: row.id, groupIds: [id], idempotencyKey }), now };
    },
  },
  "users.correctAddress": {
    event: "user.addressCorrected",
    prepare: async (idempotencyKey) => {
      const { row, now } = await bring(account, "invited");
      const email = newAddress();
      return { call: (api) => api.users.correctAddress({ userId: row.id, email, idempotencyKey }), now };
    },
  },
  "users.remove": {
    event: "user.removed",
    prepare: async (idempotencyKey) => {
      const { row, now } = await bring(account, "active");
      return { call: (api) => api.users.remove({ userId: row.id, idempotencyKey }), now };
    },
  },
  "users.block": {
    event: "user.blocked",
    prepare: async (idempotencyKey) => {
      const { row, now } = await bring(account, "active");
      return { call: (api) => api.users.block({ userId: row.id, idempotencyKey }), now };
    },
  },
  "users.unblock": {
    event: "user.unblocked",
    prepare: async (idempotencyKey) => {
      const { row, now } = await bring(account, "blocked");
      return { call: (api) => api.users.unblock({ userId: row.id, idempotencyKey }), now };
    },
  },
  "users.delete": {
    event: "user.deleted",
    prepare: async (idempotencyKey) => {
      const { row, now } = await bring(account, "removed");
      return { call: (api) => api.users.delete({ userId: row.id, idempotencyKey }), now };
    },
  },
  "invitations.link": {
    event: "invitation.linkCopied",
    prepare: async (idempotencyKey) => {
      const { row, now } = await bring(account, "invited");
      return { call: (api) => api.invitations.link({ userId: row.id, idempotencyKey }), now };
    },
  },
  "invitations.resend": {
    event: "invitation.resent",
    prepare: async (idempotencyKey) => {
      const { row, now } = await bring(account, "invited");
      return { call: (api) => api.invitations.resend({ userId: row.id, idempotencyKey }), now };
    },
  },
  "invitations.sendNew": {
    event: "invitation.created",
    prepare: async (idempotencyKey) => {
      const { row, now } = await bring(account, "overdue");
      return { call: (api) => api.invitations.sendNew({ userId: row.id, idempotencyKey }), now };
    },
  },
  "groups.create": {
    event: "group.created",
    prepare: async (idempotencyKey) => ({
      call: (api) => api.groups.create({ name: "Research", idempotencyKey }),
      now: T0,
    }),
  },
  "groups.rename": {
    event: "group.renamed",
    prepare: async (idempotencyKey) => ({
      call: (api) => api.groups.rename({ groupId: account.usersGroupId, name: "Everybody", idempotencyKey }),
      now: T0,
    }),
  },
  "groups.remove": {
    event: "group.removed",
    prepare: async (idempotencyKey) => {
      const { id } = await callerOf({ token: account.token }).groups.create({ name: "Passing" });
      return { call: (api) => api.groups.remove({ groupId: id, idempotencyKey }), now: T0 };
    },
  },
  "accounts.update": {
    event: "account.updated",
    prepare: async (idempotencyKey) => ({
      call: (api) => api.accounts.update({ name: "Wayne Enterprises", idempotencyKey }),
      now: T0,
    }),
  },
};
const names = Object.keys(mutations);

function mutation(name: string) {
  const found = mutations[name];
  if (!found) throw new Error(`No mutation ${name}`);
  return found;
}

async function countEvents(type: string): Promise<number> {
  const { rows } = await callerOf({ token: account.token }).events.list({ pageSize: 100 });
  return rows.filter((event) => event.type === type).length;
}

const openSignUp = { OPEN_SIGN_UP: "1" };

describe("the same call under one key, twenty times at once,", () => {
  test.each(names)("has one effect, one event and one answer: %s", async (name) => {
    const { event, prepare } = mutation(name);
    const { call, now } = await prepare("key-1");
    const before = await countEvents(event);
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(callerOf({ token: account.token, now }))));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await countEvents(event)).toBe(before + 1);
    // A day later, still within memory, it is the same again.
    expect(await call(callerOf({ token: account.token, now }))).toEqual(answers[0]);
    expect(await countEvents(event)).toBe(before + 1);
  });

  test("founds one account", async () => {
    const caller = () => callerOf({ cookie: account.cookie, env: openSignUp });
    const create = () => caller().accounts.create({ name: "Second", idempotencyKey: "found" });
    const answers = await Promise.all(Array.from({ length: 20 }, create));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await caller().accounts.mine()).accounts.map(({ name }) => name).sort()).toEqual([
      "Second",
      "Stark Industries",
    ]);
    const { rows } = await callerOf({ cookie: account.cookie, accountId: answers[0]?.id ?? "" }).events.list();
    expect(rows.map(({ type }) => type)).toEqual(["account.created"]);
  });

  test("sends one invitation", async () => {
    const { call } = await mutation("users.invite").prepare("key-1");
    await Promise.all(Array.from({ length: 20 }, () => call(callerOf({ token: account.token }))));
    const count = (table: string) =>
      env.DB.prepare(`SELECT count(*) AS count FROM ${table} WHERE accountId = ?1`)
        .bind(account.accountId)
        .first("count");
    expect(await count("invitations")).toBe(1);
    expect(await count("sends")).toBe(1);
    expect(await count("users")).toBe(2);
  });
});

describe("without a key", () => {
  test("inviting the same address twenty times at once invites once, and tells the others", async () => {
    const { call } = await mutation("users.invite").prepare();
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => call(callerOf({ token: account.token }))),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "fulfilled") continue;
      expect(await refusalOf(Promise.reject(answer.reason))).toMatchObject({
        reason: "alreadyInvited",
        status: "invited",
      });
    }
    expect(await countEvents("invitation.created")).toBe(1);
  });

  test("creating the same group twice at once creates one", async () => {
    const create = () => callerOf({ token: account.token }).groups.create({ name: "Twins" });
    const answers = await Promise.allSettled([create(), create()]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("resending twenty times at once sends one mail", async () => {
    const { row, now } = await bring(account, "invited");
    const resend = () => callerOf({ token: account.token, now }).invitations.resend({ userId: row.id });
    const answers = await Promise.allSettled(Array.from({ length: 20 }, resend));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await countEvents("invitation.resent")).toBe(1);
  });
});

describe("a key", () => {
  const person = () => ({ firstName: "G", lastName: "H", groupIds: [account.usersGroupId] });

  test("used for another input, or another procedure, is a conflict", async () => {
    const { users, groups } = callerOf({ token: account.token });
    const email = newAddress();
    await users.invite({ ...person(), email, idempotencyKey: "k" });
    const conflict = { reason: "conflict" };
    expect(await refusalOf(users.invite({ ...person(), email: newAddress(), idempotencyKey: "k" }))).toEqual(conflict);
    expect(await refusalOf(users.invite({ ...person(), email, firstName: "Other", idempotencyKey: "k" }))).toEqual(
      conflict,
    );
    expect(await refusalOf(groups.create({ name: "K", idempotencyKey: "k" }))).toEqual(conflict);
    expect(await countEvents("invitation.created")).toBe(1);
  });

  test("of one caller never meets the same key of another", async () => {
    const second = await joinAsAdministrator(account);
    const elsewhere = await makeAccount();
    const before = await countEvents("group.created");
    const callers: [string, CallerOptions][] = [
      ["By token", { token: account.token }],
      ["By founder", { cookie: account.cookie }],
      ["By second", { cookie: second.cookie }],
      ["Elsewhere", { token: elsewhere.token }],
    ];
    const rows = await Promise.all(
      callers.map(([name, options]) => callerOf(options).groups.create({ name, idempotencyKey: "shared" })),
    );
    expect(rows.map(({ name }) => name)).toEqual(callers.map(([name]) => name));
    expect(await countEvents("group.created")).toBe(before + 3);
  });

  test("does not remember a refusal: the same call may work later", async () => {
    const { row, now } = await bring(account, "invited");
    const resendAt = (at: number) =>
      callerOf({ token: account.token, now: at }).invitations.resend({ userId: row.id, idempotencyKey: "later" });
    await callerOf({ token: account.token, now }).invitations.resend({ userId: row.id });
    expect(await refusalOf(resendAt(now + 1))).toMatchObject({ reason: "coolingDown" });
    expect(await resendAt(now + 60_000)).toMatchObject({ sentAt: now + 60_000 });
    expect(await resendAt(now + 60_001)).toMatchObject({ sentAt: now + 60_000 });
  });

  test("answers with the row as it is now, not as it was", async () => {
    const input = { ...person(), email: newAddress(), idempotencyKey: "fresh" };
    const { users } = callerOf({ token: account.token });
    const { id } = await users.invite(input);
    const { row } = { row: await users.remove({ userId: id }) };
    expect(await users.invite(input)).toEqual(row);
    expect(row.status).toBe("removed");
  });

  test("may be sent again by the same session although its owner has left since", async () => {
    const member = await join(account);
    const leave = () =>
      callerOf({ cookie: member.cookie, accountId: account.accountId }).accounts.leave({ idempotencyKey: "bye" });
    expect(await leave()).toEqual({ accountId: account.accountId });
    expect(await leave()).toEqual({ accountId: account.accountId });
  });
});

describe("a write whose outcome is unknown", () => {
  test.each(names)("is recognised by its mark when it was committed: %s", async (name) => {
    const { event, prepare } = mutation(name);
    const { call, now } = await prepare();
    const before = await countEvents(event);
    const DB = losingConnection(env.DB, "after");
    const answer = await call(callerOf({ token: account.token, now, env: { DB } }));
    expect(answer).toBeTruthy();
    expect(await countEvents(event)).toBe(before + 1);
  });

  test.each(names)("is written again when it was not: %s", async (name) => {
    const { event, prepare } = mutation(name);
    const { call, now } = await prepare();
    const before = await countEvents(event);
    const DB = losingConnection(env.DB, "before", 2);
    expect(await call(callerOf({ token: account.token, now, env: { DB } }))).toBeTruthy();
    expect(await countEvents(event)).toBe(before + 1);
  });

  test("answers what it would have answered", async () => {
    const { row, now } = await bring(account, "overdue");
    const DB = losingConnection(env.DB, "after");
    const api = callerOf({ token: account.token, now, env: { DB } });
    const answer = await api.invitations.sendNew({ userId: row.id });
    expect(answer).toEqual(await callerOf({ token: account.token, now }).users.get({ userId: row.id }));
    expect(answer).toMatchObject({ status: "invited", expiresAt: now + lifetimeMs });
  });

  test("lets administrators step down who then learn so", async () => {
    const { userId, cookie } = await joinAsAdministrator(account);
    const api = callerOf({ cookie, env: { DB: losingConnection(env.DB, "after") } });
    const groupIds = [account.usersGroupId];
    const stepDown = () => api.users.edit({ userId, groupIds, idempotencyKey: "down" });
    expect(await stepDown()).toMatchObject({ id: userId, groups: [{ isAdministrators: false }] });
    expect(await stepDown()).toMatchObject({ id: userId });
    expect(await refusalOf(api.users.get({ userId }))).toEqual({ reason: "notAllowed" });
  });

  test("lets an invitee in who then learns so", async () => {
    for (const when of ["before", "after"] as const) {
      const { row, code, now } = await bring(account, "invited");
      const api = callerOf({ now, env: { DB: losingConnection(env.DB, when) } });
      const answer = await api.invitations.accept({ code, firstName: "G", lastName: "H", termsAccepted: true });
      expect(answer).toMatchObject({ userId: row.id, isSignedIn: true });
      expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created", "invitation.accepted"]);
    }
  });

  test("lets an invitee decline who then learns so", async () => {
    const { row, code, now } = await bring(account, "invited");
    const api = callerOf({ now, env: { DB: losingConnection(env.DB, "after") } });
    expect(await api.invitations.decline({ code })).toEqual({ accountName: "Stark Industries" });
    expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created", "invitation.declined"]);
  });

  test("lets a member leave who then learns so", async () => {
    const member = await join(account);
    const api = callerOf({ cookie: member.cookie, env: { DB: losingConnection(env.DB, "after") } });
    expect(await api.accounts.leave()).toEqual({ accountId: account.accountId });
  });

  test("founds one account", async () => {
    for (const when of ["before", "after"] as const) {
      const caller = callerOf({ cookie: account.cookie, env: { ...openSignUp, DB: losingConnection(env.DB, when) } });
      expect(await caller.accounts.create({ name: when })).toMatchObject({ name: when });
    }
    const { accounts } = await callerOf({ cookie: account.cookie }).accounts.mine();
    expect(accounts.map(({ name }) => name).sort()).toEqual(["Stark Industries", "after", "before"]);
  });

  test("is given up when the database stays away: an internal error, logged once, that names nothing", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const { call } = await mutation("users.invite").prepare();
    const DB = losingConnection(env.DB, "before", 99);
    await expect(call(callerOf({ token: account.token, env: { DB } }))).rejects.toMatchObject({
      code: "INTERNAL_SERVER_ERROR",
    });
    expect(log).toHaveBeenCalledTimes(1);
    expect(await countEvents("invitation.created")).toBe(0);
    log.mockRestore();
  });
});

describe("ifRevision", () => {
  test.each(["edit", "remove", "block"] as const)(
    "that is behind is a conflict with the fresh row: %s",
    async (name) => {
      const { row, now } = await bring(account, "active");
      const { users } = callerOf({ token: account.token, now });
      const guarded = { userId: row.id, ifRevision: row.revision };
      const fresh = await users.edit({ userId: row.id, groupIds: [account.usersGroupId] });
      const call =
        name === "edit" ? users.edit({ ...guarded, groupIds: [account.usersGroupId] }) : users[name](guarded);
      expect(await refusalOf(call)).toEqual({ reason: "conflict", row: fresh });
      expect(await users.get({ userId: row.id })).toEqual(fresh);
      expect(await users.block({ ...guarded, ifRevision: fresh.revision })).toMatchObject({ status: "blocked" });
    },
  );

  test("lets one of two edits at once through", async () => {
    const { row, now } = await bring(account, "active");
    const { users } = callerOf({ token: account.token, now });
    const group = await users.edit({ userId: row.id, groupIds: [account.usersGroupId] });
    const edit = () => users.edit({ userId: row.id, groupIds: [account.usersGroupId], ifRevision: group.revision });
    const answers = await Promise.allSettled([edit(), edit(), edit()]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "fulfilled") continue;
      expect(await refusalOf(Promise.reject(answer.reason))).toMatchObject({
        reason: "conflict",
        row: { id: row.id, revision: group.revision + 1 },
      });
    }
  });

  test("goes up with every change of a user", async () => {
    const { id: userId, revision } = await invite(account);
    const api = callerOf({ token: account.token, now: T0 + 1 });
    const resent = await api.invitations.resend({ userId });
    const edited = await api.users.edit({ userId, groupIds: [account.usersGroupId] });
    const removed = await api.users.remove({ userId });
    expect([resent, edited, removed].map((row) => row.revision - revision)).toEqual([1, 2, 3]);
  });
});
