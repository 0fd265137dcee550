import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { newToken, tokenHash } from "../auth/api-token.ts";
import { newId } from "../db/new-id.ts";
import { insertTokenStatement } from "../db/tokens.ts";
import { plausibleInputs, procedures, type Things } from "../test/every-procedure.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { refusalOf, refusalsOf } from "../test/refusal-of.ts";
import {
  acceptSignedIn,
  codeOf,
  expire,
  invite,
  join,
  joinAsAdministrator,
  lifetimeMs,
  type Member,
  newAddress,
} from "../test/stages.ts";
import { everythingStored } from "../test/stored.ts";
import { wholeAnswer } from "../test/whole-answer.ts";

const names = { firstName: "Mallory", lastName: "" };
const notAllowed = { reason: "notAllowed" };

function as({ accountId }: Account, { cookie }: { cookie: string }, now = T0) {
  return callerOf({ cookie, accountId, now });
}

/** Those who are, and those who would be by accepting. */
async function administratorsOf(account: Account): Promise<string[]> {
  const { rows } = await as(account, account).users.list({ groupId: account.administratorsGroupId, pageSize: 100 });
  return rows.flatMap(({ id, status }) => (status === "blocked" ? [] : [id])).sort();
}

async function tokenMadeBy(account: Account, userId: string, scope: "read" | "write" = "write"): Promise<string> {
  const { accountId } = account;
  const token = await newToken(accountId, env.AUTH_SECRET);
  const made = { accountId, id: newId("token"), name: scope, hash: await tokenHash(token), ending: token.slice(-4) };
  await insertTokenStatement(env.DB, { ...made, scope, createdAt: T0, createdByUserId: userId }).run();
  return token;
}

describe("keys that no procedure takes", () => {
  let account: Account;
  let things: Things;
  beforeAll(async () => {
    account = await makeAccount();
    const code = await codeOf((await invite(account)).id);
    const ids = { tokenId: newId("token"), webhookId: newId("webhook"), eventId: "evt_1" };
    const userId = (await invite(account)).id;
    things = { ...ids, userId, groupId: account.usersGroupId, email: newAddress(), externalId: "E1", code };
  });

  const smuggled = [
    '"isAdministrators":true',
    '"isAdministrator":true',
    '"accountId":"ACC-0000000000000000"',
    '"status":"active"',
    '"actor":{"kind":"system","id":"x"}',
    '"loginId":"x"',
    '"createdByUserId":"x"',
    '"role":"administrator"',
    '"proof":"session"',
    '"now":0',
    '"__proto__":{"isAdministrators":true}',
    '"__proto__":null',
    '"constructor":{"prototype":{"isAdministrator":true}}',
  ];

  test.each(smuggled)("make no administrator, owner or time of whoever adds them to any input: %s", async (extra) => {
    const before = await everythingStored();
    for (const path of procedures) {
      const plain = JSON.stringify(plausibleInputs[path](things) ?? {});
      const body = plain === "{}" ? `{${extra}}` : `${plain.slice(0, -1)},${extra}}`;
      const { status, data } = await wholeAnswer(path, body, { cookie: account.cookie, accountId: account.accountId });
      expect([path, status]).toEqual([path, 400]);
      expect([path, data?.problems?.length]).toEqual([path, 1]);
    }
    expect(await everythingStored()).toEqual(before);
    expect(Reflect.get({}, "isAdministrators")).toBeUndefined();
  });

  test.each([
    ["users.list", '{"sort":[{"by":"name","dir":"asc","sql":"1"}]}'],
    ["events.list", '{"actor":{"kind":"system","id":"USR-0000000000000000"}}'],
    ["profile.update", '{"notifications":{"isAdministrators":true}}'],
    ["users.list", '{"status":{"0":"active","length":1}}'],
    ["users.edit", '{"userId":["USR-0000000000000000"],"groupIds":{"length":1}}'],
  ])("deeper down are as unknown: %s %s", async (path, body) => {
    const { status } = await wholeAnswer(path, body, { cookie: account.cookie, accountId: account.accountId });
    expect(status).toBe(400);
  });

  test("in one row of a list spoil that row", async () => {
    const row = { email: newAddress(), ...names, groupIds: [account.usersGroupId], isAdministrators: true };
    const before = await everythingStored();
    const { text } = await wholeAnswer("users.inviteMany", { users: [row] }, { token: account.token });
    expect(text).toContain('"outcome":"refused"');
    expect(text).toContain("unknownKey");
    expect(await everythingStored()).toEqual(before);
  });
});

test("a write token gets nobody into Administrators, nor out, by any path: groups, edit, bulk, lists, addresses", async () => {
  const account = await makeAccount();
  const { administratorsGroupId, usersGroupId, founderId } = account;
  const [second, member] = [await joinAsAdministrator(account), await join(account)];
  const pending = await invite(account, { groupIds: [administratorsGroupId], cookie: account.cookie });
  const [expired, gone] = [await invite(account), await join(account)];
  await as(account, account).users.edit({ userId: expired.id, groupIds: [administratorsGroupId] });
  await as(account, account).users.remove({ userId: gone.userId });
  const before = await administratorsOf(account);
  expect(before).toHaveLength(4);

  const { users, groups } = callerOf({ token: account.token });
  const both = [usersGroupId, administratorsGroupId];
  const newcomer = (email: string, groupIds = both) => ({ email, ...names, groupIds });
  const refused = await refusalsOf([
    users.invite(newcomer(newAddress())),
    users.invite(newcomer(gone.email)),
    users.edit({ userId: member.userId, groupIds: both }),
    users.edit({ userId: second.userId, groupIds: [usersGroupId] }),
    users.correctAddress({ userId: pending.id, email: newAddress() }),
    users.remove({ userId: pending.id }),
    users.block({ userId: second.userId }),
    groups.rename({ groupId: administratorsGroupId, name: "Anybody" }),
    groups.remove({ groupId: administratorsGroupId }),
  ]);
  for (const refusal of refused) expect(refusal).toEqual(notAllowed);
  const run = { userIds: [member.userId, second.userId, pending.id, founderId] };
  const results = [
    ...(await users.editMany({ ...run, groupIds: both })).results.filter(({ userId }) => userId === member.userId),
    ...(await users.editMany({ ...run, groupIds: [usersGroupId] })).results.filter(
      ({ userId }) => userId !== member.userId,
    ),
    ...(await users.removeMany({ userIds: [second.userId, pending.id, founderId] })).results,
    ...(await users.inviteMany({ users: [newcomer(newAddress()), newcomer(gone.email)], again: true })).results,
  ];
  expect(results).toHaveLength(9);
  for (const result of results) expect(result).toMatchObject({ refusal: notAllowed });
  // No other group becomes it by being called so.
  for (const name of ["Administrators", "administrators", " ADMINISTRATORS ", "Ádministrators"]) {
    expect(await refusalOf(groups.create({ name }))).toEqual({ reason: "nameTaken" });
  }
  expect(await administratorsOf(account)).toEqual(before);
  await expire(expired.id, T0 + lifetimeMs);
  const later = callerOf({ token: account.token, now: T0 + lifetimeMs });
  expect(await refusalOf(later.invitations.sendNew({ userId: expired.id }))).toEqual(notAllowed);
  const { results: renewed } = await later.users.sendNewMany({ userIds: [expired.id] });
  expect(renewed).toMatchObject([{ refusal: notAllowed }]);
});

type Way = (account: Account, loser: Member) => Promise<unknown>;

const waysOut: Record<string, Way> = {
  "edited out": (account, { userId }) => as(account, account).users.edit({ userId, groupIds: [account.usersGroupId] }),
  blocked: (account, { userId }) => as(account, account).users.block({ userId }),
  removed: (account, { userId }) => as(account, account).users.remove({ userId }),
  "edited out in bulk": (account, { userId }) =>
    as(account, account).users.editMany({ userIds: [userId], groupIds: [account.usersGroupId] }),
  "removed in bulk": (account, { userId }) => as(account, account).users.removeMany({ userIds: [userId] }),
  gone: (account, loser) => as(account, loser).accounts.leave(),
};

describe.each(Object.entries(waysOut))("an administrator who was %s since", (way, end) => {
  test("has left no way in: no invitation into Administrators, no token, no open tab, and none comes back with them", async () => {
    const account = await makeAccount();
    const loser = await joinAsAdministrator(account);
    const into = { groupIds: [account.administratorsGroupId], cookie: loser.cookie };
    const accomplice = await invite(account, into);
    const code = await codeOf(accomplice.id);
    const renamed = await invite(account, { cookie: loser.cookie });
    await as(account, loser).users.edit({ userId: renamed.id, groupIds: [account.administratorsGroupId] });
    const later = await codeOf(renamed.id);
    const token = await tokenMadeBy(account, loser.userId);
    const byToken = await invite({ ...account, token });
    await as(account, account).users.edit({ userId: byToken.id, groupIds: [account.administratorsGroupId] });
    const third = await codeOf(byToken.id);

    await end(account, loser);
    for (const kept of [code, later, third]) {
      const attempt = callerOf({}).invitations.accept({ code: kept, ...names, termsAccepted: true });
      expect(await refusalOf(attempt)).toEqual({ reason: "invitationWithdrawn" });
    }
    expect(await refusalOf(callerOf({ token }).users.counts())).toEqual({ reason: "signInRequired" });
    expect(await refusalOf(as(account, loser).users.counts())).toEqual(notAllowed);
    expect(await administratorsOf(account)).toEqual([account.founderId]);

    // Let in again, they begin with nothing.
    const { users } = as(account, account);
    if (way === "blocked") await users.unblock({ userId: loser.userId });
    else if (way.startsWith("edited")) {
      await users.edit({ userId: loser.userId, groupIds: [account.administratorsGroupId] });
    } else {
      const again = await invite(account, { ...into, cookie: account.cookie, email: loser.email });
      await acceptSignedIn(account, again);
    }
    expect(await refusalOf(callerOf({ token }).users.counts())).toEqual({ reason: "signInRequired" });
    const attempt = callerOf({}).invitations.accept({ code, ...names, termsAccepted: true });
    expect(await refusalOf(attempt)).toEqual({ reason: "invitationWithdrawn" });
  });
});

test.each(["removed", "edited out", "blocked"])(
  "a call sent again under its key gives an administrator who was %s since nothing: no link, no row, no group",
  async (way) => {
    const account = await makeAccount();
    const loser = await joinAsAdministrator(account);
    const { id: userId } = await invite(account);
    const email = newAddress();
    const attempts = () => {
      const { users, invitations, groups, accounts } = as(account, loser);
      return [
        () => invitations.link({ userId, idempotencyKey: "link" }),
        () => users.invite({ email, ...names, groupIds: [account.usersGroupId], idempotencyKey: "invite" }),
        () => groups.create({ name: "Friends", idempotencyKey: "group" }),
        () => accounts.update({ name: "Ours", idempotencyKey: "account" }),
      ];
    };
    for (const attempt of attempts()) await attempt();
    for (const attempt of attempts()) await expect(attempt()).resolves.toBeTruthy();
    await waysOut[way]?.(account, loser);
    for (const attempt of attempts()) expect(await refusalOf(attempt())).toEqual(notAllowed);
  },
);

test("somebody invited is let into the groups of their invitation and no others, whatever they send along", async () => {
  const account = await makeAccount();
  const { id: userId } = await invite(account);
  const body = { code: await codeOf(userId), ...names, termsAccepted: true, groupIds: [account.administratorsGroupId] };
  expect((await wholeAnswer("invitations.accept", body, {})).status).toBe(400);
  const { groupIds: _, ...plain } = body;
  expect((await wholeAnswer("invitations.accept", plain, {})).status).toBe(200);
  const { groups } = await callerOf({ token: account.token }).users.get({ userId });
  expect(groups.map(({ id }) => id)).toEqual([account.usersGroupId]);
});
