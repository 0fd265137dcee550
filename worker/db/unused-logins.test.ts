import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { dayMs } from "../../shared/limits.ts";
import { callerOf, makeAccount, T0 } from "../test/harness.ts";
import { join } from "../test/stages.ts";
import { ensureLogin, forgetAccount } from "./logins.ts";
import { forgetUnusedLogins } from "./sweep.ts";

async function countOf(...loginIds: string[]): Promise<number> {
  const there = await env.DB.prepare("SELECT count(*) AS n FROM logins WHERE id IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(loginIds))
    .first<{ n: number }>();
  return there?.n ?? -1;
}

async function sweepTwice(now: number): Promise<void> {
  await forgetUnusedLogins(env.DB, now - dayMs);
  await forgetUnusedLogins(env.DB, now - dayMs);
}

describe("a login that no user has", () => {
  it("goes once it is a day old: of somebody removed, or of an acceptance that got no further", async () => {
    const account = await makeAccount();
    const { loginId: removed } = await ensureLogin(env.DB, "was-removed@example.org", account.accountId, T0);
    await forgetAccount(env.DB, removed, account.accountId);
    const { loginId: stuck } = await ensureLogin(env.DB, "got-stuck@example.org", account.accountId, T0);
    await sweepTwice(T0 + dayMs);
    expect(await countOf(removed, stuck)).toBe(2);
    await sweepTwice(T0 + dayMs + 1);
    expect(await countOf(removed, stuck)).toBe(0);
  });

  it("is none that is in use, whatever the directory says", async () => {
    const account = await makeAccount();
    const member = await join(account);
    const login = await env.DB.prepare("SELECT loginId FROM users WHERE id = ?")
      .bind(member.userId)
      .first<{ loginId: string }>();
    const loginId = login?.loginId ?? "";
    await forgetAccount(env.DB, loginId, account.accountId);
    await sweepTwice(T0 + 2 * dayMs);
    expect(await countOf(loginId)).toBe(1);
    const api = callerOf({ cookie: member.cookie, accountId: account.accountId, now: T0 + 2 * dayMs });
    expect((await api.profile.get()).userId).toBe(member.userId);
  });

  it("stays when an acceptance begins while it is looked at", async () => {
    const account = await makeAccount();
    const { loginId } = await ensureLogin(env.DB, "just-now@example.org", account.accountId, T0);
    await forgetAccount(env.DB, loginId, account.accountId);
    const racing = new Proxy(env.DB, {
      get(db, key) {
        if (key !== "prepare") return Reflect.get(db, key).bind(db);
        return (sql: string) => {
          // The moment between asking who is in use and deleting.
          if (sql.startsWith("SELECT DISTINCT loginId"))
            entering = ensureLogin(env.DB, "just-now@example.org", account.accountId, T0);
          return db.prepare(sql);
        };
      },
    });
    let entering: Promise<unknown> = Promise.resolve();
    await forgetUnusedLogins(racing, T0 + dayMs);
    await entering;
    expect(await countOf(loginId)).toBe(1);
  });

  it("has its turn, however many in use stand before it", async () => {
    const { accountId } = await makeAccount();
    const [used, unused] = [250, 400].map((length) => Array.from({ length }, () => crypto.randomUUID()));
    for (const ids of [used, unused]) {
      await env.DB.prepare(`INSERT INTO logins (id, email, emailVerified, name, createdAt, updatedAt)
        SELECT value, value || '@example.com', 1, '', ?2, ?2 FROM json_each(?1)`)
        .bind(JSON.stringify(ids), T0)
        .run();
    }
    await env.DB.prepare(`INSERT INTO users (accountId, id, email, firstName, lastName, nameKey, status, loginId)
      SELECT ?2, value, value || '@example.com', '', '', '', 'active', value FROM json_each(?1)`)
      .bind(JSON.stringify(used), accountId)
      .run();
    for (let runs = 0; runs < 80; runs++) await forgetUnusedLogins(env.DB, T0 + dayMs);
    expect(await countOf(...(unused ?? []))).toBe(0);
    expect(await countOf(...(used ?? []))).toBe(250);
  });
});
