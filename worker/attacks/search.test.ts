import { beforeAll, describe, expect, test } from "vitest";
import type { UserList } from "../../shared/outputs.ts";
import { fill, makeCrowdFindable } from "../test/crowd.ts";
import { type Account, callerOf, makeAccount } from "../test/harness.ts";
import { invite } from "../test/stages.ts";
import { everythingStored } from "../test/stored.ts";
import { wholeAnswer } from "../test/whole-answer.ts";

let account: Account;
let own: Set<string>;
beforeAll(async () => {
  account = await makeAccount();
  await fill(account, 60);
  await makeCrowdFindable(account);
  await invite(await makeAccount(), { firstName: "Foreign", email: "foreign@example.com" });
  const { rows } = await callerOf({ token: account.token }).users.list({ pageSize: 100 });
  own = new Set(rows.map(({ id }) => id));
});

async function list(input: object): Promise<{ status: number; list: UserList | null; statements: string[] }> {
  const { status, text, statements } = await wholeAnswer("users.list", input, { token: account.token });
  return { status, statements, list: status === 200 ? JSON.parse(text).result.data : null };
}

describe("a search is a beginning of words and nothing else, whatever stands in it:", () => {
  test.each([
    ["any characters", "%"],
    ["any characters after a letter", "fi%"],
    ["any one character", "_irst"],
    ["a pattern of GLOB", "fi*"],
    ["a class of GLOB", "[a-z]irst"],
    ["an escape", "\\%"],
    ["a quote", "'"],
    ["a double quote", '"first"'],
    ["a quote that ends a string", "first' OR '1'='1"],
    ["a comment", "first'--"],
    ["a statement", "first'; DROP TABLE users; --"],
    ["another account's rows", "' UNION SELECT email FROM users --"],
    ["OR of FTS", "nobody OR first"],
    ["NOT of FTS", "nobody NOT first"],
    ["NEAR of FTS", "NEAR(nobody first)"],
    ["a column of FTS", "term:foreign"],
    ["a prefix of FTS", "^foreign*"],
    ["the end of all text", "\u{10ffff}"],
    ["a NUL", "first\u0000foreign"],
    ["half a surrogate", "\ud800first"],
    ["a placeholder", "?9999"],
  ])("%s", async (_, search) => {
    const before = await everythingStored();
    const found = await list({ search });
    expect(found.status).toBe(200);
    // "first" is what everybody here is called; whoever is found, is found by that word.
    for (const { id, firstName } of found.list?.rows ?? []) expect([own.has(id), firstName]).toEqual([true, "First"]);
    expect(JSON.stringify(found.list)).not.toContain("foreign");
    if (search.length > 4) for (const statement of found.statements) expect(statement).not.toContain(search);
    expect(await everythingStored()).toEqual(before);
  });

  test.each([49, 50, 51, 100, 200, 300, 400, 498, 500])("%i bytes", async (bytes) => {
    for (const character of ["a", "é", "中"]) {
      const size = new TextEncoder().encode(character).length;
      const search = character.repeat(Math.floor(bytes / size));
      const { status, list: found } = await list({ search });
      expect([character, status]).toEqual([character, search.length <= 200 ? 200 : 400]);
      if (found) expect(found).toMatchObject({ rows: [], total: 0 });
    }
  });

  test("two hundred words cost no more than eight", async () => {
    const few = await list({ search: "a b c d e f g h" });
    const many = await list({
      search: Array.from({ length: 100 }, (_, at) => String.fromCharCode(97 + (at % 26))).join(" "),
    });
    expect(many).toEqual(few);
  });

  test("what grows when it is folded", async () => {
    for (const search of ["\ufdfa".repeat(200), "ß".repeat(200), "\u0130".repeat(200), "\u0301".repeat(200)]) {
      expect((await list({ search })).status).toBe(200);
    }
  });
});

describe("a cursor that was tampered with", () => {
  test("is refused or leads to rows of this account: at every character, in every order", async () => {
    for (const sort of [
      [{ by: "name", dir: "asc" }],
      [
        { by: "sentAt", dir: "desc" },
        { by: "email", dir: "asc" },
      ],
    ]) {
      const { list: first } = await list({ sort, pageSize: 5 });
      const cursor = first?.nextCursor ?? "";
      expect(cursor.length).toBeGreaterThan(40);
      const changed = Array.from(cursor, (character, at) => {
        const other = character === "A" ? "B" : "A";
        return cursor.slice(0, at) + other + cursor.slice(at + 1);
      });
      for (const one of [...changed, cursor.slice(0, -1), `${cursor}A`]) {
        const { status, list: page } = await list({ sort, pageSize: 5, cursor: one });
        expect([one, [200, 400].includes(status)]).toEqual([one, true]);
        for (const { id } of page?.rows ?? []) expect(own.has(id)).toBe(true);
      }
    }
  });

  test.each([
    ["of another order", ["email-asc,id-asc", ["a", "b"]]],
    ["with SQL for an order", ["nameKey-asc,id-asc; DROP TABLE users", ["a", "b"]]],
    ["with an object for a value", ["nameKey-asc,id-asc", [{ $gt: "" }, "b"]]],
    ["with too few values", ["nameKey-asc,id-asc", ["a"]]],
    ["with too many", ["nameKey-asc,id-asc", ["a", "b", "c"]]],
    ["that is no pair", { 0: "nameKey-asc,id-asc" }],
    ["that is null", null],
  ])("%s is refused", async (_, content) => {
    expect((await list({ cursor: btoa(JSON.stringify(content)).replaceAll("=", "") })).status).toBe(400);
  });

  test("of another account's list shows rows of this account only", async () => {
    const other = await makeAccount();
    await fill(other, 20);
    const { nextCursor } = await callerOf({ token: other.token }).users.list({ pageSize: 5 });
    const { rows } = (await list({ cursor: nextCursor ?? "", pageSize: 100 })).list ?? { rows: [] };
    expect(rows.length).toBeGreaterThan(0);
    for (const { id } of rows) expect(own.has(id)).toBe(true);
  });

  test.each(["-1", "1e3", "0x10", "9".repeat(16), "1;--", "NaN"])(
    "of the audit trail is refused: %s",
    async (cursor) => {
      expect((await wholeAnswer("events.list", { cursor }, { token: account.token })).status).toBe(400);
    },
  );
});

describe("a list is never more than was agreed:", () => {
  test.each([
    ["a page size of nothing", { pageSize: 0 }],
    ["a page size below nothing", { pageSize: -1 }],
    ["a page size of a million", { pageSize: 1_000_000 }],
    ["a page size of eleven", { pageSize: 11 }],
    ["a page size in words", { pageSize: "100" }],
    ["all pages at once", { pageSize: [100] }],
    ["page minus one", { page: -1 }],
    ["a page beyond all numbers", { page: Number.MAX_SAFE_INTEGER + 2 }],
    ["an order by what is no column", { sort: [{ by: "email; DROP TABLE users", dir: "asc" }] }],
    ["an order by a hidden column", { sort: [{ by: "loginId", dir: "asc" }] }],
    ["an order by a column of objects", { sort: [{ by: "__proto__", dir: "asc" }] }],
    ["a direction with SQL", { sort: [{ by: "name", dir: "asc, (SELECT 1)" }] }],
    ["the same key a thousand times", { sort: Array(1_000).fill({ by: "name", dir: "asc" }) }],
  ])("%s is bad input", async (_, input) => {
    expect((await list(input)).status).toBe(400);
    const { sort: __, page: ___, ...events } = { sort: 0, page: 0, ...input };
    if ("pageSize" in input)
      expect((await wholeAnswer("events.list", events, { token: account.token })).status).toBe(400);
  });
});
