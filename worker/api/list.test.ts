import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import type { UsersListInput } from "../../shared/inputs.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { nameSortKey } from "../../shared/sort-key.ts";
import { type UserStatus, userStatuses } from "../../shared/status.ts";
import { type SortKey, sortKeys } from "../../shared/user-sort.ts";
import { fill } from "../test/crowd.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { bring, invite, lifetimeMs, newAddress } from "../test/stages.ts";

function listOf(account: Account, input: UsersListInput, now = T0) {
  return callerOf({ token: account.token, now }).users.list(input);
}

async function idsOf(account: Account, input: UsersListInput, now = T0): Promise<string[]> {
  return (await listOf(account, { pageSize: 100, ...input }, now)).rows.map(({ id }) => id);
}

type Sort = NonNullable<UsersListInput["sort"]>;

/** Everybody in the wanted order, by means of nothing that the list uses. */
function inOrder(rows: UserRow[], sort: Sort): UserRow[] {
  const keys: Sort = sort.length === 0 ? [{ by: "name", dir: "asc" }] : sort;
  const keyOf = (row: UserRow, by: SortKey) => (by === "name" ? nameSortKey(row.firstName, row.lastName) : row[by]);
  const compare = (a: string | number | null, b: string | number | null) =>
    a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;
  // A lone status goes on by name, and ties are broken by id the way of the last key.
  const last = keys.at(-1);
  const full = keys.length === 1 && last?.by === "status" ? [...keys, { by: "name" as const, dir: last.dir }] : keys;
  return rows.toSorted((one, other) => {
    for (const { by, dir } of full) {
      const difference = compare(keyOf(one, by), keyOf(other, by));
      if (difference !== 0) return dir === "asc" ? difference : -difference;
    }
    return last?.dir === "desc" ? compare(other.id, one.id) : compare(one.id, other.id);
  });
}

const sorts: Sort[] = [
  [],
  ...sortKeys.flatMap((by) => (["asc", "desc"] as const).map((dir) => [{ by, dir }])),
  [
    { by: "status", dir: "asc" },
    { by: "lastSignInAt", dir: "desc" },
  ],
  [
    { by: "status", dir: "desc" },
    { by: "email", dir: "asc" },
  ],
  [
    { by: "lastSignInAt", dir: "asc" },
    { by: "status", dir: "desc" },
    { by: "name", dir: "asc" },
  ],
  [
    { by: "lastSignInAt", dir: "desc" },
    { by: "joinedAt", dir: "asc" },
  ],
];
const named = (sort: Sort) => sort.map(({ by, dir }) => `${by} ${dir}`).join(", ") || "nothing";

describe("pages", () => {
  let account: Account;
  let everybody: UserRow[];
  beforeAll(async () => {
    account = await makeAccount();
    await fill(account, 120);
    // Names and instants shared by many, so that ties are broken by id.
    await env.DB.prepare(`UPDATE users SET firstName = 'Same', lastName = substr(id, -1), nameKey = 'same ' || substr(id, -1),
      lastSignInAt = CASE WHEN lastSignInAt IS NULL THEN NULL ELSE ?2 + lastSignInAt % 3 END WHERE accountId = ?1 AND firstName = 'First'`)
      .bind(account.accountId, T0)
      .run();
    everybody = [];
    for (const status of userStatuses) {
      for (let page = 1; page <= 2; page++) {
        everybody.push(...(await listOf(account, { status: [status], pageSize: 100, page })).rows);
      }
    }
    expect(new Set(everybody.map(({ id }) => id)).size).toBe(121);
    expect(everybody).toHaveLength(121);
  });

  const filters: (UserStatus[] | undefined)[] = [
    undefined,
    [...userStatuses],
    ["invited"],
    ["invitationExpired", "removed"],
  ];

  test.each(sorts.map((sort) => [named(sort), sort] as const))(
    "by cursor show everybody once, in order, sorted by %s",
    async (_, sort) => {
      for (const status of filters) {
        const shown: UserStatus[] = status ?? userStatuses.filter((one) => one !== "removed");
        const wanted = inOrder(everybody, sort).filter((row) => shown.includes(row.status));
        for (const pageSize of [5, 100] as const) {
          const found: UserRow[] = [];
          let cursor: string | null = null;
          do {
            const at: UsersListInput = cursor === null ? {} : { cursor };
            const page = await listOf(account, { sort, pageSize, ...(status ? { status } : {}), ...at });
            expect(page).toMatchObject({ total: wanted.length, totalIsExact: true });
            found.push(...page.rows);
            cursor = page.nextCursor;
          } while (cursor !== null);
          expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
        }
      }
    },
  );

  test("by number are the same, and behind the last there is nothing", async () => {
    for (const sort of sorts) {
      const wanted = inOrder(everybody, sort).filter(({ status }) => status !== "removed");
      for (const page of [1, 2, 7, Math.ceil(wanted.length / 25), Math.ceil(wanted.length / 25) + 1]) {
        const { rows } = await listOf(account, { sort, page, pageSize: 25 });
        expect(rows.map(({ id }) => id)).toEqual(wanted.slice((page - 1) * 25, page * 25).map(({ id }) => id));
      }
    }
  });

  test("with a filter go by cursor too", async () => {
    const wanted = inOrder(everybody, [{ by: "lastSignInAt", dir: "desc" }])
      .filter(({ status, groups }) => status !== "removed" && groups.some(({ id }) => id === account.usersGroupId))
      .map(({ id }) => id);
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const at: UsersListInput = cursor === null ? {} : { cursor };
      const sort: Sort = [{ by: "lastSignInAt", dir: "desc" }];
      const page = await listOf(account, { groupId: account.usersGroupId, sort, pageSize: 25, ...at });
      expect(page.total).toBe(wanted.length);
      found.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(found).toEqual(wanted);
  });

  test("are of ten rows, by name, unless asked otherwise, and a cursor may go on in another size", async () => {
    const first = await listOf(account, {});
    expect(first.rows).toHaveLength(10);
    const second = await listOf(account, { pageSize: 5, cursor: first.nextCursor ?? "" });
    const names = inOrder(everybody, []).filter(({ status }) => status !== "removed");
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(names.slice(0, 15).map(({ id }) => id));
  });
});

describe("pages far from the beginning", () => {
  let account: Account;
  beforeAll(async () => {
    account = await makeAccount();
    await fill(account, 2_500);
  });

  test("are the ones that a walk by cursor meets, counted from whichever end", async () => {
    for (const sort of [[], [{ by: "joinedAt" as const, dir: "desc" as const }]]) {
      const walked: string[] = [];
      let cursor: string | null = null;
      do {
        const at: UsersListInput = cursor === null ? {} : { cursor };
        const page = await listOf(account, { sort, pageSize: 100, ...at });
        walked.push(...page.rows.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      for (const page of [11, 12, 15, 21, 22, 23]) {
        const { rows, total, nextCursor } = await listOf(account, { sort, page, pageSize: 100 });
        expect(total).toBe(walked.length);
        expect(rows.map(({ id }) => id)).toEqual(walked.slice((page - 1) * 100, page * 100));
        expect(nextCursor === null).toBe(page * 100 >= walked.length);
        if (nextCursor === null) continue;
        const next = await idsOf(account, { sort, cursor: nextCursor });
        expect(next).toEqual(walked.slice(page * 100, (page + 1) * 100));
      }
    }
  });
});

describe("somebody overdue whom no alarm has marked", () => {
  test("is expired in filters, in order, in totals and in counts", async () => {
    const account = await makeAccount();
    const overdue = await bring(account, "overdue");
    const marked = await bring(account, "invitationExpired");
    const { now } = overdue;
    const open = await invite(account, { now });
    expect(overdue.row.status).toBe("invitationExpired");
    expect(await idsOf(account, { status: ["invited"] }, now)).toEqual([open.id]);
    const expired = await listOf(account, { status: ["invitationExpired"] }, now);
    expect(expired.rows.map(({ id }) => id).sort()).toEqual([overdue.row.id, marked.row.id].sort());
    expect(expired.total).toBe(2);
    const everybody = await listOf(account, { sort: [{ by: "status", dir: "asc" }] }, now);
    expect(everybody.rows.map(({ status }) => status)).toEqual([
      "active",
      "invitationExpired",
      "invitationExpired",
      "invited",
    ]);
    expect(everybody.rows.map(({ actions }) => actions.sendNew === null)).toEqual([false, true, true, false]);
    expect(await callerOf({ token: account.token, now }).users.counts()).toEqual({
      active: 1,
      invited: 1,
      invitationExpired: 2,
      invitationDeclined: 0,
      blocked: 0,
      removed: 0,
    });
    // An instant before the deadline nothing of it is so.
    expect(await idsOf(account, { status: ["invitationExpired"] }, now - 1)).toEqual([marked.row.id]);
    expect((await callerOf({ token: account.token, now: now - 1 }).users.counts()).invited).toBe(2);
  });
});

describe("searching", () => {
  let account: Account;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    account = await makeAccount();
    const people: Record<string, [string, string, string]> = {
      zoe: ["Zoë", "Müller-Strauß", "zoe.mueller@acme.example"],
      ola: ["Ola", "Øst", "ola+news@north.example"],
      anna: ["Анна", "Каренина", "anna@literature.example"],
      li: ["李", "小龙", "bruce@dragon.example"],
      dots: ["J.R.R.", "O'Neil", "jrr@acme.example"],
      percent: ["Per", "Cent_100%", "percent@example.com"],
    };
    for (const [key, [firstName, lastName, email]] of Object.entries(people)) {
      ids[key] = (await invite(account, { firstName, lastName, email })).id;
    }
  });

  test.each([
    ["zoe", ["zoe"]],
    ["ZOË", ["zoe"]],
    ["mull", ["zoe"]],
    ["muller-strauss", ["zoe"]],
    ["strauss zoe", ["zoe"]],
    ["trauss", []],
    ["zoe ola", []],
    ["ost", ["ola"]],
    ["news", ["ola"]],
    ["ola+news", ["ola"]],
    ["acme.example", ["dots", "zoe"]],
    ["@acme", ["dots", "zoe"]],
    ["zoe.mueller@acme.example", ["zoe"]],
    ["ZOE.MUELLER@ACME.EXAMPLE", ["zoe"]],
    ["cme.example", []],
    ["карен", ["anna"]],
    ["АННА", ["anna"]],
    ["李", ["li"]],
    ["小", ["li"]],
    ["j.r.r.", ["dots"]],
    ["o'neil", ["dots"]],
    ["neil", ["dots"]],
    ["100", ["percent"]],
    ["cent_", ["percent"]],
    ["' OR 1=1 --", []],
  ] as [string, string[]][])("for %s", async (search, wanted) => {
    const found = await listOf(account, { search });
    const all = wanted.map((key) => ids[key]).sort();
    expect(found.rows.map(({ id }) => id).sort()).toEqual(all);
    expect(found).toMatchObject({ total: all.length, totalIsExact: true });
  });

  test("for an id, whole or begun, in groups of four or not", async () => {
    const id = ids.zoe ?? "";
    const grouped = id.replace(/(?<=-.*)(.{4})(?=.)/g, "$1-");
    for (const search of [id, id.toLowerCase(), id.slice(0, 10), id.slice(4), grouped]) {
      expect([search, await idsOf(account, { search })]).toEqual([search, [id]]);
    }
  });

  test.each(["%", "_ -", "*", "\u{10ffff}"])("for what holds no word finds nobody: %j", async (search) => {
    expect((await listOf(account, { search })).total).toBe(0);
  });

  test("for nothing but spaces is no search", async () => {
    expect((await listOf(account, { search: "   " })).total).toBe(7);
  });

  test("goes with names as they are now, also after accepting", async () => {
    const { row, code, now } = await bring(account, "invited");
    await callerOf({ now }).invitations.accept({ code, firstName: "Xaver", lastName: "Quux", termsAccepted: true });
    expect(await idsOf(account, { search: "quux" })).toEqual([row.id]);
    expect(await idsOf(account, { search: "hopper" })).toEqual([]);
  });
});

describe("filters", () => {
  test("by delivery, inviter, deadline and group narrow each other down", async () => {
    const account = await makeAccount();
    const { users, groups } = callerOf({ token: account.token });
    const group = await groups.create({ name: "Research" });
    const early = await invite(account, { groupIds: [group.id] });
    const late = await invite(account, { now: T0 + 1_000, groupIds: [group.id, account.usersGroupId] });
    const silent = await users.invite({
      email: newAddress(),
      firstName: "Silent",
      lastName: "",
      groupIds: [group.id],
      sendMail: false,
    });
    const both = [early.id, late.id].sort();
    const sorted = async (input: UsersListInput) => (await idsOf(account, input)).sort();
    expect(await sorted({ groupId: group.id })).toEqual([...both, silent.id].sort());
    expect(await sorted({ delivery: ["queued"] })).toEqual(both);
    expect(await sorted({ delivery: ["failed", "sent"] })).toEqual([]);
    expect(await sorted({ invitedBy: account.founderId })).toEqual([...both, silent.id].sort());
    expect(await sorted({ expiresBefore: T0 + lifetimeMs + 1 })).toEqual([early.id, silent.id].sort());
    expect(await sorted({ expiresBefore: T0 + lifetimeMs + 1, delivery: ["queued"] })).toEqual([early.id]);
    expect(await sorted({ askedAgain: true })).toEqual([]);
    expect(await sorted({ groupId: group.id, status: ["active"] })).toEqual([]);
    expect(await sorted({ groupId: group.id, search: "silent" })).toEqual([silent.id]);
    expect(silent.delivery).toBeNull();
  });

  test("leave out removed users unless they are asked for", async () => {
    const account = await makeAccount();
    const { row } = await bring(account, "removed");
    expect(await idsOf(account, {})).toEqual([account.founderId]);
    expect(await idsOf(account, { search: row.email })).toEqual([]);
    expect(await idsOf(account, { status: [] })).toEqual([account.founderId]);
    expect(await idsOf(account, { status: ["removed"] })).toEqual([row.id]);
    expect(await idsOf(account, { status: ["removed"], search: row.email })).toEqual([row.id]);
  });

  test("tell more than 10,000 matches as such, and count without a filter exactly", async () => {
    const account = await makeAccount();
    await fill(account, 12_000);
    expect(await listOf(account, {})).toMatchObject({ total: 10_501, totalIsExact: true });
    expect(await listOf(account, { groupId: account.usersGroupId })).toMatchObject({
      total: 10_000,
      totalIsExact: false,
    });
    expect(await listOf(account, { groupId: account.usersGroupId, status: ["active"] })).toMatchObject({
      total: 4_500,
      totalIsExact: true,
    });
  });
});
