import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { newToken, tokenHash } from "../auth/api-token.ts";
import { ensureLogin } from "../db/logins.ts";
import { newId } from "../db/new-id.ts";
import { countedDb, outrunBy } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount, signIn, T0 } from "../test/harness.ts";
import { problemsOf, refusalOf, refusalsOf, shownErrorOf } from "../test/refusal-of.ts";
import {
  acceptSignedIn,
  bring,
  codeOf,
  eventTypesOf,
  expire,
  invite,
  join,
  joinAsAdministrator,
  lifetimeMs,
  type Member,
} from "../test/stages.ts";

type Caller = ReturnType<typeof callerOf>;

function as(account: Account, { cookie }: { cookie: string }, more: Parameters<typeof callerOf>[0] = {}): Caller {
  return callerOf({ cookie, accountId: account.accountId, ...more });
}

async function activeAdministrators(account: Account): Promise<string[]> {
  const { results } =
    await env.DB.prepare(`SELECT u.id FROM users u JOIN groupMembers m ON m.accountId = u.accountId AND m.userId = u.id
    WHERE u.accountId = ?1 AND m.groupId = ?2 AND u.status = 'active'`)
      .bind(account.accountId, account.administratorsGroupId)
      .all<{ id: string }>();
  return results.map(({ id }) => id);
}

async function makeToken(
  account: Account,
  more: { scope?: "read" | "write"; by?: string; expiresAt?: number; disabledAt?: number } = {},
): Promise<string> {
  const { scope = "write", by = account.founderId, expiresAt = null, disabledAt = null } = more;
  const token = await newToken(account.accountId, env.AUTH_SECRET);
  await env.DB.prepare(`INSERT INTO tokens (accountId, id, name, hash, ending, scope, createdAt, createdByUserId, expiresAt, disabledAt)
    VALUES (?1, ?2, 'Made', ?3, ?4, ?5, ?6, ?7, ?8, ?9)`)
    .bind(
      account.accountId,
      newId("token"),
      await tokenHash(token),
      token.slice(-4),
      scope,
      T0,
      by,
      expiresAt,
      disabledAt,
    )
    .run();
  return token;
}

/** The ways in which one administrator ends another's rights. */
const endings = {
  remove: (api: Caller, userId: string, _account: Account) => api.users.remove({ userId }),
  block: (api: Caller, userId: string, _account: Account) => api.users.block({ userId }),
  edit: (api: Caller, userId: string, account: Account) => api.users.edit({ userId, groupIds: [account.usersGroupId] }),
};
const endingNames = ["remove", "block", "edit"] as const satisfies (keyof typeof endings)[];

describe("an account keeps an active administrator", () => {
  test.each(endingNames)("when two administrators %s each other at once: one wins", async (name) => {
    for (let round = 0; round < 4; round++) {
      const account = await makeAccount();
      const second = await joinAsAdministrator(account);
      const founder = { userId: account.founderId, cookie: account.cookie };
      const answers = await Promise.allSettled([
        endings[name](as(account, founder), second.userId, account),
        endings[name](as(account, second), founder.userId, account),
      ]);
      const winners = answers.filter(({ status }) => status === "fulfilled");
      expect(winners).toHaveLength(1);
      expect(await activeAdministrators(account)).toEqual([
        answers[0].status === "fulfilled" ? founder.userId : second.userId,
      ]);
      for (const answer of answers) {
        if (answer.status === "fulfilled") continue;
        expect(await refusalOf(Promise.reject(answer.reason))).toEqual({ reason: "notAllowed" });
      }
    }
  });

  test.each(endingNames)("when the other is quicker between deciding to %s and writing it", async (name) => {
    const account = await makeAccount();
    const second = await joinAsAdministrator(account);
    const DB = outrunBy(env.DB, () => endings[name](as(account, second), account.founderId, account));
    const call = endings[name](as(account, account, { env: { DB } }), second.userId, account);
    expect(await refusalOf(call)).toEqual({ reason: "notAllowed" });
    expect(await activeAdministrators(account)).toEqual([second.userId]);
  });

  test("when six administrators turn on each other at once: one stays active", async () => {
    const account = await makeAccount();
    const founder = { userId: account.founderId, cookie: account.cookie };
    const others = await Promise.all(Array.from({ length: 5 }, () => joinAsAdministrator(account)));
    const all = [founder, ...others];
    const calls = all.flatMap((one, i) =>
      all
        .filter((other) => other !== one)
        .map((other, j) => endings[endingNames[(i + j) % 3] ?? "remove"](as(account, one), other.userId, account)),
    );
    const leaving = all.map((one) => as(account, one).accounts.leave());
    const answers = await Promise.allSettled([...calls, ...leaving]);
    for (const answer of answers) {
      // Refused, never failed.
      if (answer.status === "rejected") await refusalOf(Promise.reject(answer.reason));
    }
    expect((await activeAdministrators(account)).length).toBeGreaterThanOrEqual(1);
    expect(answers.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
  });

  test("when the last two leave at once", async () => {
    const account = await makeAccount();
    const second = await joinAsAdministrator(account);
    const DB = outrunBy(env.DB, () => as(account, second).accounts.leave());
    const leave = as(account, account, { env: { DB } }).accounts.leave();
    expect(await refusalOf(leave)).toEqual({ reason: "lastAdministrator" });
    expect(await activeAdministrators(account)).toEqual([account.founderId]);
  });

  test("the last one may neither be edited out, nor leave, nor act on themselves", async () => {
    const account = await makeAccount();
    const { users, accounts } = as(account, account);
    const userId = account.founderId;
    const { actions } = await users.get({ userId });
    expect(actions).toMatchObject({ remove: { reason: "self" }, block: { reason: "self" }, edit: null });
    expect(await refusalOf(users.remove({ userId }))).toEqual({ reason: "self" });
    expect(await refusalOf(users.block({ userId }))).toEqual({ reason: "self" });
    const groupIds = [account.usersGroupId];
    expect(await refusalOf(users.edit({ userId, groupIds }))).toEqual({ reason: "lastAdministrator" });
    expect(await refusalOf(accounts.leave())).toEqual({ reason: "lastAdministrator" });
    expect(await users.edit({ userId, groupIds: [...groupIds, account.administratorsGroupId] })).toMatchObject({
      groups: [{ isAdministrators: true }, { name: "Users" }],
    });
  });

  test("an invited or blocked administrator does not count", async () => {
    const account = await makeAccount();
    const second = await joinAsAdministrator(account);
    await invite(account, { groupIds: [account.administratorsGroupId], cookie: account.cookie });
    const { users, accounts } = as(account, account);
    await users.block({ userId: second.userId });
    expect(await refusalOf(accounts.leave())).toEqual({ reason: "lastAdministrator" });
    await users.unblock({ userId: second.userId });
    expect(await accounts.leave()).toEqual({ accountId: account.accountId });
    expect(await activeAdministrators(account)).toEqual([second.userId]);
  });

  test("somebody who edits themselves out of Administrators may do nothing more", async () => {
    const account = await makeAccount();
    const second = await joinAsAdministrator(account);
    const api = as(account, second);
    const row = await api.users.edit({ userId: second.userId, groupIds: [account.usersGroupId] });
    expect(row.groups).toMatchObject([{ name: "Users" }]);
    expect(row.actions.edit).toEqual({ reason: "notAllowed" });
    expect(await refusalOf(api.users.list())).toEqual({ reason: "notAllowed" });
  });
});

describe("whoever stops being an active administrator", () => {
  async function setUp() {
    const account = await makeAccount();
    const second = await joinAsAdministrator(account);
    const token = await makeToken(account, { by: second.userId });
    const into = (groupIds: string[], cookie: string) => invite(account, { groupIds, cookie });
    const { administratorsGroupId: administrators, usersGroupId: others } = account;
    const mine = await into([administrators, others], second.cookie);
    const mineOver = await into([administrators], second.cookie);
    const theirs = await into([administrators], account.cookie);
    const plain = await into([others], second.cookie);
    // Invited by their token, made an administrator by somebody else: still theirs.
    const byToken = await callerOf({ token }).users.invite({
      email: `by-token-${account.accountId.toLowerCase()}@example.com`,
      firstName: "T",
      lastName: "",
      groupIds: [others],
    });
    await as(account, account).users.edit({ userId: byToken.id, groupIds: [administrators] });
    await callerOf({}).invitations.decline({ code: await codeOf(mineOver.id) });
    return { account, second, token, mine, mineOver, theirs, plain, byToken };
  }

  test.each(endingNames)(
    "by %s loses tokens and open invitations into Administrators, in the same batch",
    async (name) => {
      const { account, second, token, mine, mineOver, theirs, plain, byToken } = await setUp();
      const { db, calls } = countedDb(env.DB);
      await endings[name](as(account, account, { env: { DB: db } }), second.userId, account);
      // Who is asking, loading, one batch; after a removal the login's directory and the notice.
      if (name !== "remove") expect(calls()).toBe(3);

      const { users } = as(account, account);
      expect(await users.get({ userId: mine.id })).toMatchObject({ status: "removed", groups: [], removedAt: T0 });
      expect(await users.get({ userId: byToken.id })).toMatchObject({ status: "removed" });
      expect(await users.get({ userId: theirs.id })).toMatchObject({ status: "invited" });
      expect(await users.get({ userId: plain.id })).toMatchObject({ status: "invited" });
      expect(await users.get({ userId: mineOver.id })).toMatchObject({ status: "invitationDeclined" });
      expect(await refusalOf(callerOf({ token }).users.list())).toEqual({ reason: "signInRequired" });
      expect((await callerOf({ token: account.token }).users.list()).rows.length).toBeGreaterThan(0);
      const { preview } = callerOf({}).invitations;
      expect(await refusalOf(preview({ code: await codeOf(mine.id) }))).toEqual({ reason: "invitationWithdrawn" });
      expect(await preview({ code: await codeOf(theirs.id) })).toMatchObject({ groups: ["Administrators"] });
      expect(await eventTypesOf(account, mine.id)).toEqual([
        "invitation.created",
        "invitation.withdrawn",
        "user.removed",
      ]);
      const removed = await as(account, account).events.list({ type: ["token.removed"] });
      expect(removed.rows).toMatchObject([{ actor: { kind: "user", id: account.founderId } }]);
      // What is withdrawn is taken out of the counts of groups and statuses too.
      const counts = await users.counts();
      expect(counts).toMatchObject({ invited: 2, invitationDeclined: 1 });
    },
  );

  test("by leaving loses them too", async () => {
    const { account, second, token, mine, theirs } = await setUp();
    await as(account, second).accounts.leave();
    const { users } = as(account, account);
    expect(await users.get({ userId: second.userId })).toMatchObject({ status: "removed", groups: [] });
    expect(await users.get({ userId: mine.id })).toMatchObject({ status: "removed" });
    expect(await users.get({ userId: theirs.id })).toMatchObject({ status: "invited" });
    expect(await refusalOf(callerOf({ token }).users.list())).toEqual({ reason: "signInRequired" });
  });

  test("has nothing withdrawn that was overdue: it expired, and stays to be seen", async () => {
    const { account, second, mine } = await setUp();
    const now = T0 + lifetimeMs;
    await as(account, account, { now }).users.block({ userId: second.userId });
    const { users } = as(account, account, { now });
    expect(await users.get({ userId: mine.id })).toMatchObject({ status: "invitationExpired" });
    await expire(mine.id, now);
    expect(await eventTypesOf(account, mine.id)).toEqual([
      "invitation.created",
      "invitation.failed",
      "invitation.expired",
    ]);
  });

  test("cannot invite any more, however far the decision had come", async () => {
    const account = await makeAccount();
    const second = await joinAsAdministrator(account);
    const DB = outrunBy(env.DB, () => as(account, account).users.block({ userId: second.userId }));
    const call = as(account, second, { env: { DB } }).users.invite({
      email: "late@example.com",
      firstName: "L",
      lastName: "",
      groupIds: [account.administratorsGroupId],
    });
    expect(await refusalOf(call)).toEqual({ reason: "notAllowed" });
    expect(await as(account, account).users.list({ search: "late@example.com" })).toMatchObject({ rows: [], total: 0 });
  });
});

describe("a write token", () => {
  test("puts nobody into Administrators and takes nobody out, whatever the status", async () => {
    const account = await makeAccount();
    const { administratorsGroupId: administrators, usersGroupId: others } = account;
    const second = await joinAsAdministrator(account);
    const member = await join(account);
    const pending = await invite(account, { groupIds: [administrators], cookie: account.cookie });
    const { users } = callerOf({ token: account.token });
    const notAllowed = { reason: "notAllowed" };
    const newcomer = { email: "n@example.com", firstName: "N", lastName: "" };
    expect(await refusalOf(users.invite({ ...newcomer, groupIds: [others, administrators] }))).toEqual(notAllowed);
    for (const userId of [second.userId, account.founderId, pending.id]) {
      expect(await refusalOf(users.edit({ userId, groupIds: [others] }))).toEqual(notAllowed);
      expect(await refusalOf(users.remove({ userId }))).toEqual(notAllowed);
      expect((await users.get({ userId })).actions.remove).toEqual(notAllowed);
    }
    expect(await refusalOf(users.edit({ userId: member.userId, groupIds: [administrators] }))).toEqual(notAllowed);
    expect(await refusalOf(users.block({ userId: second.userId }))).toEqual(notAllowed);
    await as(account, account).users.block({ userId: second.userId });
    expect(await refusalOf(users.unblock({ userId: second.userId }))).toEqual(notAllowed);
    expect(await refusalOf(users.remove({ userId: second.userId }))).toEqual(notAllowed);
    await as(account, account).users.remove({ userId: second.userId });
    const again = { ...newcomer, email: second.email, groupIds: [administrators] };
    expect(await refusalOf(users.invite(again))).toEqual(notAllowed);
  });

  test("may edit an administrator's other groups, and everything about others", async () => {
    const account = await makeAccount();
    const second = await joinAsAdministrator(account);
    const member = await join(account);
    const { users } = callerOf({ token: account.token });
    const groupIds = [account.administratorsGroupId, account.usersGroupId];
    expect((await users.edit({ userId: second.userId, groupIds })).groups).toHaveLength(2);
    expect(await users.block({ userId: member.userId })).toMatchObject({ status: "blocked" });
    expect(await users.unblock({ userId: member.userId })).toMatchObject({ status: "active" });
    expect(await users.remove({ userId: member.userId })).toMatchObject({ status: "removed" });
  });

  test("is nobody's profile and founds no account", async () => {
    const account = await makeAccount();
    const { profile, accounts, invitations } = callerOf({ token: account.token });
    const personal = [profile.get(), profile.update({}), accounts.mine(), accounts.leave(), invitations.mine()];
    const refusals = await refusalsOf([...personal, accounts.create({ name: "Mine" })]);
    for (const refusal of refusals) expect(refusal).toEqual({ reason: "notAllowed" });
  });

  test("is refused once disabled or over, and in any other form", async () => {
    const account = await makeAccount();
    const over = await makeToken(account, { expiresAt: T0 + 10 });
    const disabled = await makeToken(account, { disabledAt: T0 });
    expect((await callerOf({ token: over, now: T0 + 9 }).users.list()).total).toBe(1);
    const wrongEnd = `${account.token.slice(0, -1)}${account.token.endsWith("A") ? "B" : "A"}`;
    const other = await makeAccount();
    const moved = `usher_${other.accountId.slice(4)}${account.token.slice(22)}`;
    const calls = [
      callerOf({ token: over, now: T0 + 10 }),
      callerOf({ token: disabled }),
      ...[wrongEnd, moved, account.token.toLowerCase(), "usher_", ""].map((token) => callerOf({ token: token || "x" })),
    ].map((api) => shownErrorOf(api.users.list()));
    for (const shown of await Promise.all(calls)) {
      expect(shown).toMatchObject({ code: "UNAUTHORIZED", refusal: { reason: "signInRequired" } });
    }
  });
});

describe("a read token", () => {
  test("reads everything but links, and changes nothing", async () => {
    const account = await makeAccount();
    const token = await makeToken(account, { scope: "read" });
    const { row } = await bring(account, "invited");
    const { users, invitations, groups, events, accounts } = callerOf({ token });
    const { rows } = await users.list();
    expect(rows).toHaveLength(2);
    for (const { actions } of rows) {
      for (const refusal of Object.values(actions)) expect(refusal).toEqual({ reason: "notAllowed" });
    }
    expect((await groups.list()).map(({ name }) => name)).toEqual(["Administrators", "Users"]);
    expect((await events.list()).rows).toHaveLength(1);
    expect(await users.counts()).toMatchObject({ active: 1, invited: 1 });
    const userId = row.id;
    const groupIds = [account.usersGroupId];
    const calls = [
      users.invite({ email: "r@example.com", firstName: "R", lastName: "", groupIds }),
      users.inviteMany({ users: [{ email: "r@example.com", firstName: "R", lastName: "", groupIds }] }),
      users.inviteMany({ users: [{ email: "r@example.com", firstName: "R", lastName: "", groupIds }], dryRun: true }),
      users.edit({ userId, groupIds }),
      users.correctAddress({ userId, email: "r@example.com" }),
      users.remove({ userId }),
      users.block({ userId }),
      users.unblock({ userId }),
      users.delete({ userId }),
      users.resendMany({ userIds: [userId] }),
      users.sendNewMany({ userIds: [userId] }),
      users.editMany({ userIds: [userId], groupIds }),
      users.removeMany({ userIds: [userId], dryRun: true }),
      invitations.link({ userId }),
      invitations.resend({ userId }),
      invitations.sendNew({ userId }),
      groups.create({ name: "R" }),
      groups.rename({ groupId: account.usersGroupId, name: "R" }),
      groups.remove({ groupId: account.usersGroupId }),
      accounts.update({ name: "R" }),
    ];
    for (const refusal of await refusalsOf(calls)) expect(refusal).toEqual({ reason: "notAllowed" });
    expect(await users.get({ userId })).toMatchObject({ revision: row.revision, status: "invited" });
  });
});

describe("a member who is no administrator", () => {
  test("has their accounts, their own profile and leaving, and nothing else", async () => {
    const account = await makeAccount();
    const member = await join(account);
    const { users, groups, events, invitations, accounts, profile } = as(account, member);
    const userId = account.founderId;
    const calls = [
      users.list(),
      users.counts(),
      users.get({ userId }),
      users.get({ userId: member.userId }),
      users.remove({ userId }),
      users.correctAddress({ userId, email: "m@example.com" }),
      users.removeMany({ userIds: [userId] }),
      users.editMany({ userIds: [member.userId], groupIds: [account.administratorsGroupId] }),
      users.invite({ email: "m@example.com", firstName: "M", lastName: "", groupIds: [account.usersGroupId] }),
      users.inviteMany({
        users: [{ email: "m@example.com", firstName: "M", lastName: "", groupIds: [account.usersGroupId] }],
        dryRun: true,
      }),
      invitations.link({ userId }),
      groups.list(),
      groups.create({ name: "M" }),
      events.list(),
      accounts.update({ name: "M" }),
    ];
    for (const refusal of await refusalsOf(calls)) expect(refusal).toEqual({ reason: "notAllowed" });
    expect(await accounts.mine()).toMatchObject({
      accounts: [{ id: account.accountId, userId: member.userId, isAdministrator: false }],
      mayCreate: false,
    });
    expect(await profile.update({ firstName: "New" })).toMatchObject({ firstName: "New", lastName: "Hopper" });
    expect(await accounts.leave()).toEqual({ accountId: account.accountId });
    expect(await accounts.mine()).toMatchObject({ accounts: [] });
    expect(await refusalOf(profile.get())).toEqual({ reason: "notAllowed" });
  });

  test("nobody at all is asked to sign in", async () => {
    const { users, profile, accounts, invitations } = callerOf({});
    const calls = [users.list(), profile.get(), accounts.mine(), accounts.leave(), invitations.mine()];
    for (const refusal of await refusalsOf(calls)) expect(refusal).toEqual({ reason: "signInRequired" });
  });
});

describe("ids of another account answer exactly like ids that do not exist", () => {
  async function setUp() {
    const [here, there] = [await makeAccount(), await makeAccount()];
    const foreign = await bring(there, "invited");
    const unknown = { userId: newId("user"), groupId: newId("group") };
    return { here, there, foreign, unknown };
  }

  test("in every command on a user", async () => {
    const { here, there, foreign, unknown } = await setUp();
    const { users, invitations } = as(here, here);
    const groupIds = [here.usersGroupId];
    const commands: ((userId: string) => Promise<unknown>)[] = [
      (userId) => users.get({ userId }),
      (userId) => users.edit({ userId, groupIds }),
      (userId) => users.edit({ userId, groupIds, ifRevision: 1 }),
      (userId) => users.correctAddress({ userId, email: "new@example.com" }),
      (userId) => users.remove({ userId }),
      (userId) => users.block({ userId }),
      (userId) => users.unblock({ userId }),
      (userId) => users.delete({ userId }),
      (userId) => invitations.link({ userId }),
      (userId) => invitations.resend({ userId }),
      (userId) => invitations.sendNew({ userId }),
    ];
    for (const command of commands) {
      const shown = await shownErrorOf(command(foreign.row.id));
      expect(shown).toEqual(await shownErrorOf(command(unknown.userId)));
      expect(shown).toMatchObject({ code: "NOT_FOUND", refusal: { reason: "notFound" } });
    }
    expect(await callerOf({ token: there.token }).users.get({ userId: foreign.row.id })).toMatchObject({
      status: "invited",
      revision: foreign.row.revision,
    });
  });

  test("in groups, named or used", async () => {
    const { here, there, unknown } = await setUp();
    const { users, groups } = as(here, here);
    const { id: userId } = await invite(here);
    const commands: ((groupId: string) => Promise<unknown>)[] = [
      (groupId) => groups.rename({ groupId, name: "Mine now" }),
      (groupId) => groups.remove({ groupId }),
      (groupId) => users.edit({ userId, groupIds: [here.usersGroupId, groupId] }),
      (groupId) => users.invite({ email: "g@example.com", firstName: "G", lastName: "", groupIds: [groupId] }),
    ];
    for (const command of commands) {
      for (const groupId of [there.usersGroupId, there.administratorsGroupId]) {
        expect(await shownErrorOf(command(groupId))).toEqual(await shownErrorOf(command(unknown.groupId)));
      }
    }
    const call = users.edit({ userId, groupIds: [there.usersGroupId] });
    expect(await problemsOf(call)).toMatchObject([{ field: "groupIds", problem: "groupUnknown" }]);
  });

  test("in filters, addresses and ids of other systems: there is nobody", async () => {
    const { here, there, foreign, unknown } = await setUp();
    await callerOf({ token: there.token }).users.invite({
      email: "ext@example.com",
      firstName: "E",
      lastName: "",
      groupIds: [there.usersGroupId],
      externalId: "EXT-1",
    });
    const { users, events } = as(here, here);
    const empty = { rows: [], total: 0, totalIsExact: true, nextCursor: null };
    expect(await users.list({ groupId: there.usersGroupId })).toEqual(empty);
    expect(await users.list({ groupId: unknown.groupId })).toEqual(empty);
    expect(await users.list({ invitedBy: there.founderId })).toEqual(empty);
    expect(await users.list({ search: foreign.row.id })).toEqual(empty);
    expect(await users.list({ search: foreign.row.email })).toEqual(empty);
    expect(await events.list({ userId: foreign.row.id })).toEqual({ rows: [], nextCursor: null });
    const notFound = await shownErrorOf(users.get({ userId: unknown.userId }));
    expect(await shownErrorOf(users.get({ email: foreign.row.email }))).toEqual(notFound);
    expect(await shownErrorOf(users.get({ externalId: "EXT-1" }))).toEqual(notFound);
  });

  test("also for a token", async () => {
    const { here, foreign, unknown } = await setUp();
    const { users } = callerOf({ token: here.token });
    const shown = await shownErrorOf(users.remove({ userId: foreign.row.id }));
    expect(shown).toEqual(await shownErrorOf(users.remove({ userId: unknown.userId })));
  });
});

describe("the account of a call", () => {
  test("is refused alike when it is another one, none at all, or nonsense", async () => {
    const [here, there] = [await makeAccount(), await makeAccount()];
    for (const credential of [{ cookie: here.cookie }, { token: here.token }]) {
      for (const call of [
        (accountId: string) => callerOf({ ...credential, accountId }).users.list(),
        (accountId: string) => callerOf({ ...credential, accountId }).users.remove({ userId: here.founderId }),
      ]) {
        const shown = await shownErrorOf(call(there.accountId));
        expect(shown).toMatchObject({ code: "FORBIDDEN", refusal: { reason: "notAllowed" } });
        expect(await shownErrorOf(call(newId("account")))).toEqual(shown);
        expect(await shownErrorOf(call("ACC-nonsense"))).toEqual(shown);
      }
    }
  });

  test("is the only one that a session has, and has to be named when there are two", async () => {
    const [here, there] = [await makeAccount(), await makeAccount()];
    const member = await join(here);
    expect(await callerOf(member).profile.get()).toMatchObject({ userId: member.userId });
    const { id } = await invite(there, { email: member.email });
    await acceptSignedIn(there, { id, email: member.email });
    expect(await refusalOf(callerOf(member).profile.get())).toEqual({ reason: "accountRequired" });
    expect(await as(there, member).profile.get()).toMatchObject({ userId: id });
    expect(await as(here, member).profile.get()).toMatchObject({ userId: member.userId });
    expect(await callerOf(member).accounts.mine()).toMatchObject({ accounts: [{}, {}] });
    await callerOf({ token: there.token }).users.remove({ userId: id });
    expect(await callerOf(member).profile.get()).toMatchObject({ userId: member.userId });
  });

  test("does not open for a session whose login has no place anywhere", async () => {
    const { accountId } = await makeAccount();
    const { loginId } = await ensureLogin(env.DB, "nowhere@example.com", newId("account"), T0);
    const stranger: Pick<Member, "cookie"> = { cookie: await signIn(loginId, T0) };
    expect(await refusalOf(callerOf({ ...stranger, accountId }).users.list())).toEqual({ reason: "notAllowed" });
    expect(await callerOf(stranger).accounts.mine()).toMatchObject({ accounts: [], mayCreate: false });
  });
});
