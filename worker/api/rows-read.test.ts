import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import type { UsersListInput } from "../../shared/inputs.ts";
import { dayMs } from "../../shared/limits.ts";
import { userStatuses } from "../../shared/status.ts";
import { sortKeys } from "../../shared/user-sort.ts";
import { usersList } from "../db/users-list.ts";
import { wake } from "../invitation/wake.ts";
import { fill, makeCrowdFindable, otherInviterOfCrowd } from "../test/crowd.ts";
import { countedDb } from "../test/d1-proxies.ts";
import { type Account, type CallerOptions, callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { codeOf, currentInvitation, lifetimeMs, newAddress } from "../test/stages.ts";

type Api = ReturnType<typeof callerOf>;
type Read = { rowsRead: number; total: number; nextCursor: string | null };

async function read({ token }: Account, input: UsersListInput): Promise<Read> {
  const { db, rowsRead } = countedDb(env.DB);
  const { total, nextCursor } = await callerOf({ token, env: { DB: db } }).users.list(input);
  return { rowsRead: rowsRead(), total, nextCursor };
}

const pageSize = 5;
const sorts: NonNullable<UsersListInput["sort"]>[] = [
  [],
  ...sortKeys.flatMap((by) => (["asc", "desc"] as const).map((dir) => [{ by, dir }])),
];

/** The most that a list reads: its first page, the two behind it by cursor, and its last. */
async function mostRead(account: Account, input: UsersListInput): Promise<number> {
  const first = await read(account, { ...input, pageSize });
  const reads = [first];
  for (let page = first; page.nextCursor !== null && reads.length < 3; reads.push(page)) {
    page = await read(account, { ...input, pageSize, cursor: page.nextCursor });
  }
  const last = Math.ceil(first.total / pageSize);
  if (last > 1) reads.push(await read(account, { ...input, pageSize, page: last }));
  return Math.max(...reads.map(({ rowsRead }) => rowsRead));
}

const many = 5_000;
let few: Account;
let crowded: Account;
beforeAll(async () => {
  few = await makeAccount();
  crowded = await makeAccount();
  for (const [account, users] of [
    [few, 100],
    [crowded, many],
  ] as const) {
    await fill(account, users);
    await makeCrowdFindable(account);
  }
});

describe("rows read for a page of users", () => {
  const filters: Record<string, (account: Account) => UsersListInput> = {
    "of everybody": () => ({}),
    ...Object.fromEntries(userStatuses.map((status) => [`who are ${status}`, () => ({ status: [status] })])),
    "of several statuses": () => ({ status: ["invited", "invitationExpired", "removed"] }),
    "of a group": ({ usersGroupId }) => ({ groupId: usersGroupId }),
    "of a group and a status": ({ usersGroupId }) => ({ groupId: usersGroupId, status: ["blocked"] }),
    "of a small group": ({ administratorsGroupId }) => ({ groupId: administratorsGroupId }),
    "whose mail failed": () => ({ delivery: ["failed"] }),
    "whose mail failed while their invitation was valid": () => ({ delivery: ["failed"], status: ["invited"] }),
    "whose mail was sent or is on its way": () => ({ delivery: ["sent", "queued", "retrying"] }),
    "who asked again": () => ({ askedAgain: true }),
    "who did not ask again": () => ({ askedAgain: false }),
    "whom the founder invited": ({ founderId }) => ({ invitedBy: founderId }),
    "whom somebody else invited": () => ({ invitedBy: otherInviterOfCrowd }),
    "found by their address": () => ({ search: "u00000@example.com" }),
    "found by nothing that anybody is called": () => ({ search: "nobody" }),
    "found by a name that all have, of few who asked again in a small group": ({ administratorsGroupId }) => ({
      ...{ search: "first", askedAgain: true, groupId: administratorsGroupId },
    }),
  };

  test.each(Object.entries(filters))(`are at most twice as many among ${many} as among 100: %s`, async (_, filter) => {
    for (const sort of sorts) {
      const atFew = await mostRead(few, { ...filter(few), sort });
      const atMany = await mostRead(crowded, { ...filter(crowded), sort });
      expect.soft(atMany, JSON.stringify(sort)).toBeLessThanOrEqual(2 * atFew);
      expect.soft(atMany, JSON.stringify(sort)).toBeLessThanOrEqual(130);
    }
  });

  // No index has these in the order of a list, and their exact number is told up to 10,000: each match is counted.
  test.each<[string, UsersListInput]>([
    ["found by the beginning of what many are called", { search: "fir" }],
    ["found by the beginning of many addresses", { search: "u0" }],
    ["whose invitation ends soon", { expiresBefore: T0 + dayMs }],
    ["found by what many are called, whose mail failed", { search: "first", delivery: ["failed"] }],
  ])("grow with the matches only: %s", async (_, input) => {
    const { total } = await read(crowded, input);
    expect(total).toBeGreaterThan(250);
    for (const sort of sorts.slice(0, 3)) {
      expect.soft(await mostRead(crowded, { ...input, sort })).toBeLessThanOrEqual(8 * total + 130);
    }
  });

  // Far more than a page are found, and whoever is asked for everybody meets them soon: only counting reads each.
  test.each<[string, UsersListInput]>([
    ["found by the beginning of what many are called", { search: "fir" }],
    ["found by the beginning of many addresses", { search: "u0" }],
    ["of a status, found by the beginning of what many are called", { search: "fir", status: ["blocked"] }],
    ["whose invitation ends soon", { expiresBefore: T0 + dayMs }],
  ])("are hardly more than are counted: %s", async (_, filter) => {
    for (const sort of sorts.filter(([first]) => first?.by !== "email")) {
      const input = { ...filter, sort, pageSize } as const;
      const first = await read(crowded, input);
      expect.soft(first.rowsRead, JSON.stringify(sort)).toBeLessThanOrEqual(1.3 * first.total + 300);
      const next = await read(crowded, { ...input, cursor: first.nextCursor ?? "" });
      expect.soft(next.rowsRead, JSON.stringify(sort)).toBeLessThanOrEqual(1.3 * first.total + 300);
    }
  });

  describe("of whom many, at one end of the order, are found", () => {
    let zoes: Account;
    const search = "zoe";
    beforeAll(async () => {
      zoes = await makeAccount();
      await fill(zoes, many);
      await env.DB.prepare(`UPDATE users SET nameKey = 'zoe ' || nameKey, terms = json_array('zoe', 'name', email),
          email = 'z' || email WHERE accountId = ?1 AND substr(id, -1) = '0'`)
        .bind(zoes.accountId)
        .run();
    });

    test("are hardly more than are counted, in the order of names, at that end as at the other", async () => {
      for (const dir of ["asc", "desc"] as const) {
        const input: UsersListInput = { search, sort: [{ by: "name", dir }], pageSize };
        const first = await read(zoes, input);
        expect(first.total).toBeGreaterThan(250);
        const next = await read(zoes, { ...input, cursor: first.nextCursor ?? "" });
        for (const { rowsRead } of [first, next]) expect.soft(rowsRead).toBeLessThanOrEqual(first.total + 150);
      }
    });

    test("are no more than a few for each of them, where a walk from the other end would pass over everybody", async () => {
      const input: UsersListInput = { search, sort: [{ by: "email", dir: "asc" }], pageSize };
      const { total } = await read(zoes, input);
      // As if more had been found than an exact total may count.
      const list = usersList(env.DB, zoes.accountId, input, T0, 100);
      if (list === "cursorInvalid") throw new Error(list);
      const result = await list.statement.all();
      const page = list.pageOf(result);
      expect(page).toMatchObject({ total: 100, totalIsExact: false, rows: { length: pageSize } });
      expect(result.meta.rows_read).toBeLessThanOrEqual(6 * total);
    });
  });

  test.each([
    ["name", "desc"],
    ["lastSignInAt", "asc"],
    ["lastSignInAt", "desc"],
    ["status", "asc"],
  ] as const)("are as few wherever a cursor stands, sorted by %s %s", async (by, dir) => {
    for (const filter of [{}, { groupId: crowded.usersGroupId }]) {
      let cursor: string | null = null;
      let pages = 0;
      do {
        const at: UsersListInput = cursor === null ? {} : { cursor };
        const page = await read(crowded, { ...filter, pageSize: 100, sort: [{ by, dir }], ...at });
        expect.soft(page.rowsRead).toBeLessThanOrEqual(800);
        cursor = page.nextCursor;
        pages++;
      } while (cursor !== null);
      const founder = filter.groupId === undefined ? 1 : 0;
      expect(pages).toBe(Math.ceil((many - many / 8 + founder) / 100));
    }
  });
});

describe("rows read for an invitation", () => {
  type Step = { what: string; rows: number };

  /** Everything that one goes through, whichever way it ends, with what is done after each answer. */
  async function lifeOfOne(account: Account): Promise<Step[]> {
    const steps: Step[] = [];
    async function step<Result>(what: string, by: CallerOptions, act: (api: Api) => Promise<Result>): Promise<Result> {
      const { db, rowsRead } = countedDb(env.DB);
      const { api, settled } = requestOf({ ...by, env: { DB: db } });
      const result = await act(api);
      await settled();
      steps.push({ what, rows: rowsRead() });
      return result;
    }
    const [byToken, byLink] = [{ token: account.token }, {}];
    const names = { firstName: "Ann", lastName: "Other" };
    async function invited(): Promise<{ userId: string; code: string }> {
      const input = { ...names, email: newAddress(), groupIds: [account.usersGroupId] };
      const { id: userId } = await step("invite", byToken, (api) => api.users.invite(input));
      return { userId, code: await codeOf(userId) };
    }
    const first = await invited();
    await step("resend", { ...byToken, now: T0 + dayMs }, (api) => api.invitations.resend({ userId: first.userId }));
    await step("preview", byLink, (api) => api.invitations.preview({ code: first.code }));
    const accepted = { ...names, code: first.code, termsAccepted: true } as const;
    await step("accept", byLink, (api) => api.invitations.accept(accepted));
    await step("edit", byToken, (api) => api.users.edit({ userId: first.userId, groupIds: [account.usersGroupId] }));
    await step("block", byToken, (api) => api.users.block({ userId: first.userId }));
    await step("remove", byToken, (api) => api.users.remove({ userId: first.userId }));
    const second = await invited();
    await step("decline", byLink, (api) => api.invitations.decline({ code: second.code }));
    await step("counts", byToken, (api) => api.users.counts());
    const third = await invited();
    const { db, rowsRead } = countedDb(env.DB);
    await wake({ ...env, DB: db }, (await currentInvitation(third.userId)).id, () => T0 + lifetimeMs);
    return [...steps, { what: "alarm at the deadline", rows: rowsRead() }];
  }

  test("are as few among many as among 100, at each step", async () => {
    const atMany = await lifeOfOne(crowded);
    const atFew = await lifeOfOne(few);
    for (const [index, { what, rows }] of atFew.entries()) {
      expect.soft(atMany[index]?.rows, what).toBeLessThanOrEqual(rows + 50);
    }
  });
});
