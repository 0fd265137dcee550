import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { fill } from "../test/crowd.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { newAddress } from "../test/stages.ts";

/** Small enough to be filled in a few seconds; 100,000 in pages of 100 went the same way. */
const many = 10_000;
const pageSize = 25;
/** Between so many pages somebody else writes. */
const pagesBetweenWrites = 10;

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
  await fill(account, many);
});

test("who reads all users by cursor while others write meets everybody who stays, once", async () => {
  const { users, invitations } = callerOf({ token: account.token, now: T0 + 1 });
  const { results } = await env.DB.prepare("SELECT id FROM users WHERE accountId = ?1 AND status <> 'removed'")
    .bind(account.accountId)
    .all<{ id: string }>();
  const staying = new Set(results.map(({ id }) => id));
  const seen = new Map<string, number>();
  let pages = 0;
  let cursor: string | null = null;
  do {
    const page = await users.list({ pageSize, ...(cursor === null ? {} : { cursor }) });
    for (const { id } of page.rows) seen.set(id, (seen.get(id) ?? 0) + 1);
    if (pages++ % pagesBetweenWrites === 0) {
      // Somebody before and somebody behind this place, in the order of names, and some of those just read.
      for (const firstName of ["Aaa", "Zzz"]) {
        const groupIds = [account.usersGroupId];
        await users.invite({ email: newAddress(), firstName, lastName: "", groupIds });
      }
      for (const row of [page.rows[0], page.rows.at(-1)]) {
        if (row?.actions.remove !== null) continue;
        staying.delete(row.id);
        await users.remove({ userId: row.id });
      }
      const pending = page.rows.find((row) => row.actions.resend === null && staying.has(row.id));
      if (pending) await invitations.resend({ userId: pending.id });
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(pages).toBeGreaterThan(many / pageSize / 2);
  expect(staying.size).toBeGreaterThan(many / 2);
  expect([...staying].filter((id) => !seen.has(id))).toEqual([]);
  for (const [id, times] of seen) expect(times, id).toBe(1);
});
