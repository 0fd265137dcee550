import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import type { UsersInviteManyRow } from "../../shared/inputs.ts";
import { bulkMailSpacingMs, dayMs, maxBulk, maxSendsPerDay } from "../../shared/limits.ts";
import type { InviteManyResult } from "../../shared/outputs.ts";
import { sweep } from "../invitation/sweep.ts";
import { aroundCommit, countedDb, dyingAfterCommit, losingConnection, outrunBy } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { problemsOf, refusalOf } from "../test/refusal-of.ts";
import {
  bring,
  codeOf,
  currentInvitation,
  eventTypesOf,
  invite,
  join,
  lifetimeMs,
  newAddress,
  stages,
} from "../test/stages.ts";
import { alarmOf } from "../test/timers.ts";

let account: Account;
beforeEach(async () => {
  account = await makeAccount();
});

const token = (now = T0, DB: D1Database = env.DB) => callerOf({ token: account.token, now, env: { DB } });
const person = (email = newAddress(), more: object = {}) => ({
  ...{ email, firstName: "Grace", lastName: "Hopper", groupIds: [account.usersGroupId] },
  ...more,
});
/** As of a program without types. */
const untyped = (rows: unknown[]) => rows as UsersInviteManyRow[];
const outcomes = (results: InviteManyResult[]) => results.map(({ outcome }) => outcome);
const count = (table: string) =>
  env.DB.prepare(`SELECT count(*) AS count FROM ${table} WHERE accountId = ?1`).bind(account.accountId).first("count");

describe("inviting many", () => {
  test("makes each what inviting them singly makes", async () => {
    const [one, other] = [newAddress(), newAddress()];
    const more = { externalId: "E-1" };
    const message = "See you on Monday";
    const { results } = await token().users.inviteMany({ users: [person(one, more)], message });
    account = await makeAccount();
    const single = await token().users.invite({ ...person(other, more), message });
    const [result] = results;
    expect(result).toEqual({
      ...{ index: 0, outcome: "created", userId: result?.userId, sentAt: T0, expiresAt: T0 + lifetimeMs },
    });
    const stored = async (userId: string, sql: string) => {
      const row = await env.DB.prepare(sql).bind(userId).first<Record<string, unknown>>();
      const random = /^(accountId|id|userId|.*Id|email|terms|sendId|armed)$/;
      return Object.fromEntries(Object.entries(row ?? {}).filter(([key]) => !random.test(key) || key === "externalId"));
    };
    for (const sql of [
      "SELECT * FROM users WHERE id = ?1",
      "SELECT * FROM invitations WHERE userId = ?1",
      "SELECT type, actorKind, at, recordedAt, details FROM events WHERE userId = ?1",
      "SELECT count(*) AS groups FROM groupMembers WHERE userId = ?1",
      "SELECT json_array_length(terms) AS length FROM users WHERE id = ?1",
      "SELECT count(*) AS sends FROM sends WHERE email = (SELECT email FROM users WHERE id = ?1)",
    ]) {
      expect(await stored(result?.userId ?? "", sql), sql).toEqual(await stored(single.id, sql));
    }
    expect(await callerOf({}).invitations.preview({ code: await codeOf(result?.userId ?? "") })).toMatchObject({
      ...{ email: one, message, groups: ["Users"] },
    });
  });

  test("tells of everybody who is there already, and touches only whom it was asked to", async () => {
    const expected = {
      invited: ["alreadyInvited", "alreadyInvited", "alreadyInvited"],
      overdue: ["alreadyInvited", "renewed", "alreadyInvited"],
      invitationExpired: ["alreadyInvited", "renewed", "alreadyInvited"],
      invitationDeclined: ["refused", "refused", "renewed"],
      active: ["alreadyActive", "alreadyActive", "alreadyActive"],
      blocked: ["refused", "refused", "refused"],
      removed: ["refused", "refused", "readded"],
    } as const;
    for (const [at, flags] of [{}, { renew: true }, { again: true }].entries()) {
      for (const stage of stages) {
        const { row, code, now } = await bring(account, stage);
        const { inviteMany, get } = token(now).users;
        const group = await token(now).groups.create({ name: `${stage} ${at}` });
        const users = [person(row.email.toUpperCase(), { firstName: "New", groupIds: [group.id] })];
        const [result] = (await inviteMany({ users, ...flags })).results;
        const after = await get({ userId: row.id });
        expect(result, `${stage} ${at}`).toMatchObject({ outcome: expected[stage][at], userId: row.id });
        if (result?.outcome === "renewed" || result?.outcome === "readded") {
          expect(after).toMatchObject({ status: "invited", sentAt: result.sentAt, expiresAt: result.expiresAt });
          // A new invitation is for them as they are; somebody who comes back gets new names and groups.
          const isBack = result.outcome === "readded";
          expect(after.groups.map(({ id }) => id)).toEqual([isBack ? group.id : account.usersGroupId]);
          expect(after.firstName).toBe(isBack ? "New" : "Grace");
          expect(await refusalOf(callerOf({ now }).invitations.preview({ code }))).toEqual({
            reason: "invitationReplaced",
          });
        } else {
          expect(after).toEqual(row);
          expect(result?.refusal).toEqual(await refusalSingly(stage, row.email, now, flags));
        }
      }
    }
  });

  /** What the single command says; for those that `again` would let in, what stands in the way. */
  async function refusalSingly(stage: string, email: string, now: number, flags: object) {
    if (stage === "removed" && !("again" in flags)) return { reason: "wrongStatus", status: "removed" };
    if (stage === "invitationDeclined" && !("again" in flags)) return { reason: "invitationDeclined" };
    return refusalOf(token(now).users.invite(person(email)));
  }

  test("reads each row by itself: a bad one is told what is wrong with it, and spoils no other", async () => {
    const there = newAddress();
    const { results } = await token().users.inviteMany({
      users: untyped([
        person("no address"),
        person(),
        { ...person(), lastName: 7, nickname: "G" },
        null,
        person(newAddress(), { groupIds: ["GRP-0000000000000000"] }),
        person(newAddress(), { groupIds: [] }),
        person(there, { firstName: "www.example.com" }),
        person(there),
        person(newAddress(), { groupIds: [account.administratorsGroupId] }),
      ]),
    });
    expect(outcomes(results)).toEqual([
      ...["refused", "created", "refused", "refused", "refused", "refused", "refused", "created", "refused"],
    ]);
    const told = results.map(
      ({ problems, refusal }) => problems?.map(({ field, problem }) => [field, problem]) ?? refusal?.reason,
    );
    expect(told).toEqual([
      [["email", "addressFormat"]],
      undefined,
      [
        ["lastName", "required"],
        ["nickname", "unknownKey"],
      ],
      [["", "invalid"]],
      [["groupIds", "groupUnknown"]],
      "groupRequired",
      [["firstName", "nameWithLink"]],
      undefined,
      "notAllowed",
    ]);
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await count("users")).toBe(1 + 2);
  });

  test("counts somebody once however often they are listed: the first row is theirs", async () => {
    const email = newAddress();
    const { row } = await bring(account, "invitationExpired");
    const users = [
      person(email, { externalId: "E-1", firstName: "First" }),
      person(` ${email.toUpperCase()} `, { firstName: "Second" }),
      person(newAddress(), { externalId: "E-1" }),
      person(row.email),
      person(row.email),
    ];
    const { results } = await token(T0 + lifetimeMs).users.inviteMany({ users, renew: true });
    const [made] = results;
    expect(made).toMatchObject({ outcome: "created" });
    expect(results.slice(1)).toEqual([
      { index: 1, outcome: "alreadyInvited", userId: made?.userId, duplicateOf: 0 },
      { index: 2, outcome: "alreadyInvited", userId: made?.userId, duplicateOf: 0 },
      expect.objectContaining({ index: 3, outcome: "renewed", userId: row.id }),
      { index: 4, outcome: "alreadyInvited", userId: row.id, duplicateOf: 3 },
    ]);
    expect(await token().users.get({ email })).toMatchObject({ firstName: "First" });
  });

  test("knows people by the id in the caller's system, and mails no address but the one listed", async () => {
    const [pending, gone, active] = [newAddress(), newAddress(), newAddress()];
    const { id: pendingId } = await token().users.invite(person(pending, { externalId: "E-1", sendMail: true }));
    const { id: goneId } = await token().users.invite(person(gone, { externalId: "E-2" }));
    await token().users.remove({ userId: goneId });
    const member = await join(account, { email: active });
    const now = T0 + lifetimeMs;
    const { results } = await token(now).users.inviteMany({
      again: true,
      renew: true,
      users: [
        person(newAddress(), { externalId: "E-1" }),
        person(newAddress(), { externalId: "E-2" }),
        person(active, { externalId: "E-3" }),
      ],
    });
    expect(results).toMatchObject([
      {
        outcome: "alreadyInvited",
        userId: pendingId,
        refusal: { reason: "alreadyInvited", status: "invitationExpired" },
      },
      { outcome: "refused", userId: goneId, refusal: { reason: "conflict" } },
      { outcome: "alreadyActive", userId: member.userId },
    ]);
    expect(await count("sends")).toBe(3);
    const back = await token(now).users.inviteMany({ again: true, users: [person(gone, { externalId: "E-9" })] });
    expect(back.results).toMatchObject([{ outcome: "readded", userId: goneId }]);
    expect(await token(now).users.get({ externalId: "E-9" })).toMatchObject({ id: goneId });
  });

  test("takes no side when the address is one user's and the id another's, whatever has become of them", async () => {
    for (const stage of stages) {
      const { row, now } = await bring(account, stage);
      const { id } = await token(now).users.invite(person(newAddress(), { externalId: `id of ${row.id}` }));
      const sends = await count("sends");
      const users = [person(row.email, { externalId: `id of ${row.id}` })];
      const { results } = await token(now).users.inviteMany({ users, again: true, renew: true });
      expect(results, stage).toEqual([
        { index: 0, outcome: "refused", userId: row.id, refusal: { reason: "conflict" } },
      ]);
      expect(await token(now).users.get({ externalId: `id of ${row.id}` })).toMatchObject({ id });
      expect(await count("sends")).toBe(sends);
    }
  });

  test("run every night with everybody mails nobody twice and nobody who has had their say", async () => {
    const there = await Promise.all(stages.map((stage) => bring(account, stage)));
    // Addresses change, people stay: half of them are known by their id only.
    const moved = await token().users.invite(person(newAddress(), { externalId: "E-moved" }));
    const gone = await token().users.invite(person(newAddress(), { externalId: "E-gone" }));
    await token().users.remove({ userId: gone.id });
    const users = [
      ...there.map(({ row }) => person(row.email)),
      person(newAddress(), { externalId: "E-moved" }),
      person(newAddress(), { externalId: "E-gone" }),
      person(newAddress(), { externalId: "E-new" }),
    ];
    const nights: InviteManyResult[][] = [];
    let now = T0 + 20 * lifetimeMs;
    for (let night = 0; night < 10; night++, now += dayMs) {
      nights.push((await token(now).users.inviteMany({ users })).results);
    }
    const created = nights.flat().filter(({ outcome }) => outcome === "created");
    expect(created).toMatchObject([{ index: users.length - 1 }]);
    expect(nights[0]?.slice(-3)).toMatchObject([
      { outcome: "alreadyInvited", userId: moved.id },
      { outcome: "refused", userId: gone.id, refusal: { reason: "wrongStatus", status: "removed" } },
      { outcome: "created" },
    ]);
    expect(nights.flat().some(({ outcome }) => outcome === "renewed" || outcome === "readded")).toBe(false);
    const invitations = await count("invitations");
    await token(now).users.inviteMany({ users });
    expect(await count("invitations")).toBe(invitations);
  });

  test("keeps the id of whoever was known by address only, so that another address makes them nobody new", async () => {
    for (const stage of stages) {
      const { row, now } = await bring(account, stage);
      const id = `id of ${row.id}`;
      const old = person(row.email, { externalId: id, firstName: "Other" });
      const dry = await token(now).users.inviteMany({ users: [old], dryRun: true });
      expect(await token(now).users.get({ userId: row.id })).toMatchObject({
        externalId: null,
        revision: row.revision,
      });
      const { results } = await token(now).users.inviteMany({
        users: [old, person(row.email, { externalId: "E-other" })],
      });
      expect(results.slice(0, 1), stage).toEqual(dry.results);
      // Nothing else of them changes, and nothing of it is said twice.
      expect(await token(now).users.get({ userId: row.id })).toEqual({
        ...row,
        externalId: id,
        revision: row.revision + 1,
      });
      expect((await eventTypesOf(account, row.id)).filter((type) => type === "user.edited")).toHaveLength(1);

      const sends = await count("sends");
      const moved = await token(now).users.inviteMany({ users: [person(newAddress(), { externalId: id })] });
      expect(moved.results).toMatchObject([{ userId: row.id }]);
      expect([await count("sends"), await token(now).users.get({ userId: row.id })]).toMatchObject([
        sends,
        { email: row.email },
      ]);
    }
  });

  test("gives nobody an id that another row of the list claims", async () => {
    const [one, other] = [await bring(account, "invited"), await bring(account, "invited")];
    const users = [person(one.row.email, { externalId: "E-1" }), person(other.row.email, { externalId: "E-1" })];
    users.push(person(newAddress(), { externalId: "E-1" }), person());
    const { results } = await token().users.inviteMany({ users });
    // Each is told what it would be told by itself once the first is written, and none spoils the last.
    expect(outcomes(results)).toEqual(["alreadyInvited", "refused", "alreadyInvited", "created"]);
    expect(results[2]).toMatchObject({ userId: one.row.id, duplicateOf: 0 });
    expect(await token().users.get({ externalId: "E-1" })).toMatchObject({ id: one.row.id });
    expect(await token().users.get({ userId: other.row.id })).toMatchObject({ externalId: null });
    // By itself, that row is of two people.
    expect((await token().users.inviteMany({ users: users.slice(1, 2) })).results).toMatchObject([
      { outcome: "refused", refusal: { reason: "conflict" } },
    ]);
  });

  test("holds to the limit of mails to an address, also one that was deleted", async () => {
    const email = newAddress();
    for (let sent = 0; sent < maxSendsPerDay; sent++) {
      const [made] = (await token().users.inviteMany({ users: [person(email)] })).results;
      expect(made?.outcome).toBe("created");
      await token().users.remove({ userId: made?.userId ?? "" });
      await token().users.delete({ userId: made?.userId ?? "" });
    }
    const { results } = await token().users.inviteMany({ users: [person(email), person()] });
    expect(results).toMatchObject([
      { outcome: "refused", refusal: { reason: "tooManySends" } },
      { outcome: "created" },
    ]);
  });

  test("says what is wrong with the call as a whole", async () => {
    const { inviteMany } = token().users;
    expect(await problemsOf(inviteMany({ users: [] }))).toMatchObject([{ field: "users", problem: "required" }]);
    const tooMany = Array.from({ length: maxBulk + 1 }, () => person());
    expect(await problemsOf(inviteMany({ users: tooMany }))).toMatchObject([{ field: "users", problem: "tooMany" }]);
    expect(await problemsOf(inviteMany({ users: [person()], message: "see https://evil.example" }))).toMatchObject([
      { field: "message", problem: "messageWithLink" },
    ]);
    expect(await count("users")).toBe(1);
  });
});

describe("a dry run", () => {
  test("answers what the run answers, whoever is listed, and writes nothing", async () => {
    const random = randomNumbers(7);
    const pick = <One>(from: readonly One[]) => from[Math.floor(random() * from.length)] as One;
    const there: string[] = [];
    for (let round = 0; round < 2; round++) {
      for (const stage of stages) there.push((await bring(account, stage)).row.email);
    }
    const now = T0 + lifetimeMs;
    for (let round = 0; round < 8; round++) {
      const strangers = [newAddress(), newAddress(), newAddress(), "nobody", ""];
      const users = Array.from({ length: 12 }, () =>
        person(pick([...there, ...strangers]), {
          groupIds: pick([[account.usersGroupId], [], ["GRP-0000000000000000"], [account.administratorsGroupId]]),
          ...(random() < 0.3 ? { externalId: pick(["E-1", "E-2", "E-3"]) } : {}),
          ...(random() < 0.1 ? { firstName: "" } : {}),
        }),
      );
      const input = { users, again: random() < 0.5, renew: random() < 0.5, idempotencyKey: `k-${round}` };
      const tables = ["users", "invitations", "events", "sends", "commands"];
      const before = await Promise.all(tables.map(count));
      const dry = await token(now).users.inviteMany({ ...input, dryRun: true });
      expect(await Promise.all(tables.map(count))).toEqual(before);
      const { results } = await token(now).users.inviteMany(input);
      const made = new Set(results.flatMap(({ outcome, userId }) => (outcome === "created" ? [userId] : [])));
      const unnamed = results.map((result) => ({ ...result, userId: made.has(result.userId) ? null : result.userId }));
      expect(dry.results).toEqual(unnamed);
      // Also when it is asked for again.
      expect((await token(now).users.inviteMany(input)).results).toEqual(results);
    }
  });
});

describe("a list that is sent again", () => {
  test("under its key answers the same and sends nothing, however many at once", async () => {
    const users = [person(), person("no address"), person()];
    const run = () => token().users.inviteMany({ users, idempotencyKey: "k" });
    const answers = await Promise.all(Array.from({ length: 10 }, run));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await run()).toEqual(answers[0]);
    expect([await count("users"), await count("invitations"), await count("sends")]).toEqual([3, 2, 2]);
    const kept = await env.DB.prepare("SELECT outcomes FROM commands WHERE accountId = ?1 AND outcomes IS NOT NULL")
      .bind(account.accountId)
      .first<string>("outcomes");
    for (const personal of ["@", "Grace", "address"]) expect(kept).not.toContain(personal);
    expect(await refusalOf(token().users.inviteMany({ users: users.slice(1), idempotencyKey: "k" }))).toEqual({
      reason: "conflict",
    });
  });

  test("without a key invites nobody twice", async () => {
    const users = [person(), person()];
    const runs = await Promise.all(Array.from({ length: 3 }, () => token().users.inviteMany({ users })));
    const created = runs.flatMap(({ results }) => results).filter(({ outcome }) => outcome === "created");
    expect(created).toHaveLength(2);
    expect([await count("users"), await count("sends")]).toEqual([3, 2]);
  });

  test.each(["before", "after"] as const)("by itself, the connection lost %s the write, invites once", async (when) => {
    const { results } = await token(T0, losingConnection(env.DB, when)).users.inviteMany({
      users: [person(), person()],
    });
    expect(outcomes(results)).toEqual(["created", "created"]);
    expect([await count("users"), await count("invitations")]).toEqual([3, 2]);
    for (const { userId } of results) expect(await eventTypesOf(account, userId ?? "")).toEqual(["invitation.created"]);
  });

  test("after the process ended between the write and the answer, answers what was done and mails each once", async () => {
    const users = [person(), person()];
    const run = (DB: D1Database) => token(T0, DB).users.inviteMany({ users, idempotencyKey: "k" });
    await dyingAfterCommit(env.DB, run);
    const { results } = await run(env.DB);
    expect(outcomes(results)).toEqual(["created", "created"]);
    expect(await count("invitations")).toBe(2);
    // Nobody has armed anything: the sweep does.
    await sweep(env, T0);
    for (const { userId, sentAt } of results) {
      expect(await alarmOf((await currentInvitation(userId ?? "")).id)).toBe(sentAt);
    }
  });
});

describe("at once", () => {
  test("with somebody who invites one of them: one wins, the other learns who it is", async () => {
    const taken = newAddress();
    const DB = outrunBy(env.DB, () => token().users.invite(person(taken)));
    const { results } = await token(T0, DB).users.inviteMany({ users: [person(), person(taken)] });
    expect(outcomes(results)).toEqual(["created", "alreadyInvited"]);
  });

  test("with another list: no two mails have the same slot", async () => {
    const lists = Array.from({ length: 2 }, () => [person(), person(), person()]);
    const runs = await Promise.all(lists.map((users) => token().users.inviteMany({ users })));
    const sentAts = runs.flatMap(({ results }) => results.map(({ sentAt }) => sentAt ?? 0));
    expect(sentAts.sort((a, b) => a - b)).toEqual(sentAts.map((_, slot) => T0 + slot * bulkMailSpacingMs));
  });

  test("with somebody who is always quicker: whom they invite is left out, the others are invited", async () => {
    const rivals = Array.from({ length: 5 }, () => newAddress());
    const users = [person(), ...rivals.map((email) => person(email))];
    let round = 0;
    const { db, calls } = countedDb(env.DB);
    const DB = aroundCommit(db, async (commit) => {
      await token().users.invite(person(rivals[round++]));
      return commit();
    });
    const run = (database: D1Database) => token(T0, database).users.inviteMany({ users, idempotencyKey: "k" });
    const { results } = await run(DB);
    expect(calls()).toBeLessThanOrEqual(8);
    expect(outcomes(results)).toEqual(["created", "alreadyInvited", "alreadyInvited", "refused", "created", "created"]);
    expect(results[3]).toEqual({ index: 3, outcome: "refused", userId: null, refusal: { reason: "conflict" } });
    expect(await count("users")).toBe(1 + users.length);
    expect(await count("sends")).toBe(users.length);
    expect((await run(env.DB)).results).toEqual(results);
  });
});

test("also takes no more than eight calls where the session is to be noted and the place looked up", async () => {
  await env.DB.prepare("DELETE FROM directory WHERE accountId = ?1").bind(account.accountId).run();
  const now = T0 + dayMs;
  const rivals = Array.from({ length: 5 }, () => newAddress());
  const { db, calls } = countedDb(env.DB);
  let round = 0;
  const DB = aroundCommit(db, async (commit) => {
    await token(now).users.invite(person(rivals[round++]));
    return commit();
  });
  const session = callerOf({ cookie: account.cookie, accountId: account.accountId, now, env: { DB } });
  const { results } = await session.users.inviteMany({ users: rivals.map((email) => person(email)) });
  expect(calls()).toBe(7);
  expect(outcomes(results)).toEqual(["alreadyInvited", "refused", "created", "created", "created"]);
});

describe("the mails of a list", () => {
  const unarmed = () =>
    env.DB.prepare("SELECT count(*) AS count FROM invitations WHERE accountId = ?1 AND armed = 0")
      .bind(account.accountId)
      .first<number>("count");
  const fiveHundred = () => Array.from({ length: maxBulk }, () => person());

  test("leave one after the other; one invited meanwhile waits for none of them", async () => {
    const { db, calls } = countedDb(env.DB);
    let objects = 0;
    const INVITATION = new Proxy(env.INVITATION, {
      get: (target, key) => {
        objects++;
        return Reflect.get(target, key).bind(target);
      },
    });
    const { api, settled } = requestOf({ cookie: account.cookie, env: { DB: db, INVITATION } });
    const { results } = await api.users.inviteMany({ users: fiveHundred() });
    expect([calls(), objects]).toEqual([3, 0]);
    expect(results.map(({ sentAt }) => sentAt)).toEqual(results.map((_, slot) => T0 + slot * bulkMailSpacingMs));
    await settled();
    // The first minute's are armed at once.
    expect(await unarmed()).toBe(maxBulk - 40);

    const single = await invite(account, { now: T0 + 1_000 });
    expect(single.sentAt).toBe(T0 + 1_000);
    expect(await alarmOf((await currentInvitation(single.id)).id)).toBe(T0 + 1_100);

    // A sweep a minute arms what has its slot until the next one, and no more.
    await sweep(env, T0 + 60_000);
    const slotOf = (at: number) => results.find(({ sentAt }) => sentAt === at)?.userId ?? "";
    const soon = await currentInvitation(slotOf(T0 + 60_000 + 20 * bulkMailSpacingMs));
    expect(await alarmOf(soon.id)).toBe(T0 + 60_000 + 20 * bulkMailSpacingMs);
    const far = await currentInvitation(results[300]?.userId ?? "");
    expect(await alarmOf(far.id)).toBeNull();
    const [last] = results.slice(-1);
    const row = await token().users.get({ userId: last?.userId ?? "" });
    expect(row).toMatchObject({ sentAt: last?.sentAt, expiresAt: (last?.sentAt ?? 0) + lifetimeMs });
    expect(await token().invitations.history({ userId: row.id })).toMatchObject([
      { sentAt: last?.sentAt, invitedAt: T0 },
    ]);

    // The next list goes on where this one ends; whoever is removed before their slot needs no object.
    const next = await token(T0 + 5_000).users.inviteMany({ users: [person()] });
    expect(next.results[0]?.sentAt).toBe(T0 + maxBulk * bulkMailSpacingMs);
    const before = Number(await unarmed());
    await token().users.remove({ userId: last?.userId ?? "" });
    expect(await unarmed()).toBe(before - 1);
  });

  test("are all given to their objects by a sweep a minute", async () => {
    const { results } = await token().users.inviteMany({ users: fiveHundred().slice(0, 90) });
    const due = Math.max(...results.map(({ sentAt }) => sentAt ?? 0));
    for (let now = T0 + 60_000; now < due; now += 60_000) await sweep(env, now);
    expect(await unarmed()).toBe(0);
  });
});

/** Mulberry32: the same lists each time. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
