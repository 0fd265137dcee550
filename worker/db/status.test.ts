import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { effectiveStatus, type UserStatus, userStatuses } from "../../shared/status.ts";
import { anyStatusSql, effectiveStatusSql, overdueSql, storedStatusSql } from "./status.ts";

const now = 1_000_000;
const deadlines = [null, 0, now - 1, now, now + 1];

/** Every status with every kind of deadline. */
const rows = userStatuses.flatMap((status) => deadlines.map((expiresAt) => ({ status, expiresAt })));

async function ask(sql: string, { status, expiresAt }: { status: UserStatus; expiresAt: number | null }) {
  // ?1 is the account in the statements that the expressions are made for.
  return env.DB.prepare(`SELECT (${sql}) AS answer FROM (SELECT ?3 AS status, ?4 AS expiresAt) u WHERE ?1 = ?1`)
    .bind("ACC", now, status, expiresAt)
    .first("answer");
}

test.each(rows)("the status of somebody $status until $expiresAt is the same in SQL as by the rule", async (row) => {
  expect(await ask(effectiveStatusSql, row)).toBe(effectiveStatus(row, now));
});

test.each(userStatuses)("whoever is effectively %s is found by that status, and nobody else", async (status) => {
  for (const row of rows) {
    // Nobody is stored as invited without a deadline.
    if (row.status === "invited" && row.expiresAt === null) continue;
    expect([row, Boolean(await ask(anyStatusSql([status]), row))]).toEqual([row, effectiveStatus(row, now) === status]);
  }
});

test("the arms of a list share everybody out: overdue, or under the status that is stored", async () => {
  for (const row of rows) {
    if (row.status === "invited" && row.expiresAt === null) continue;
    const stored = await Promise.all(userStatuses.map((status) => ask(storedStatusSql(status), row)));
    const arms = [...stored, await ask(overdueSql, row)];
    expect([row, arms.filter(Boolean).length]).toEqual([row, 1]);
  }
});
