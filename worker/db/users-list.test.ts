import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { type DeliveryState, deliveryStates } from "../../shared/delivery.ts";
import type { UsersListInput } from "../../shared/inputs.ts";
import { pageSizes } from "../../shared/limits.ts";
import { idBeginning, nameSortKey, searchTerms, searchWords } from "../../shared/sort-key.ts";
import { effectiveStatus, listedStatuses, type UserStatus, userStatuses } from "../../shared/status.ts";
import { sortKeys } from "../../shared/user-sort.ts";
import { seedAccount } from "../local/seed.ts";
import { makeAccount, T0 } from "../test/harness.ts";
import { randomOf } from "../test/random.ts";
import { usersList } from "./users-list.ts";

type Person = Record<"id" | "email" | "firstName" | "lastName" | "nameKey", string> &
  Record<"sentAt" | "joinedAt" | "lastSignInAt" | "expiresAt" | "askedAgainAt", number | null> & {
    status: UserStatus;
    mailState: DeliveryState | null;
    invitedByUserId: string | null;
    groupIds: string;
  };

const size = 160;
let accountId: string;
let everybody: Person[];

/** Everybody as they are stored, in no order, with nothing that lists are made of. */
async function readEverybody(): Promise<Person[]> {
  const { results } = await env.DB.prepare(`SELECT u.*, i.mailState, i.invitedByUserId,
      (SELECT coalesce(group_concat(m.groupId), '') FROM groupMembers m WHERE m.userId = u.id) AS groupIds
      FROM users u LEFT JOIN invitations i ON i.id = u.currentInvitationId WHERE u.accountId = ?1`)
    .bind(accountId)
    .all<Person>();
  return results.map((person) => ({ ...person, status: effectiveStatus(person, T0) }));
}

beforeAll(async () => {
  ({ accountId } = await seedAccount(env, size, T0));
  const change = (sql: string, ...values: unknown[]) =>
    env.DB.prepare(sql)
      .bind(accountId, ...values)
      .run();
  const [other] = (await change("SELECT id FROM users WHERE accountId = ?1 AND status = 'active' ORDER BY id")).results;
  // An inviter never changes while the invitation is anybody's.
  await change(`UPDATE users SET currentInvitationId = 'was ' || currentInvitationId
    WHERE accountId = ?1 AND unicode(substr(id, -1)) % 3 = 0`);
  await change(
    `UPDATE invitations SET invitedByUserId = ?2 WHERE accountId = ?1
      AND userId IN (SELECT id FROM users WHERE currentInvitationId LIKE 'was %')`,
    other?.id,
  );
  await change(`UPDATE users SET currentInvitationId = substr(currentInvitationId, 5)
    WHERE accountId = ?1 AND currentInvitationId LIKE 'was %'`);
  await change("UPDATE users SET askedAgainAt = ?2 WHERE accountId = ?1 AND unicode(substr(id, -2)) % 4 = 0", T0);
  // Some are overdue and not marked, and many share what they are sorted by, or have none of it.
  await change(
    "UPDATE users SET expiresAt = ?2 WHERE accountId = ?1 AND status = 'invited' AND unicode(substr(id, -3)) % 3 = 0",
    T0,
  );
  await change(
    `UPDATE users SET nameKey = CASE WHEN nameKey < 'm' THEN nameKey ELSE substr(nameKey, 1, 1) END, sentAt = ?2 + sentAt % 5, joinedAt = joinedAt - joinedAt % 999983,
    lastSignInAt = CASE WHEN lastSignInAt % 2 = 0 THEN ?2 END WHERE accountId = ?1`,
    T0,
  );
  everybody = await readEverybody();
  expect(everybody).toHaveLength(size);
});

function isMeant(person: Person, input: UsersListInput): boolean {
  const { status, groupId, delivery, invitedBy, askedAgain, expiresBefore, search = "" } = input;
  const words = searchWords(search);
  return (
    (status?.length ? status : listedStatuses).includes(person.status) &&
    (search.trim() === "" || words.length > 0) &&
    words.every((word) => isFoundBy(word, person)) &&
    (groupId === undefined || person.groupIds.includes(groupId)) &&
    (!delivery?.length || (person.mailState !== null && delivery.includes(person.mailState))) &&
    (invitedBy === undefined || person.invitedByUserId === invitedBy) &&
    (askedAgain === undefined || askedAgain === (person.askedAgainAt !== null)) &&
    (expiresBefore === undefined || (person.status === "invited" && (person.expiresAt ?? 0) < expiresBefore))
  );
}

function isFoundBy(word: string, person: Person): boolean {
  const id = idBeginning(word);
  return searchTerms(person).some((term) => term.startsWith(word)) || (id !== null && person.id.startsWith(id));
}

function inOrder(people: Person[], { sort = [] }: UsersListInput): Person[] {
  const columns = { name: "nameKey" } as Record<string, keyof Person>;
  const last = sort.at(-1)?.dir ?? "asc";
  const isUnnamed = sort.length === 0 || (sort.length === 1 && sort[0]?.by === "status");
  const keys = [...sort, ...(isUnnamed ? [{ by: "name", dir: last }] : []), { by: "id", dir: last }];
  return people.toSorted((one, other) => {
    for (const { by, dir } of keys) {
      const [a, b] = [one, other].map((person) => person[columns[by] ?? (by as keyof Person)] ?? "");
      if (a !== b) return (a === "" || (b !== "" && (a ?? "") < (b ?? "")) ? -1 : 1) * (dir === "asc" ? 1 : -1);
    }
    return 0;
  });
}

async function read(input: UsersListInput, limit: number) {
  const list = usersList(env.DB, accountId, input, T0, limit);
  if (list === "cursorInvalid") throw new Error(list);
  const page = list.pageOf((await env.DB.batch([list.statement]))[0]);
  if (page === "tooFar") throw new Error(page);
  return { ...page, ids: page.rows.map(({ id }) => id) };
}

async function walk(input: UsersListInput, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const at: UsersListInput = cursor === null ? {} : { cursor };
    const page = await read({ ...input, ...at }, limit);
    ids.push(...page.ids);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

/** Filters alone and together, sorts by one key and by several. */
function anyInput({ one, chance, below }: ReturnType<typeof randomOf>): UsersListInput {
  const some = <Item>(items: readonly Item[]) => Array.from({ length: 1 + below(3) }, () => one(items));
  const person = one(everybody);
  const [groupId] = person.groupIds.split(",");
  const searches = [
    person.firstName,
    person.email,
    person.id,
    person.firstName.slice(0, 1),
    `${person.lastName.slice(0, 2)} ${person.firstName.slice(0, 1)}`,
    "%",
  ];
  const by = [...new Set(some(sortKeys))];
  return {
    ...(chance(0.5) ? { status: some(userStatuses) } : {}),
    ...(chance(0.3) && groupId ? { groupId } : {}),
    ...(chance(0.3) ? { delivery: some(deliveryStates) } : {}),
    ...(chance(0.2) && person.invitedByUserId ? { invitedBy: person.invitedByUserId } : {}),
    ...(chance(0.2) ? { askedAgain: chance(0.7) } : {}),
    ...(chance(0.15) ? { expiresBefore: T0 + below(7) * 86_400_000 } : {}),
    ...(chance(0.3) ? { search: one(searches) } : {}),
    ...(chance(0.8) ? { sort: by.map((key) => ({ by: key, dir: one(["asc", "desc"] as const) })) } : {}),
  };
}

describe("users found, whatever is asked", () => {
  // Of a hundred and sixty, more than 20 are too many to be collected in some lists, and more than 1 in nearly all.
  test.each([10_000, 20, 1])(
    "are all who are meant, once, in order, by cursor and by number, where %i are collected",
    async (limit) => {
      const random = randomOf(limit);
      let found = 0;
      for (let round = 0; round < 120; round++) {
        const pageSize = random.one(pageSizes.slice(0, 4));
        const input: UsersListInput = { ...anyInput(random), pageSize };
        const wanted = inOrder(
          everybody.filter((person) => isMeant(person, input)),
          input,
        ).map(({ id }) => id);
        const told = JSON.stringify(input);
        expect(await walk(input, limit), told).toEqual(wanted);
        const { total, totalIsExact, ids, nextCursor } = await read(input, limit);
        const { status: _, sort: __, pageSize: ___, ...filters } = input;
        expect(totalIsExact, told).toBe(Object.keys(filters).length === 0 || wanted.length <= limit);
        expect(total, told).toBe(totalIsExact ? wanted.length : limit);
        expect(ids, told).toEqual(wanted.slice(0, pageSize));
        expect(nextCursor === null, told).toBe(wanted.length <= pageSize);
        // A few of the pages, the last and the one behind it among them.
        const pages = Math.ceil(wanted.length / pageSize);
        for (const page of new Set([1 + random.below(pages + 1), Math.max(1, pages), pages + 1])) {
          if ((page - 1) * pageSize > limit) continue;
          const numbered = await read({ ...input, page }, limit);
          expect(numbered.ids, `page ${page} of ${told}`).toEqual(wanted.slice((page - 1) * pageSize, page * pageSize));
          expect(numbered.nextCursor === null, told).toBe(page >= pages);
        }
        found += wanted.length;
      }
      expect(found).toBeGreaterThan(10 * size);
    },
  );
});

describe("users found by one word, in the order of names", () => {
  // Few are called so by anything but the beginning of their name: before, among, and behind those who are.
  const names = [
    ...Array.from({ length: 40 }, (_, index) => ["Mia", `Moss ${String.fromCharCode(97 + (index % 26))}`] as const),
    ...([
      ["Ann", "Mia"],
      ["Mia", "Miami"],
      ["Zoe", "Miami"],
      ["Mic", "Moss"],
    ] as const),
  ];
  const idOf = (index: number) => `USR-${String(index).padStart(16, "0")}`;
  const isMia = ([firstName, lastName]: readonly [string, string]) => `${firstName} ${lastName}`.includes("Mia");

  beforeAll(async () => {
    ({ accountId } = await makeAccount());
    for (const [index, [firstName, lastName]] of names.entries()) {
      const id = idOf(index);
      const person = { email: `u${index}@example.com`, firstName, lastName };
      await env.DB.prepare(`INSERT INTO users (accountId, id, email, firstName, lastName, nameKey, terms, status)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'active')`)
        .bind(
          accountId,
          id,
          person.email,
          firstName,
          lastName,
          nameSortKey(firstName, lastName),
          JSON.stringify(searchTerms(person)),
        )
        .run();
    }
  });

  test.each(["asc", "desc"] as const)("are all whom it finds, once, by cursor and by number: %s", async (dir) => {
    const wanted = names
      .map((name, index) => ({ name, index, key: nameSortKey(name[0], name[1]) }))
      .filter(({ name }) => isMia(name))
      .sort((one, other) => (one.key === other.key ? one.index - other.index : one.key < other.key ? -1 : 1))
      .map(({ index }) => idOf(index));
    if (dir === "desc") wanted.reverse();
    expect(wanted).toHaveLength(43);
    for (const limit of [10_000, 30]) {
      const input: UsersListInput = { search: "mia", sort: [{ by: "name", dir }], pageSize: 5 };
      expect(await walk(input, limit)).toEqual(wanted);
      for (const page of [1, 4, 6]) {
        expect((await read({ ...input, page }, limit)).ids).toEqual(wanted.slice((page - 1) * 5, page * 5));
      }
    }
  });
});
