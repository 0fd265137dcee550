import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { effectiveStatus, type UserStatus, userStatuses } from "../../shared/status.ts";
import { T0 } from "../test/harness.ts";
import { anyStatusSql, effectiveStatusSql, overdueSql } from "./status.ts";

/** Every stored status, with a deadline before, at and after now, and with none where there never was an invitation. */
const rows = userStatuses.flatMap((status) =>
  [T0 - 1, T0, T0 + 1, ...(status === "invited" ? [] : [null])].map((expiresAt) => ({ status, expiresAt })),
);

async function ask<Answer>(sql: string): Promise<Answer[]> {
  const { results } = await env.DB.prepare(`SELECT ${sql} AS answer, ?2 AS now FROM
    (SELECT value ->> 'status' AS status, value ->> 'expiresAt' AS expiresAt FROM json_each(?1)) u`)
    .bind(JSON.stringify(rows), T0)
    .all<{ answer: Answer }>();
  return results.map(({ answer }) => answer);
}

describe("the effective status in SQL", () => {
  const expected = rows.map((row) => effectiveStatus(row, T0));

  it("is the one that the rules know", async () => {
    expect(await ask<UserStatus>(effectiveStatusSql)).toEqual(expected);
  });

  it.each(userStatuses)("finds exactly those who are %s", async (status) => {
    expect(await ask<number>(anyStatusSql([status]))).toEqual(expected.map((one) => Number(one === status)));
  });

  it("finds those of any of several", async () => {
    const several: UserStatus[] = ["invited", "invitationExpired", "blocked"];
    expect(await ask<number>(anyStatusSql(several))).toEqual(expected.map((one) => Number(several.includes(one))));
  });

  it("knows who is overdue but not marked: those whose stored word is not their status", async () => {
    const unmarked = rows.map(({ status }, index) => Number(status !== expected[index]));
    expect(await ask<number>(overdueSql)).toEqual(unmarked);
    expect(unmarked).toContain(1);
  });
});
