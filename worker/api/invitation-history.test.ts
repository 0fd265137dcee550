import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../db/new-id.ts";
import { wake } from "../invitation/wake.ts";
import { countedDb } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { refusalOf, shownErrorOf } from "../test/refusal-of.ts";
import { acceptSignedIn, bring, currentInvitation, expire, invite, join, lifetimeMs } from "../test/stages.ts";

const minute = 60_000;

describe("the history of a user's invitations", () => {
  let account: Account;
  beforeAll(async () => {
    account = await makeAccount();
  });

  function historyOf(userId: string, now = T0) {
    return callerOf({ token: account.token, now }).invitations.history({ userId });
  }

  async function attemptMail(userId: string, now: number): Promise<string> {
    const { id } = await currentInvitation(userId);
    await wake(env, id, () => now);
    return id;
  }

  it("begins with an invitation whose mail waits", async () => {
    const { id } = await invite(account, { cookie: account.cookie });
    expect(await historyOf(id)).toEqual([
      {
        id: (await currentInvitation(id)).id,
        invitedBy: { kind: "user", id: account.founderId, name: "Ada Founder" },
        invitedAt: T0,
        sentAt: T0,
        resentCount: 0,
        expiresAt: T0 + lifetimeMs,
        endedAs: null,
        endedAt: null,
        delivery: { state: "queued", attempts: 0, at: T0 },
        attempts: [],
      },
    ]);
  });

  it("has every attempt with its reason, those before a resend included", async () => {
    const { id } = await invite(account, { email: "fail-1-times@example.org" });
    await attemptMail(id, T0);
    await callerOf({ token: account.token, now: T0 + minute }).invitations.resend({ userId: id });
    await attemptMail(id, T0 + minute);
    await attemptMail(id, T0 + 2 * minute);
    const [invitation] = await historyOf(id, T0 + 3 * minute);
    expect(invitation).toMatchObject({
      invitedBy: { kind: "token", name: "Test" },
      invitedAt: T0,
      sentAt: T0 + minute,
      resentCount: 1,
      expiresAt: T0 + minute + lifetimeMs,
      delivery: { state: "sent" },
    });
    const [first, ...later] = invitation?.attempts ?? [];
    expect(first).toEqual({ at: T0, number: 1, outcome: "temporary", error: "temporary", isReminder: false });
    expect(later[0]).toMatchObject({ at: T0 + minute, number: 1 });
    expect(later.at(-1)).toMatchObject({ outcome: "sent", error: null });
  });

  it("says why a mail was refused for good, and what nobody answered", async () => {
    const refused = await invite(account, { email: "fail-permanent@example.org" });
    await attemptMail(refused.id, T0);
    const [invitation] = await historyOf(refused.id);
    expect(invitation?.delivery).toMatchObject({ state: "failed", error: "addressRefused" });
    const [attempt, ...others] = invitation?.attempts ?? [];
    expect(attempt).toMatchObject({ at: T0, number: 1, outcome: "permanent", error: "addressRefused" });
    expect(others).toEqual([]);

    await env.DB.prepare("UPDATE deliveries SET outcome = NULL, error = NULL WHERE userId = ?").bind(refused.id).run();
    expect((await historyOf(refused.id))[0]?.attempts).toMatchObject([{ outcome: "unknown", error: null }]);
  });

  it("is newest first, each with how it ended", async () => {
    const { id } = await invite(account);
    const expired = await currentInvitation(id);
    const deadline = T0 + lifetimeMs;
    await expire(id, deadline);
    const api = callerOf({ token: account.token, now: deadline + minute });
    await api.invitations.sendNew({ userId: id });
    const accepted = await currentInvitation(id);
    const { email } = await api.users.get({ userId: id });
    await acceptSignedIn(account, { id, email }, deadline + 2 * minute);

    const history = await historyOf(id, deadline + 3 * minute);
    expect(history.map(({ id }) => id)).toEqual([accepted.id, expired.id]);
    expect(history).toMatchObject([
      { endedAs: "accepted", endedAt: deadline + 2 * minute, expiresAt: deadline + minute + lifetimeMs },
      { endedAs: "expired", endedAt: deadline, expiresAt: deadline },
    ]);
  });

  it("calls an overdue invitation expired before its alarm has", async () => {
    const { row, now } = await bring(account, "overdue");
    expect(await historyOf(row.id, now)).toMatchObject([
      { endedAs: "expired", endedAt: T0 + lifetimeMs, delivery: { state: "failed", error: "deadlinePassed" } },
    ]);
  });

  it("is empty for somebody who was never invited", async () => {
    expect(await historyOf(account.founderId)).toEqual([]);
  });

  it("of another account's user is refused as that of nobody", async () => {
    const stranger = await invite(await makeAccount());
    const api = callerOf({ token: account.token });
    expect(await shownErrorOf(api.invitations.history({ userId: stranger.id }))).toEqual(
      await shownErrorOf(api.invitations.history({ userId: newId("user") })),
    );
  });

  it("is for administrators", async () => {
    const member = await join(account);
    const api = callerOf({ cookie: member.cookie, accountId: account.accountId });
    expect(await refusalOf(api.invitations.history({ userId: member.userId }))).toEqual({ reason: "notAllowed" });
  });

  it("costs one call to D1", async () => {
    const { db, calls } = countedDb(env.DB);
    const { id } = await invite(account);
    await callerOf({ token: account.token, env: { DB: db } }).invitations.history({ userId: id });
    expect(calls()).toBe(1);
  });
});
