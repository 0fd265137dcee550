import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { crowdSize, expirySet } from "../../shared/limits.ts";
import { expiryWakeAt } from "../../shared/timer.ts";
import { findWaking } from "../db/invitations.ts";
import { stopClock } from "../test/clock.ts";
import { type Account, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { lifetimeMs, newAddress } from "../test/stages.ts";
import { alarmOf, isFreed, ring } from "../test/timers.ts";
import { armAll } from "./arm.ts";
import { expireSet } from "./expire-set.ts";
import { newInvitationId } from "./invitation-id.ts";
import { sweep } from "./sweep.ts";
import { wake } from "./wake.ts";

const soon = T0 + 100;
const minute = 60_000;

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** People whose deadline is at that time, and who need no mail; their invitations. */
async function crowd(account: Account, people: number, deadline: number): Promise<string[]> {
  const person = () => ({ email: newAddress(), firstName: "Ann", lastName: "Other", groupIds: [account.usersGroupId] });
  const { api, settled } = requestOf({ token: account.token });
  await api.users.inviteMany({ users: Array.from({ length: people }, person) });
  await settled();
  await env.DB.batch([
    env.DB.prepare("UPDATE users SET sentAt = ?2, expiresAt = ?3 WHERE accountId = ?1 AND status = 'invited'").bind(
      account.accountId,
      deadline - lifetimeMs,
      deadline,
    ),
    env.DB.prepare("UPDATE invitations SET mailDueAt = NULL, mailState = NULL WHERE accountId = ?1").bind(
      account.accountId,
    ),
  ]);
  return idsOfInvited(account);
}

async function idsOfInvited({ accountId }: Account): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT currentInvitationId AS id FROM users WHERE accountId = ?1 AND status = 'invited' ORDER BY id",
  )
    .bind(accountId)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

async function count(account: Account, what: string): Promise<number> {
  const row = await env.DB.prepare(`SELECT count(*) AS n FROM ${what} AND accountId = ?1`)
    .bind(account.accountId)
    .first<{ n: number }>();
  return row?.n ?? -1;
}

const expired = (account: Account) => count(account, "users WHERE status = 'invitationExpired'");

describe("a crowd with one deadline", () => {
  const deadline = T0 + lifetimeMs;

  it("is woken one after the other, and whoever comes first records a set of it, each once", async () => {
    const account = await makeAccount();
    const people = 2 * expirySet;
    const ids = await crowd(account, people, deadline);
    const last = ids.at(-1) ?? "";
    await armAll(env, [{ accountId: account.accountId, id: last, mailDueAt: null }], soon);
    await ring(last, soon);
    const waking = await findWaking(env.DB, last);
    if (waking === null) throw new Error("It is gone");
    expect(waking.inCrowd).toBe(1);
    expect(await alarmOf(last)).toBe(expiryWakeAt(waking));
    expect(await alarmOf(last)).toBeGreaterThan(deadline);

    const recorded = () => count(account, "events WHERE type = 'invitation.expired'");
    for (const set of [1, 2]) {
      const id = (await idsOfInvited(account)).find((one) => one !== last) ?? "";
      await armAll(env, [{ accountId: account.accountId, id, mailDueAt: null }], deadline);
      await ring(id, deadline);
      expect(await isFreed(id)).toBe(true);
      // A set, and itself if it is not in it.
      expect(await recorded()).toBeGreaterThanOrEqual(set * expirySet);
      expect(await recorded()).toBeLessThanOrEqual(Math.min(set * expirySet + set, people));
    }
    await ring(last, deadline + minute);
    expect(await isFreed(last)).toBe(true);
    expect(await count(account, "users WHERE status = 'invited'")).toBe(0);
    expect(await recorded()).toBe(people);
  });

  it("leaves others as much time as each set took: whoever wakes meanwhile records only itself", async () => {
    const account = await makeAccount();
    const at = deadline + 48 * 60 * minute;
    const ids = await crowd(account, 2 * expirySet + 1, at);
    const wakeNext = async (now: number) => wake(env, (await idsOfInvited(account)).at(-1) ?? "", () => now);

    const times = [at, at + 2_000].values();
    const { restMs } = await expireSet(env, [], at, () => times.next().value ?? Number.NaN);
    expect(restMs).toBe(2_000);
    expect(await expired(account)).toBe(expirySet);
    await wakeNext(at + 3_999);
    expect(await expired(account)).toBe(expirySet + 1);
    await wakeNext(at + 4_000);
    expect(await expired(account)).toBe(ids.length);
  });

  it("is held up for ten seconds by a set that never ends", async () => {
    const account = await makeAccount();
    const at = deadline + 96 * 60 * minute;
    const [first = "", second = ""] = await crowd(account, crowdSize + 1, at);
    const never = new Promise<D1Result>(() => undefined);
    vi.spyOn(env.DB, "prepare").mockImplementationOnce(() => ({ bind: () => ({ all: () => never }) }) as never);
    void expireSet(env, [], at, () => at);
    await wake(env, first, () => at + 9_999);
    expect(await expired(account)).toBe(1);
    await wake(env, second, () => at + 10_000);
    expect(await expired(account)).toBe(crowdSize + 1);
  });

  it("is told to whoever invited it by the run that recorded it, however long that took", async () => {
    const account = await makeAccount();
    const at = deadline + 72 * 60 * minute;
    const ids = await crowd(account, 2 * expirySet, at);
    let now = at;
    vi.spyOn(Date, "now").mockImplementation(() => ++now);
    await sweep(env, at);
    const recorded = await count(account, "events WHERE type = 'invitation.expired' AND recordedAt > at");
    expect(recorded).toBeGreaterThanOrEqual(ids.length - expirySet);
    const [mail, ...others] = await mailsTo(account.founderEmail);
    expect(mail?.subject).toContain(String(ids.length));
    expect(others).toEqual([]);
  });

  it("is none below fifty: they wake on the dot, each for itself", async () => {
    const account = await makeAccount();
    const at = deadline + 24 * 60 * minute;
    const [id = ""] = await crowd(account, crowdSize - 1, at);
    await armAll(env, [{ accountId: account.accountId, id, mailDueAt: null }], soon);
    await ring(id, soon);
    expect(await alarmOf(id)).toBe(at);
    await ring(id, at);
    expect(await expired(account)).toBe(1);
  });
});

describe("objects told by the sweep", () => {
  it("wake at the slot of their mail; those that are late, one after the other", async () => {
    const { accountId } = await makeAccount();
    const dueAt = [T0 - minute, T0 + minute, T0, null, T0 + 1];
    const rows = dueAt.map((mailDueAt) => ({ accountId, id: newInvitationId(T0), mailDueAt }));
    stopClock(T0);
    await armAll(env, rows, T0);
    const alarms = await Promise.all(rows.map(({ id }) => alarmOf(id)));
    expect(alarms).toEqual([T0, T0 + minute, T0, T0 + 120, T0 + 1]);
  });
});
