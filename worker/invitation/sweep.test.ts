import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { commandMemoryMs, dayMs } from "../../shared/limits.ts";
import { ensureLogin } from "../db/logins.ts";
import { seedAccount } from "../local/seed.ts";
import { stopClock } from "../test/clock.ts";
import { callerOf, makeAccount, signIn, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { currentInvitation, invite, join, lifetimeMs } from "../test/stages.ts";
import { alarmOf, loseAlarm } from "../test/timers.ts";
import { sweep } from "./sweep.ts";

const minute = 60_000;

function sweepAt(at: number, changes: Partial<typeof env> = {}): Promise<void> {
  stopClock(at);
  return sweep({ ...env, ...changes }, at);
}

async function count(sql: string, ...values: (string | number)[]): Promise<number> {
  return (
    (
      await env.DB.prepare(`SELECT count(*) AS n FROM ${sql}`)
        .bind(...values)
        .first<{ n: number }>()
    )?.n ?? -1
  );
}

afterEach(() => {
  vi.useRealTimers();
});

describe("the sweep, with every alarm off", () => {
  it("expires hundreds of overdue invitations of several accounts, each with one event, also when it runs twice at once", async () => {
    const seeded = [];
    for (const users of [1_500, 1_500, 900]) seeded.push(await seedAccount(env, users, T0));
    const ids = JSON.stringify(seeded.map(({ accountId }) => accountId));
    const ours = "accountId IN (SELECT value FROM json_each(?1))";
    const open = await count(`users WHERE ${ours} AND status = 'invited'`, ids);
    expect(open).toBeGreaterThan(500);
    const expired = await count(`events WHERE ${ours} AND type = 'invitation.expired'`, ids);
    const at = T0 + lifetimeMs;

    await sweepAt(T0 + 1);
    const early = await count(`users WHERE ${ours} AND status = 'invited'`, ids);
    expect(early).toBe(open);

    await Promise.all([sweepAt(at), sweepAt(at), sweepAt(at)]);
    await sweepAt(at + minute);
    expect(await count(`users WHERE ${ours} AND status = 'invited'`, ids)).toBe(0);
    expect(await count(`events WHERE ${ours} AND type = 'invitation.expired'`, ids)).toBe(expired + open);
    expect(
      await count(
        `events e JOIN users u ON u.accountId = e.accountId AND u.id = e.userId AND u.currentInvitationId = e.invitationId
          WHERE e.${ours} AND e.type = 'invitation.expired' AND e.at = u.expiresAt AND e.actorKind = 'system'`,
        ids,
      ),
    ).toBe(expired + open);
    expect(
      await count(
        `invitations i JOIN users u ON u.accountId = i.accountId AND u.id = i.userId
          WHERE i.${ours} AND u.status = 'invitationExpired' AND (i.endedAs <> 'expired' OR i.endedAt <> u.expiresAt OR i.mailDueAt IS NOT NULL)`,
        ids,
      ),
    ).toBe(0);
    for (const { apiToken } of seeded) {
      expect(await callerOf({ token: apiToken, now: at }).users.counts()).toMatchObject({ invited: 0 });
    }
  });

  it("leaves what is exactly not due alone, and takes what is exactly due", async () => {
    const account = await makeAccount();
    const row = await invite(account);
    const { id } = await currentInvitation(row.id);
    await loseAlarm(id);
    const deadline = T0 + lifetimeMs;
    const stored = () => env.DB.prepare("SELECT status, revision FROM users WHERE id = ?").bind(row.id).first();
    await sweepAt(deadline - 1);
    expect(await stored()).toEqual({ status: "invited", revision: row.revision });
    await sweepAt(deadline);
    expect(await stored()).toEqual({ status: "invitationExpired", revision: row.revision + 1 });
    await sweepAt(deadline + minute);
    expect(await stored()).toEqual({ status: "invitationExpired", revision: row.revision + 1 });
  });

  it("arms whoever's mail is over a minute late, and nobody sooner", async () => {
    const account = await makeAccount();
    const { id } = await currentInvitation((await invite(account)).id);
    await loseAlarm(id);
    await sweepAt(T0 + minute);
    expect(await alarmOf(id)).toBeNull();
    await sweepAt(T0 + minute + 1);
    expect(await alarmOf(id)).toBe(T0 + minute + 1);
  });

  it("arms whoever was never told, once", async () => {
    const account = await makeAccount();
    const { id } = await currentInvitation((await invite(account)).id);
    await loseAlarm(id);
    await env.DB.prepare("UPDATE invitations SET armed = 0 WHERE id = ?").bind(id).run();
    await sweepAt(T0 + 1);
    expect(await alarmOf(id)).toBe(T0 + 1);
    await loseAlarm(id);
    await sweepAt(T0 + 2);
    expect(await alarmOf(id)).toBeNull();
  });

  it("tries again with whoever could not be told", async () => {
    const account = await makeAccount();
    const { id } = await currentInvitation((await invite(account)).id);
    await loseAlarm(id);
    await env.DB.prepare("UPDATE invitations SET armed = 0 WHERE id = ?").bind(id).run();
    const errors = vi.spyOn(console, "error").mockImplementation(() => {});
    await sweepAt(T0 + 1, { INVITATION: unreachable(env.INVITATION) });
    expect(errors).toHaveBeenCalled();
    errors.mockRestore();
    await sweepAt(T0 + 2);
    expect(await alarmOf(id)).toBe(T0 + 2);
  });

  it("does the other parts though one fails", async () => {
    const errors = vi.spyOn(console, "error").mockImplementation(() => {});
    const account = await makeAccount();
    const row = await invite(account);
    const at = T0 + lifetimeMs;
    const withoutExpiry = new Proxy(env.DB, {
      get(db, key) {
        if (key !== "batch") return Reflect.get(db, key).bind(db);
        return () => Promise.reject(new Error("D1_ERROR: overloaded"));
      },
    });
    await sweepAt(at, { DB: withoutExpiry });
    expect(errors).toHaveBeenCalled();
    errors.mockRestore();
    expect(await heartbeat()).toBe(at);
    expect(await callerOf({ token: account.token, now: at }).users.get({ userId: row.id })).toMatchObject({
      status: "invitationExpired",
    });
  });

  it("leaves a heartbeat", async () => {
    await sweepAt(T0 + 5 * minute);
    expect(await heartbeat()).toBe(T0 + 5 * minute);
  });
});

describe("removal notices", () => {
  it("are handed over again after each wait until they arrive, once", async () => {
    const { userId, email } = await removed("fail-2-times.removed@example.org");
    for (const [at, mails] of [
      [T0, 0],
      [T0 + 29_000, 0],
      [T0 + 30_000, 0],
      [T0 + 30_000 + 2 * minute - 1, 0],
      [T0 + 30_000 + 2 * minute, 1],
      [T0 + dayMs, 1],
    ] as const) {
      await sweepAt(at);
      expect([at - T0, (await mailsTo(email)).length]).toEqual([at - T0, mails]);
    }
    const [mail] = await mailsTo(email);
    expect(mail?.subject).toContain("Stark Industries");
    const attempts = env.DB.prepare(
      "SELECT attempt, outcome FROM deliveries WHERE userId = ? AND invitationId IS NULL",
    );
    expect((await attempts.bind(userId).all()).results).toEqual([
      { attempt: 1, outcome: "temporary" },
      { attempt: 2, outcome: "temporary" },
      { attempt: 3, outcome: "sent" },
    ]);
    expect(await count("notices WHERE userId = ?", userId)).toBe(0);
  });

  it("that are refused for good are given up", async () => {
    const { userId } = await removed("fail-permanent.removed@example.org");
    await sweepAt(T0);
    await sweepAt(T0 + dayMs);
    expect(await count("deliveries WHERE userId = ? AND invitationId IS NULL", userId)).toBe(1);
    expect(await count("notices WHERE userId = ?", userId)).toBe(0);
  });

  it("are sent once by two sweeps at once", async () => {
    const { email } = await removed("twice.removed@example.org");
    await Promise.all([sweepAt(T0), sweepAt(T0), sweepAt(T0)]);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it("are in the language of the account", async () => {
    const { userId, email } = await removed("german.removed@example.org");
    const account = "(SELECT accountId FROM users WHERE id = ?)";
    await env.DB.prepare(`UPDATE accounts SET locale = 'de-CH' WHERE id = ${account}`).bind(userId).run();
    await sweepAt(T0);
    expect((await mailsTo(email)).map(({ subject }) => subject)).toEqual([
      "Ihr Zugang zu Stark Industries ist beendet",
    ]);
  });

  it("are given up when LINK_EPOCH was raised since: after a restore they may have been sent", async () => {
    const { userId, email } = await removed("restored@example.org");
    stopClock(T0);
    await sweep({ ...env, LINK_EPOCH: "2" }, T0);
    expect(await mailsTo(email)).toEqual([]);
    expect(await count("notices WHERE userId = ?", userId)).toBe(0);
    expect(await count("deliveries WHERE mail = 'removal' AND error = 'linkReset' AND userId = ?", userId)).toBe(1);
  });

  /** Removed without the promptness of the request that did it, as when the process dies right after. */
  async function removed(email: string) {
    const account = await makeAccount();
    const member = await join(account, { email });
    stopClock(T0 - 1);
    await env.DB.batch([
      env.DB.prepare("UPDATE users SET status = 'removed', removedAt = ?2 WHERE id = ?1").bind(member.userId, T0),
      env.DB.prepare(
        "INSERT INTO notices (accountId, id, userId, kind, email, dueAt, epoch) VALUES (?1, ?2, ?3, 'removal', ?4, ?5, 1)",
      ).bind(account.accountId, crypto.randomUUID(), member.userId, email, T0),
    ]);
    return member;
  }
});

describe("what the sweep forgets", () => {
  it("is commands and sends of more than a day ago", async () => {
    const account = await makeAccount();
    await invite(account);
    const ours = "WHERE accountId = ?1";
    await sweepAt(T0 + commandMemoryMs);
    expect(await count(`commands ${ours}`, account.accountId)).toBe(1);
    expect(await count(`sends ${ours}`, account.accountId)).toBe(1);
    await sweepAt(T0 + commandMemoryMs + 1);
    expect(await count(`commands ${ours}`, account.accountId)).toBe(0);
    expect(await count(`sends ${ours}`, account.accountId)).toBe(0);
  });

  it("is sessions that are over", async () => {
    const { loginId } = await ensureLogin(env.DB, "session@example.org", "ACC-0000000000000000", T0);
    await signIn(loginId, T0);
    await sweepAt(T0 + 3_600_000);
    expect(await count("sessions WHERE loginId = ?", loginId)).toBe(1);
    await sweepAt(T0 + 365 * dayMs);
    expect(await count("sessions WHERE loginId = ?", loginId)).toBe(0);
  });
});

async function heartbeat(): Promise<number | null> {
  const row = await env.DB.prepare("SELECT at FROM heartbeats WHERE name = 'sweep'").first<{ at: number }>();
  return row?.at ?? null;
}

function unreachable<Target extends object>(target: Target): Target {
  return new Proxy(target, {
    get() {
      throw new Error("Durable Object is overloaded");
    },
  });
}
