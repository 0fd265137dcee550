import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { dayMs, hourMs, maxSendsPerDay, youngAccountMs } from "../../shared/limits.ts";
import type { Env } from "../env.ts";
import { sweep } from "../invitation/sweep.ts";
import { countedDb, outrunBy } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { expire, newAddress } from "../test/stages.ts";

const caps = { INVITATIONS_PER_DAY: "6", INVITATIONS_PER_DAY_YOUNG: "3" };
/** T0 is at the full hour: what was sent then counts until an hour has passed beyond the day. */
const tooMany = { reason: "tooManySends", retryAfterMs: dayMs + hourMs, limit: "account" };

function capped({ token }: Account, now = T0, changed: Partial<Env> = {}) {
  return callerOf({ token, now, env: { ...caps, ...changed } });
}

function person({ usersGroupId }: Account, email = newAddress()) {
  return { email, firstName: "Grace", lastName: "Hopper", groupIds: [usersGroupId] };
}

/** An account in its first week that has sent all but so many of its day's mails. */
async function nearlyDone(left = 0) {
  const account = await makeAccount();
  const users = [];
  for (let sent = 0; sent < 3 - left; sent++) users.push(await capped(account).users.invite(person(account)));
  return { account, users };
}

describe("an account that has sent its mails of the day", () => {
  test("sends no other by any command, and no other account notices", async () => {
    const { account, users } = await nearlyDone();
    const [one] = users;
    if (one === undefined) throw new Error("Nobody was invited");
    const api = capped(account);
    expect(await refusalOf(api.users.invite(person(account)))).toEqual(tooMany);
    const soon = { now: T0 + 2 * 60_000, less: { ...tooMany, retryAfterMs: dayMs + hourMs - 2 * 60_000 } };
    expect(await refusalOf(capped(account, soon.now).invitations.resend({ userId: one.id }))).toEqual(soon.less);
    expect(await refusalOf(api.users.correctAddress({ userId: one.id, email: newAddress() }))).toEqual(tooMany);
    const other = await makeAccount();
    await expect(capped(other).users.invite(person(other))).resolves.toMatchObject({ status: "invited" });
    // What sends no mail is as free as ever.
    const silent = await api.users.invite({ ...person(account), sendMail: false });
    expect(silent.delivery).toBeNull();
    expect((await api.invitations.link({ userId: silent.id })).url).toContain("/accept#");
    await expect(api.users.remove({ userId: one.id })).resolves.toMatchObject({ status: "removed" });
  });

  test("sends again a day later", async () => {
    const { account } = await nearlyDone();
    const again = T0 + tooMany.retryAfterMs;
    expect(await refusalOf(capped(account, again - 1).users.invite(person(account)))).toMatchObject({
      ...{ reason: "tooManySends", retryAfterMs: 1 },
    });
    await expect(capped(account, again).users.invite(person(account))).resolves.toMatchObject({ status: "invited" });
  });

  test("sends more once it is a week old", async () => {
    const account = await makeAccount(T0 - youngAccountMs);
    const { results } = await capped(account).users.inviteMany({
      users: Array.from({ length: 8 }, () => person(account)),
    });
    expect(results.map(({ outcome }) => outcome)).toEqual([...Array(6).fill("created"), "refused", "refused"]);
  });

  test("without the variable sends as many as it likes", async () => {
    const { account } = await nearlyDone();
    await expect(callerOf({ token: account.token }).users.invite(person(account))).resolves.toBeTruthy();
  });

  test("learns nothing of an address's own limit by it, which comes first", async () => {
    const account = await makeAccount();
    const email = newAddress();
    const api = callerOf({ token: account.token });
    for (let sent = 0; sent < maxSendsPerDay; sent++) {
      const { id } = await api.users.invite(person(account, email));
      await api.users.remove({ userId: id });
    }
    expect(await refusalOf(capped(account).users.invite(person(account, email)))).toEqual({
      ...{ reason: "tooManySends", retryAfterMs: dayMs },
    });
  });
});

describe("of a list that is longer than what is left of the day", () => {
  test("the first ones go, each of the others is told, and a dry run says the same", async () => {
    const { account } = await nearlyDone(2);
    const users = Array.from({ length: 4 }, () => person(account));
    const told = ({ results }: { results: { outcome: string; refusal?: unknown }[] }) =>
      results.map(({ outcome, refusal }) => refusal ?? outcome);
    const expected = ["created", "created", tooMany, tooMany];
    expect(told(await capped(account).users.inviteMany({ users, dryRun: true }))).toEqual(expected);
    const { db, calls } = countedDb(env.DB);
    expect(told(await capped(account, T0, { DB: db }).users.inviteMany({ users }))).toEqual(expected);
    // Who is asking and all facts, then the batch.
    expect(calls()).toBeLessThanOrEqual(3);
  });

  test("the first ones are sent again, or anew", async () => {
    const { account, users } = await nearlyDone();
    const userIds = users.map(({ id }) => id);
    const later = T0 + tooMany.retryAfterMs;
    await capped(account, later).users.invite(person(account));
    const resent = await capped(account, later).users.resendMany({ userIds });
    expect(resent.results.map(({ refusal }) => refusal?.reason ?? null)).toEqual([null, null, "tooManySends"]);
    const expired = T0 + 30 * dayMs;
    for (const id of userIds) await expire(id, expired);
    const anew = await capped(account, expired, { INVITATIONS_PER_DAY: "2" }).users.sendNewMany({ userIds });
    expect(anew.results.map(({ refusal }) => refusal?.reason ?? null)).toEqual([null, null, "tooManySends"]);
  });
});

describe("two that send at once", () => {
  test("do not exceed the cap together: who comes second decides again", async () => {
    const { account } = await nearlyDone(1);
    const DB = outrunBy(env.DB, () => capped(account).users.invite(person(account)));
    expect(await refusalOf(capped(account, T0, { DB }).users.invite(person(account)))).toEqual(tooMany);
  });

  test("nor do ten, with lists among them", async () => {
    const account = await makeAccount();
    const some = () => Array.from({ length: 2 }, () => person(account));
    const settled = await Promise.allSettled([
      ...Array.from({ length: 5 }, () => capped(account).users.invite(person(account))),
      ...Array.from({ length: 5 }, () => capped(account).users.inviteMany({ users: some() })),
    ]);
    expect(settled.some(({ status }) => status === "fulfilled")).toBe(true);
    const sent = "SELECT count(*) AS sent FROM sends WHERE accountId = ?1";
    expect(await env.DB.prepare(sent).bind(account.accountId).first("sent")).toBe(3);
  });
});

test("what an account has sent is known by reading few rows, however much it was, and is forgotten after the day", async () => {
  const account = await makeAccount();
  const hours = JSON.stringify(Array.from({ length: 24 }, (_, ago) => ago));
  await env.DB.prepare("INSERT INTO sendCounts (accountId, hour, count) SELECT ?1, ?2 - value, 4000 FROM json_each(?3)")
    .bind(account.accountId, T0 / hourMs, hours)
    .run();
  const { db, rowsRead } = countedDb(env.DB);
  const changed = { DB: db, INVITATIONS_PER_DAY: "100000", INVITATIONS_PER_DAY_YOUNG: "" };
  await capped(account, T0, changed).users.invite(person(account));
  expect(rowsRead()).toBeLessThan(150);
  await sweep(env, T0 + 2 * dayMs);
  const kept = "SELECT count(*) AS rows FROM sendCounts WHERE accountId = ?1";
  expect(await env.DB.prepare(kept).bind(account.accountId).first("rows")).toBe(0);
});
