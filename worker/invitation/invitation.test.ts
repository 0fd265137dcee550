import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { stopClock } from "../test/clock.ts";
import { type Account, callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { acceptSignedIn, codeOf, currentInvitation, eventTypesOf, invite, lifetimeMs } from "../test/stages.ts";
import { alarmOf, changeEnv, isFreed, ring, timerOf } from "../test/timers.ts";
import { newInvitationId } from "./invitation-id.ts";

const deadline = T0 + lifetimeMs;
const hour = 3_600_000;
const reminder = deadline - 48 * hour;

async function invited() {
  const account = await makeAccount();
  const row = await invite(account);
  const { id } = await currentInvitation(row.id);
  return { account, row, id };
}

function rowOf(account: Account, userId: string, now: number) {
  return callerOf({ token: account.token, now }).users.get({ userId });
}

/** A database that cannot be reached. */
function unreachable(error: Error): D1Database {
  return new Proxy(env.DB, {
    get() {
      throw error;
    },
  });
}

describe("the timer of an invitation", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("hands the mail over, reminds of it, sleeps until the deadline, expires the invitation, and frees itself", async () => {
    const { account, row, id } = await invited();
    expect(await alarmOf(id)).toBe(T0 + 100);
    await ring(id, T0 + 100);
    expect(await mailsTo(row.email)).toHaveLength(1);
    expect(await alarmOf(id)).toBe(reminder);
    await ring(id, reminder);
    expect(await mailsTo(row.email)).toHaveLength(2);
    expect(await alarmOf(id)).toBe(deadline);
    expect((await rowOf(account, row.id, reminder)).status).toBe("invited");

    await ring(id, deadline);
    expect(await mailsTo(row.email)).toHaveLength(2);
    expect(await isFreed(id)).toBe(true);
    expect(await ring(id, deadline + hour)).toBe(false);
    const { rows } = await callerOf({ token: account.token }).events.list({ userId: row.id });
    expect(rows[0]).toMatchObject({
      type: "invitation.expired",
      at: deadline,
      recordedAt: deadline,
      actor: { kind: "system" },
      invitationId: id,
    });
    const stored = await env.DB.prepare("SELECT status FROM users WHERE id = ?").bind(row.id).first();
    expect(stored).toEqual({ status: "invitationExpired" });
  });

  it("does not wake too early for what is not due", async () => {
    const { account, row, id } = await invited();
    await ring(id, T0 + 100);
    await timerOf(id).arm(deadline - 1);
    await ring(id, deadline - 1);
    expect((await rowOf(account, row.id, deadline - 1)).status).toBe("invited");
    expect(await alarmOf(id)).toBe(deadline);
  });

  it("that runs hours late sends nothing any more, and dates the expiry by the deadline", async () => {
    const { account, row, id } = await invited();
    await ring(id, deadline + 5 * hour);
    expect(await mailsTo(row.email)).toEqual([]);
    expect(await isFreed(id)).toBe(true);
    const after = await rowOf(account, row.id, deadline + 5 * hour);
    expect(after).toMatchObject({
      status: "invitationExpired",
      expiresAt: deadline,
      delivery: { state: "failed", error: "deadlinePassed", attempts: 0 },
    });
    const { rows } = await callerOf({ token: account.token }).events.list({ userId: row.id });
    expect(rows[0]).toMatchObject({ type: "invitation.expired", at: deadline, recordedAt: deadline + 5 * hour });
  });

  it("that runs twice, one after the other or both at once, sends one mail and records one expiry", async () => {
    const { account, row, id } = await invited();
    const twice = () =>
      runInDurableObject(timerOf(id), (instance) => Promise.all([instance.alarm(), instance.alarm()]));
    await ring(id, T0 + 100);
    await twice();
    expect(await mailsTo(row.email)).toHaveLength(1);
    await ring(id, deadline);
    await twice();
    expect(await isFreed(id)).toBe(true);
    expect(await eventTypesOf(account, row.id)).toEqual([
      "invitation.created",
      "invitation.sent",
      "invitation.expired",
    ]);
  });

  it("sends one mail when its very first alarm runs twice at once", async () => {
    const { account, row, id } = await invited();
    stopClock(T0 + 100);
    await runInDurableObject(timerOf(id), (instance) => Promise.all([instance.alarm(), instance.alarm()]));
    expect(await mailsTo(row.email)).toHaveLength(1);
    expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created", "invitation.sent"]);
  });

  it("of an invitation that was replaced does nothing to the new one, and frees itself", async () => {
    const { account, row, id } = await invited();
    await ring(id, T0 + 100);
    await ring(id, deadline);
    const sentAt = deadline + hour;
    await callerOf({ token: account.token, now: sentAt }).invitations.sendNew({ userId: row.id });
    const renewed = await currentInvitation(row.id);
    expect(renewed.id).not.toBe(id);

    await timerOf(id).arm(sentAt);
    await ring(id, sentAt + hour);
    expect(await isFreed(id)).toBe(true);
    expect((await rowOf(account, row.id, sentAt + hour)).status).toBe("invited");
    expect(await mailsTo(row.email)).toHaveLength(1);

    await ring(renewed.id, sentAt + hour);
    expect(await mailsTo(row.email)).toHaveLength(2);
    expect(await alarmOf(renewed.id)).toBe(sentAt + lifetimeMs - 48 * hour);
  });

  it("that wakes at the deadline from before a resend sleeps on until the later one", async () => {
    const { account, row, id } = await invited();
    await ring(id, T0 + 100);
    const resentAt = T0 + 24 * hour;
    const { api, settled } = requestOf({ token: account.token, now: resentAt });
    await api.invitations.resend({ userId: row.id });
    await settled();
    expect(await alarmOf(id)).toBe(resentAt + 100);
    await ring(id, resentAt + 100);
    expect(await mailsTo(row.email)).toHaveLength(2);

    await timerOf(id).arm(deadline);
    await ring(id, deadline);
    expect((await rowOf(account, row.id, deadline)).status).toBe("invited");
    expect(await alarmOf(id)).toBe(resentAt + lifetimeMs);
    await ring(id, resentAt + lifetimeMs);
    expect((await rowOf(account, row.id, resentAt + lifetimeMs)).status).toBe("invitationExpired");
  });

  const endings: Record<string, (account: Account, row: { id: string; email: string }) => Promise<unknown>> = {
    accepted: (account, row) => acceptSignedIn(account, row),
    declined: async (_, row) => callerOf({}).invitations.decline({ code: await codeOf(row.id) }),
    removed: ({ token }, row) => callerOf({ token }).users.remove({ userId: row.id }),
    "removed and deleted": async ({ token }, row) => {
      await callerOf({ token }).users.remove({ userId: row.id });
      await callerOf({ token }).users.delete({ userId: row.id });
    },
  };
  it.each(Object.keys(endings))(
    "of one who was %s sends nothing, changes nothing, and frees itself",
    async (ending) => {
      const { account, row, id } = await invited();
      await endings[ending]?.(account, row);
      const before = await eventTypesOf(account, row.id);
      // The object was not told: its alarm is still the one that the invitation set.
      expect(await ring(id, T0 + 100)).toBe(true);
      expect(await mailsTo(row.email)).toEqual([]);
      expect(await eventTypesOf(account, row.id)).toEqual(before);
      expect(await isFreed(id)).toBe(true);
    },
  );

  it("of one who was accepted after the mail does not expire them at the deadline", async () => {
    const { account, row, id } = await invited();
    await ring(id, T0 + 100);
    await acceptSignedIn(account, row, T0 + hour);
    await ring(id, deadline);
    expect((await rowOf(account, row.id, deadline)).status).toBe("active");
    expect(await isFreed(id)).toBe(true);
  });

  it("tries again in ever longer steps while the database cannot be reached, and never throws", async () => {
    const { row, id } = await invited();
    const errors = vi.spyOn(console, "error").mockImplementation(() => {});
    await changeEnv(id, { DB: unreachable(new Error(`D1_ERROR: gone for ${row.email}`)) });
    let at = T0 + 100;
    for (const wait of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      await ring(id, at);
      expect(await alarmOf(id)).toBe(at + wait * 1_000);
      at += wait * 1_000;
    }
    expect(errors).toHaveBeenCalledTimes(11);
    expect(JSON.stringify(errors.mock.calls)).toContain(id);
    expect(JSON.stringify(errors.mock.calls)).not.toContain(row.email);
    errors.mockRestore();

    await changeEnv(id, {});
    await ring(id, at);
    expect(await mailsTo(row.email)).toHaveLength(1);
    expect(await alarmOf(id)).toBe(reminder);
  });

  it("rethrows one thing only: that its code was updated", async () => {
    const { id } = await invited();
    const reset = Object.assign(new Error("reset because its code was updated"), { durableObjectReset: true });
    await changeEnv(id, { DB: unreachable(reset) });
    await expect(runDurableObjectAlarm(timerOf(id))).rejects.toThrow("its code was updated");
  });

  it("without a row tries again for a minute, then frees itself", async () => {
    const id = newInvitationId(T0);
    await timerOf(id).arm(T0 + 100);
    for (const at of [T0 + 100, T0 + 30_000, T0 + 59_999]) {
      await ring(id, at);
      expect(await alarmOf(id)).toBe(at + 1_000);
    }
    await ring(id, T0 + 60_000);
    expect(await isFreed(id)).toBe(true);
  });

  it("that has lost its memory goes on as before", async () => {
    const { account, row, id } = await invited();
    await evictDurableObject(timerOf(id));
    await ring(id, T0 + 100);
    expect(await mailsTo(row.email)).toHaveLength(1);
    await evictDurableObject(timerOf(id));
    await ring(id, deadline);
    expect((await eventTypesOf(account, row.id)).at(-1)).toBe("invitation.expired");
    await evictDurableObject(timerOf(id));
    expect(await isFreed(id)).toBe(true);
  });

  it("does not lose an arm that comes while it is at work", async () => {
    const { id } = await invited();
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const waiting = new Proxy(env.DB, {
      get(db, key) {
        if (key !== "batch") return Reflect.get(db, key).bind(db);
        return async (statements: D1PreparedStatement[]) => {
          reached.resolve();
          await goOn.promise;
          return db.batch(statements);
        };
      },
    });
    await changeEnv(id, { DB: waiting });
    const ringing = ring(id, T0 + 100);
    await reached.promise;
    await timerOf(id).arm(T0 + 150);
    goOn.resolve();
    await ringing;
    expect(await alarmOf(id)).toBe(T0 + 150);
    await ring(id, T0 + 150);
    expect(await alarmOf(id)).toBe(reminder);
  });
});
