import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { bulkMailSpacingMs, maxBulk } from "../../shared/limits.ts";
import type { ManyResult, UserRow } from "../../shared/outputs.ts";
import { fill } from "../test/crowd.ts";
import { aroundCommit, countedDb, dyingAfterCommit, losingConnection, outrunBy } from "../test/d1-proxies.ts";
import { type Account, type CallerOptions, callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { problemsOf, refusalOf } from "../test/refusal-of.ts";
import {
  bring,
  codeOf,
  currentInvitation,
  eventTypesOf,
  invite,
  join,
  joinAsAdministrator,
  lifetimeMs,
  type Staged,
  stages,
} from "../test/stages.ts";
import { ownColumns } from "../test/stored.ts";
import { alarmOf } from "../test/timers.ts";
import { maxBulkRounds } from "./repeatable.ts";

type Caller = ReturnType<typeof callerOf>;
type Many = "resendMany" | "sendNewMany" | "editMany" | "removeMany";

let account: Account;
beforeEach(async () => {
  account = await makeAccount();
});

const token = (more: CallerOptions = {}) => callerOf({ token: account.token, ...more });
const session = (more: CallerOptions = {}) => callerOf({ cookie: account.cookie, ...more });

function many(api: Caller, name: Many, userIds: string[], more: { dryRun?: boolean; idempotencyKey?: string } = {}) {
  const input = { userIds, ...more };
  return name === "editMany"
    ? api.users.editMany({ ...input, groupIds: [account.usersGroupId] })
    : api.users[name](input);
}

function single(api: Caller, name: Many, userId: string): Promise<UserRow> {
  switch (name) {
    case "resendMany":
      return api.invitations.resend({ userId });
    case "sendNewMany":
      return api.invitations.sendNew({ userId });
    case "editMany":
      return api.users.edit({ userId, groupIds: [account.usersGroupId] });
    case "removeMany":
      return api.users.remove({ userId });
  }
}

/** Everything stored about users, in their order, without what is random or goes by the slot. */
async function storedOf(userIds: string[]): Promise<unknown[]> {
  const tables = {
    users: "SELECT * FROM users WHERE id = ?1",
    invitations: "SELECT * FROM invitations WHERE userId = ?1 ORDER BY rowid",
    events: "SELECT * FROM events WHERE userId = ?1 ORDER BY seq",
    groupMembers: "SELECT * FROM groupMembers WHERE userId = ?1",
    // Owed, or handed over already.
    notices: `SELECT 'removal' AS kind FROM notices WHERE userId = ?1 AND kind = 'removal'
      UNION SELECT mail FROM deliveries WHERE userId = ?1 AND mail = 'removal'`,
    sends: "SELECT count(*) AS sends FROM sends WHERE email = (SELECT email FROM users WHERE id = ?1)",
  };
  const ignored = [...ownColumns, "armed", "news", "accountId", "groupId", "actorId", "invitedById", "invitedByUserId"];
  const slots = ["sentAt", "expiresAt", "mailDueAt", "mailAt", "details"];
  return Promise.all(
    userIds.map(async (userId) => {
      const stored: Record<string, unknown> = {};
      for (const [table, sql] of Object.entries(tables)) {
        const { results } = await env.DB.prepare(sql).bind(userId).all();
        stored[table] = results.map((row) =>
          Object.fromEntries(
            Object.entries(row).flatMap(([key, value]) => {
              if (ignored.includes(key)) return [];
              return [[key, slots.includes(key) && value !== null ? "set" : value]];
            }),
          ),
        );
      }
      return stored;
    }),
  );
}

const commands: Many[] = ["resendMany", "sendNewMany", "editMany", "removeMany"];

describe.each(commands)("%s", (name) => {
  test("comes to what the single command comes to, for users in every state", async () => {
    const bulk: Staged[] = [];
    const singly: Staged[] = [];
    for (const stage of stages) {
      bulk.push(await bring(account, stage));
      singly.push(await bring(account, stage));
    }
    // Whoever was first to get there has been told of at once, the other waits for the hour to end.
    await env.DB.prepare("UPDATE invitations SET news = NULL WHERE accountId = ?1").bind(account.accountId).run();
    const now = T0 + lifetimeMs - 1;
    // Whoever is overdue or expired has a deadline of their own, so that the others are not.
    const ids = bulk.map(({ row }) => row.id);
    for (const { row } of [...bulk, ...singly]) {
      if (row.status !== "invitationExpired") continue;
      await env.DB.prepare("UPDATE users SET expiresAt = expiresAt - 60000 WHERE id = ?1").bind(row.id).run();
    }
    const unknown = "USR-0000000000000000";
    const { results } = await many(token({ now }), name, [...ids, unknown]);
    expect(results.at(-1)).toEqual({ userId: unknown, refusal: { reason: "notFound" } });
    for (const [at, { row }] of singly.entries()) {
      const result = results[at];
      const refusal = await refusalOf(single(token({ now }), name, row.id)).catch(() => null);
      expect(result, stages[at]).toMatchObject({ userId: ids[at], refusal });
    }
    expect(await storedOf(ids)).toEqual(await storedOf(singly.map(({ row }) => row.id)));
    expect(results.some(({ refusal }) => refusal === null)).toBe(true);
  });

  test("asked with dryRun answers the same, and changes nothing", async () => {
    const ids: string[] = [];
    for (const stage of stages) ids.push((await bring(account, stage)).row.id);
    const now = T0 + lifetimeMs;
    const before = await storedOf(ids);
    const dry = await many(token({ now }), name, ids, { dryRun: true, idempotencyKey: "k" });
    expect(await storedOf(ids)).toEqual(before);
    expect(await many(token({ now }), name, ids, { idempotencyKey: "k" })).toEqual(dry);
  });
});

describe("a run about many", () => {
  const refused = (results: ManyResult[]) => results.map(({ refusal }) => refusal?.reason ?? null);

  test("keeps the last administrator, whoever that is in the order of the list", async () => {
    const [one, two] = [await joinAsAdministrator(account), await joinAsAdministrator(account)];
    const dry = await session().users.editMany({
      userIds: [two.userId, account.founderId, one.userId],
      groupIds: [account.usersGroupId],
      dryRun: true,
    });
    expect(refused(dry.results)).toEqual([null, null, "lastAdministrator"]);
    const removal = await session().users.removeMany({ userIds: [one.userId, account.founderId, two.userId] });
    expect(refused(removal.results)).toEqual([null, "self", null]);
    expect(
      refused(
        (await session().users.editMany({ userIds: [account.founderId], groupIds: [account.usersGroupId] })).results,
      ),
    ).toEqual(["lastAdministrator"]);
  });

  test("counts whoever it makes an administrator on the way", async () => {
    const member = await join(account);
    const groupIds = [account.administratorsGroupId];
    await session().users.editMany({ userIds: [member.userId], groupIds });
    const { results } = await session().users.editMany({
      userIds: [account.founderId, member.userId],
      groupIds: [account.usersGroupId],
    });
    expect(refused(results)).toEqual([null, "lastAdministrator"]);
  });

  test("withdraws what somebody loses the right to, before or after its own turn", async () => {
    const setUp = async () => {
      const second = await joinAsAdministrator(account);
      const groupIds = [account.administratorsGroupId];
      const offer = async () => (await invite(account, { groupIds, cookie: second.cookie })).id;
      return [second.userId, await offer(), await offer()] as const;
    };
    const first = await setUp();
    expect(refused((await session().users.removeMany({ userIds: [first[1], first[0], first[2]] })).results)).toEqual([
      ...[null, null, "wrongStatus"],
    ]);
    for (const id of first.slice(1)) {
      expect(await eventTypesOf(account, id)).toEqual(["invitation.created", "invitation.withdrawn", "user.removed"]);
    }
    const second = await setUp();
    const groupIds = [account.usersGroupId];
    const edit = await session().users.editMany({ userIds: [second[1], second[0], second[2]], groupIds });
    expect(refused(edit.results)).toEqual([null, null, "wrongStatus"]);
    // Whoever was taken out of Administrators first is not invited there any more.
    expect((await session().users.get({ userId: second[1] })).status).toBe("invited");
    expect((await session().users.get({ userId: second[2] })).status).toBe("removed");
  });

  test("by a token leaves administrators alone", async () => {
    const second = await joinAsAdministrator(account);
    const member = await join(account);
    const userIds = [second.userId, member.userId];
    expect(refused((await token().users.editMany({ userIds, groupIds: [account.usersGroupId] })).results)).toEqual([
      "notAllowed",
      null,
    ]);
    expect(refused((await token().users.removeMany({ userIds })).results)).toEqual(["notAllowed", null]);
  });

  test("gives each mail a slot and a deadline behind the one before, and the next run goes on there", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push((await invite(account)).id);
    const now = T0 + 60_000;
    const [first, second] = [ids.slice(0, 3), ids.slice(3)];
    const { results } = await token({ now }).users.resendMany({ userIds: first });
    const sentAt = (slot: number) => now + slot * bulkMailSpacingMs;
    expect(results).toEqual(
      first.map((userId, slot) => ({
        ...{ userId, refusal: null, sentAt: sentAt(slot), expiresAt: sentAt(slot) + lifetimeMs },
      })),
    );
    expect((await token({ now: now + 1 }).users.resendMany({ userIds: second })).results).toMatchObject([
      { sentAt: sentAt(3) },
    ]);
    for (const [slot, userId] of ids.entries()) {
      expect(await token({ now }).users.get({ userId })).toMatchObject({
        sentAt: sentAt(slot),
        expiresAt: sentAt(slot) + lifetimeMs,
        delivery: { state: "queued", at: sentAt(slot) },
      });
    }
    // Much later nobody waits for slots that have passed.
    const later = now + lifetimeMs / 2;
    expect((await token({ now: later }).users.resendMany({ userIds: first })).results[0]?.sentAt).toBe(later);
  });

  test("calls D1 three times with a session, and no object while the caller waits; then the first mails are armed", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await bring(account, "invitationDeclined")).row.id);
    const now = T0;
    const { db, calls } = countedDb(env.DB);
    let objects = 0;
    const INVITATION = new Proxy(env.INVITATION, {
      get: (target, key) => {
        objects++;
        return Reflect.get(target, key).bind(target);
      },
    });
    const { api, settled } = requestOf({ cookie: account.cookie, now, env: { DB: db, INVITATION } });
    const { results } = await api.users.sendNewMany({ userIds: ids });
    expect([calls(), objects]).toEqual([3, 0]);
    await settled();
    for (const { userId, sentAt } of results) {
      const { id } = await currentInvitation(userId);
      expect(await alarmOf(id)).toBe(sentAt);
      expect(await env.DB.prepare("SELECT armed FROM invitations WHERE id = ?1").bind(id).first("armed")).toBe(1);
    }
  });

  test("says what is wrong with its input as a whole", async () => {
    const { id } = await invite(account);
    const { users } = token();
    expect(await problemsOf(users.editMany({ userIds: [id], groupIds: ["GRP-0000000000000000"] }))).toMatchObject([
      { field: "groupIds", problem: "groupUnknown" },
    ]);
    expect(await problemsOf(users.removeMany({ userIds: [] }))).toMatchObject([{ problem: "required" }]);
    const tooMany = Array.from({ length: maxBulk + 1 }, () => id);
    expect(await problemsOf(users.removeMany({ userIds: tooMany }))).toMatchObject([{ problem: "tooMany" }]);
    const { results } = await users.editMany({ userIds: [id, id], groupIds: [] });
    expect(results).toEqual([{ userId: id, refusal: { reason: "groupRequired" } }]);
  });

  test("takes nobody of another account for somebody", async () => {
    const there = await makeAccount();
    const { id } = await invite(there);
    for (const name of commands) {
      expect((await many(token(), name, [id])).results).toEqual([{ userId: id, refusal: { reason: "notFound" } }]);
    }
  });

  test("tells a page that listens by events, each user's in their order", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await bring(account, "overdue")).row.id);
    await token({ now: T0 + lifetimeMs }).users.sendNewMany({ userIds: ids });
    for (const id of ids) {
      expect(await eventTypesOf(account, id)).toEqual([
        ...["invitation.created", "invitation.failed", "invitation.expired", "invitation.created"],
      ]);
    }
  });
});

describe("a run that is repeated", () => {
  test("answers as it did and does nothing, twenty times at once or a day later", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await invite(account)).id);
    const member = await join(account);
    ids.push(member.userId);
    const run = () => token().users.resendMany({ userIds: ids, idempotencyKey: "k" });
    const answers = await Promise.all(Array.from({ length: 20 }, run));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await token().users.remove({ userId: ids[0] ?? "" });
    expect(await run()).toEqual(answers[0]);
    for (const id of ids.slice(1, 3))
      expect(await eventTypesOf(account, id)).toEqual(["invitation.created", "invitation.resent"]);
    expect(await refusalOf(token().users.removeMany({ userIds: ids, idempotencyKey: "k" }))).toEqual({
      reason: "conflict",
    });
    const kept = await env.DB.prepare("SELECT outcomes FROM commands WHERE outcomes IS NOT NULL AND accountId = ?1")
      .bind(account.accountId)
      .first("outcomes");
    expect(kept).not.toContain("@");
  });

  test("is not remembered while all of it is refused", async () => {
    const { id } = await invite(account);
    const run = (now: number) => token({ now }).users.sendNewMany({ userIds: [id], idempotencyKey: "k" });
    expect((await run(T0)).results).toMatchObject([{ refusal: { reason: "invitationNotExpired" } }]);
    expect((await run(T0 + lifetimeMs)).results).toMatchObject([{ refusal: null }]);
  });

  test.each(["before", "after"] as const)(
    "by itself, when the connection is lost %s the write, acts once",
    async (when) => {
      const ids: string[] = [];
      for (let i = 0; i < 3; i++) ids.push((await invite(account)).id);
      const DB = losingConnection(env.DB, when);
      const { results } = await token({ env: { DB } }).users.removeMany({ userIds: ids });
      expect(results).toEqual(ids.map((userId) => ({ userId, refusal: null })));
      for (const id of ids) {
        expect(await eventTypesOf(account, id)).toEqual(["invitation.created", "invitation.withdrawn", "user.removed"]);
      }
    },
  );

  test("by the caller, when the process ended before it answered, answers what was done", async () => {
    const ids = [(await invite(account)).id, (await join(account)).userId];
    const run = (DB: D1Database) => token({ env: { DB } }).users.removeMany({ userIds: ids, idempotencyKey: "k" });
    await dyingAfterCommit(env.DB, run);
    expect((await run(env.DB)).results).toEqual(ids.map((userId) => ({ userId, refusal: null })));
    expect((await eventTypesOf(account, ids[0] ?? "")).filter((type) => type === "user.removed")).toHaveLength(1);
  });
});

describe("at once", () => {
  test("a run decides again when somebody was quicker with one of its users", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await invite(account)).id);
    const [first = ""] = ids;
    const DB = outrunBy(env.DB, () => token().users.remove({ userId: first }));
    const { results } = await token({ env: { DB } }).users.removeMany({ userIds: ids });
    expect(results.map(({ refusal }) => refusal)).toEqual([{ reason: "wrongStatus", status: "removed" }, null, null]);
    expect(await eventTypesOf(account, first)).toEqual(["invitation.created", "invitation.withdrawn", "user.removed"]);
  });

  test("a run leaves out whom somebody changes again and again, within eight calls, and says so ever after", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await invite(account)).id);
    const busy = ids[1] ?? "";
    const { db, calls } = countedDb(env.DB);
    const DB = aroundCommit(db, async (commit) => {
      await token().users.edit({ userId: busy, groupIds: [account.usersGroupId] });
      return commit();
    });
    const run = (database: D1Database) =>
      session({ env: { DB: database } }).users.removeMany({ userIds: ids, idempotencyKey: "k" });
    const { results } = await run(DB);
    expect(calls()).toBeLessThanOrEqual(8);
    expect(results.map(({ refusal }) => refusal)).toEqual([null, { reason: "conflict" }, null]);
    expect((await token().users.get({ userId: busy })).status).toBe("invited");
    expect(await eventTypesOf(account, busy)).not.toContain("user.removed");
    for (const id of [ids[0], ids[2]]) expect((await token().users.get({ userId: id ?? "" })).status).toBe("removed");
    expect((await run(env.DB)).results).toEqual(results);
  });

  test("a run whose last writing is of unknown outcome says no conflict: the same key tells what came of it", async () => {
    const userId = (await invite(account)).id;
    let rounds = 0;
    const DB = aroundCommit(env.DB, async (commit) => {
      if (++rounds < maxBulkRounds) await token().users.edit({ userId, groupIds: [account.usersGroupId] });
      const results = await commit();
      if (rounds === maxBulkRounds) throw new Error("D1_ERROR: Network connection lost.");
      return results;
    });
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const run = (database: D1Database) =>
      token({ env: { DB: database } }).users.removeMany({ userIds: [userId], idempotencyKey: "k" });
    await expect(run(DB)).rejects.toMatchObject({ code: "INTERNAL_SERVER_ERROR" });
    logged.mockRestore();
    expect((await run(env.DB)).results).toEqual([{ userId, refusal: null }]);
    expect((await eventTypesOf(account, userId)).filter((type) => type === "user.removed")).toHaveLength(1);
  });

  test("two runs and single commands on the same users change each user once", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 10; i++) ids.push((await invite(account)).id);
    const [runs, singles] = await Promise.all([
      Promise.all([ids, ids.toReversed()].map((userIds) => token().users.removeMany({ userIds }))),
      Promise.allSettled(ids.slice(0, 5).map((userId) => token().users.remove({ userId }))),
    ]);
    for (const id of ids) {
      const done = runs.filter(({ results }) => results.find(({ userId }) => userId === id)?.refusal === null).length;
      const alone = singles.filter((one) => one.status === "fulfilled" && one.value.id === id).length;
      expect(done + alone).toBe(1);
      expect(await eventTypesOf(account, id)).toEqual(["invitation.created", "invitation.withdrawn", "user.removed"]);
    }
  });

  test("two administrators who remove each other, and others, in bulk leave one", async () => {
    const second = await joinAsAdministrator(account);
    const others = [(await join(account)).userId, (await join(account)).userId];
    const answers = await Promise.allSettled([
      session().users.removeMany({ userIds: [second.userId, ...others] }),
      callerOf({ cookie: second.cookie }).users.removeMany({ userIds: [account.founderId, ...others] }),
    ]);
    const left = await env.DB.prepare(
      `SELECT count(*) AS count FROM users u JOIN groupMembers m ON m.accountId = u.accountId AND m.userId = u.id
        WHERE u.accountId = ?1 AND m.groupId = ?2 AND u.status = 'active'`,
    )
      .bind(account.accountId, account.administratorsGroupId)
      .first("count");
    expect(left).toBe(1);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("somebody who accepts while they are removed is in or out, and the run says which", async () => {
    const rows = [await invite(account), await invite(account)];
    const code = await codeOf(rows[0]?.id ?? "");
    const DB = outrunBy(env.DB, () =>
      callerOf({}).invitations.accept({ code, firstName: "G", lastName: "H", termsAccepted: true }),
    );
    const { results } = await token({ env: { DB } }).users.removeMany({ userIds: rows.map(({ id }) => id) });
    expect(refusedReasons(results)).toEqual([null, null]);
    expect(await eventTypesOf(account, rows[0]?.id ?? "")).toEqual([
      ...["invitation.created", "invitation.accepted", "user.removed"],
    ]);
    const notices = await env.DB.prepare(
      "SELECT count(*) AS count FROM notices WHERE accountId = ?1 AND kind = 'removal'",
    )
      .bind(account.accountId)
      .first("count");
    expect(notices).toBe(1);
  });
});

describe("five hundred at once", () => {
  test("are written within the bound of calls, and read by their keys", async () => {
    await fill(account, 1_600);
    const { results: found } = await env.DB.prepare(
      "SELECT id FROM users WHERE accountId = ?1 AND status = 'invited' AND expiresAt > ?2 LIMIT 199",
    )
      .bind(account.accountId, T0)
      .all<{ id: string }>();
    const { results: active } = await env.DB.prepare(
      "SELECT id FROM users WHERE accountId = ?1 AND status = 'active' AND id <> ?2 LIMIT 301",
    )
      .bind(account.accountId, account.founderId)
      .all<{ id: string }>();
    const userIds = [...found, ...active].map(({ id }) => id);
    for (const name of ["resendMany", "editMany", "removeMany"] as const) {
      const { db, calls, rowsRead } = countedDb(env.DB);
      const { results } = await many(session({ env: { DB: db } }), name, userIds);
      expect(results).toHaveLength(500);
      expect(results.filter(({ refusal }) => refusal === null)).toHaveLength(name === "resendMany" ? 199 : 500);
      expect(calls()).toBeLessThanOrEqual(8);
      expect(rowsRead(), `${name} reads by key`).toBeLessThan(40_000);
    }
  });
});

function refusedReasons(results: ManyResult[]): (string | null)[] {
  return results.map(({ refusal }) => refusal?.reason ?? null);
}
