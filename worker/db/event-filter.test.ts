import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { type EventType, eventTypes } from "../../shared/events.ts";
import type { EventsListInput } from "../../shared/inputs.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { countedDb } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { randomOf } from "../test/random.ts";

const idOf = (kind: "USR" | "TOK", n: number) => `${kind}-${String(n).padStart(16, "0")}`;
const spacingMs = 1_000;

/**
 * A trail of so many events, one a second: administrators, tokens, invitees and the system by turns; one administrator
 * did a single thing in the middle, one type occurs once at the beginning, and neighbours were recorded out of order.
 */
async function fillTrail({ accountId }: Account, events: number): Promise<void> {
  const numbers = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${events - 1})`;
  await env.DB.prepare(`${numbers} INSERT INTO events (accountId, userId, type, actorKind, actorId, at, recordedAt)
    SELECT ?1, 'USR-' || printf('%016d', 1000 + i / 6),
      CASE WHEN i = 3 THEN 'user.deleted' ELSE (json('["invitation.created", "invitation.sent", "invitation.accepted", "user.edited", "invitation.created", "invitation.expired"]') ->> (i % 6)) END,
      CASE i % 6 WHEN 0 THEN 'user' WHEN 3 THEN 'user' WHEN 4 THEN 'token' WHEN 2 THEN 'invitee' ELSE 'system' END,
      CASE WHEN i = ${6 * Math.floor(events / 12)} THEN 'USR-' || printf('%016d', 9) WHEN i % 6 IN (0, 3) THEN 'USR-' || printf('%016d', 1 + i % 4)
        WHEN i % 6 = 4 THEN 'TOK-' || printf('%016d', 1 + i % 2) END,
      ?2 + i * ${spacingMs} - 500000, ?2 + i * ${spacingMs} + CASE WHEN i % 10 = 0 THEN 3 * ${spacingMs} ELSE 0 END FROM n`)
    .bind(accountId, T0 + spacingMs)
    .run();
}

async function everyEvent(account: Account): Promise<EventRow[]> {
  const { events } = callerOf({ token: account.token });
  const rows: EventRow[] = [];
  for (let after = 0, isMore = true; isMore; ) {
    const page = await events.list({ after, pageSize: 100 });
    rows.push(...page.rows);
    after = page.rows.at(-1)?.seq ?? after;
    isMore = page.nextCursor !== null;
  }
  return rows;
}

function isMeant(event: EventRow, { userId, type, actor, from, before, after }: EventsListInput): boolean {
  return (
    (userId === undefined || event.userId === userId) &&
    (!type?.length || type.includes(event.type)) &&
    (actor === undefined || event.actor.kind === actor.kind) &&
    (actor === undefined || !("id" in actor) || actor.id === undefined || event.actor.id === actor.id) &&
    (from === undefined || event.recordedAt >= from) &&
    (before === undefined || event.recordedAt < before) &&
    (after === undefined || event.seq > after)
  );
}

describe("the events of an account", () => {
  const size = 400;
  let account: Account;
  let everything: EventRow[];
  beforeAll(async () => {
    account = await makeAccount();
    await fillTrail(account, size);
    everything = await everyEvent(account);
    expect(everything).toHaveLength(size);
  });

  test("are found by actor, action, date and whom they are about, in any combination, nothing twice", async () => {
    const { one, chance, below } = randomOf(42);
    const actors: NonNullable<EventsListInput["actor"]>[] = [
      ...[{ kind: "user" }, { kind: "token" }, { kind: "invitee" }, { kind: "system" }],
      ...[1, 2, 3, 9, 99].map((n) => ({ kind: "user", id: idOf("USR", n) }) as const),
      ...[1, 2, 3].map((n) => ({ kind: "token", id: idOf("TOK", n) }) as const),
    ] as const;
    const instant = () => T0 + below(size + 20) * spacingMs - 5_000;
    let found = 0;
    for (let round = 0; round < 150; round++) {
      const wanted: EventsListInput = {
        ...(chance(0.5) ? { actor: one(actors) } : {}),
        ...(chance(0.5)
          ? { type: Array.from({ length: below(4) }, () => one<EventType>(eventTypes.slice(0, 16))) }
          : {}),
        ...(chance(0.3) ? { from: instant() } : {}),
        ...(chance(0.3) ? { before: instant() } : {}),
        ...(chance(0.1) ? { userId: idOf("USR", 1000 + below(size / 6)) } : {}),
        ...(chance(0.3) ? { after: one(everything).seq } : {}),
      };
      const meant = everything.filter((event) => isMeant(event, wanted)).map(({ seq }) => seq);
      if (wanted.after === undefined) meant.reverse();
      const walked: number[] = [];
      let cursor: string | null = null;
      do {
        const at: EventsListInput = cursor === null ? {} : { cursor };
        const page = await callerOf({ token: account.token }).events.list({ ...wanted, ...at, pageSize: 25 });
        walked.push(...page.rows.map(({ seq }) => seq));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(walked, JSON.stringify(wanted)).toEqual(meant);
      found += walked.length;
    }
    expect(found).toBeGreaterThan(size);
  });

  test("of another account are nobody's", async () => {
    const other = await makeAccount();
    const { events } = callerOf({ token: other.token });
    expect((await events.list({ actor: { kind: "token" } })).rows).toEqual([]);
    expect((await events.list({ from: T0 + 1 })).rows).toEqual([]);
  });
});

describe.each([200, 50_000])("rows read for a page of a trail of %i events", (size) => {
  let account: Account;
  beforeAll(async () => {
    account = await makeAccount();
    await fillTrail(account, size);
  });

  const middle = T0 + (size / 2) * spacingMs;
  const someTypes: EventType[] = ["user.deleted", "user.edited", "group.created"];
  test.each<[string, EventsListInput, number]>([
    ["nothing asked", {}, 60],
    ["a frequent type", { type: ["invitation.sent"] }, 80],
    ["a type that occurred once", { type: ["user.deleted"] }, 80],
    ["three types", { type: someTypes }, 110],
    ["the system", { actor: { kind: "system" } }, 200],
    ["a busy administrator", { actor: { kind: "user", id: idOf("USR", 1) } }, 200],
    ["one who did a single thing", { actor: { kind: "user", id: idOf("USR", 9) } }, 200],
    ["any token", { actor: { kind: "token" } }, 300],
    ["any administrator", { actor: { kind: "user" } }, 600],
    ["what a busy administrator rarely does", { actor: { kind: "user", id: idOf("USR", 4) }, type: someTypes }, 110],
    ["whoever is the subject", { userId: idOf("USR", 1001) }, 80],
    ["long ago", { before: T0 + 90_000 }, 220],
    ["a span in the middle", { from: middle, before: middle + 4_000 }, 220],
    ["a span when nothing of that type happened", { from: middle, type: ["user.deleted"] }, 80],
    ["a span of one actor", { before: middle, actor: { kind: "token", id: idOf("TOK", 1) } }, 300],
    ["after a position", { after: 1, actor: { kind: "system" }, from: middle }, 300],
  ])("%s", async (_, input, bound) => {
    const { db, rowsRead } = countedDb(env.DB);
    await callerOf({ token: account.token, env: { DB: db } }).events.list(input);
    expect(rowsRead()).toBeLessThanOrEqual(bound);
  });
});
