import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { deliverNotices } from "../invitation/notices.ts";
import { wake } from "../invitation/wake.ts";
import { countedDb, dyingAfterCommit, losingConnection } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { answerOf, origin, send } from "../test/http.ts";
import { mailsTo } from "../test/mails.ts";
import { refusalOf } from "../test/refusal-of.ts";
import {
  codeOf,
  currentInvitation,
  eventTypesOf,
  expire,
  invite,
  join,
  lifetimeMs,
  newAddress,
} from "../test/stages.ts";

const day = 24 * 60 * 60_000;

/** Somebody who has got the mail of an invitation, with the code to stop that stands in it. */
async function invitedByMail(account: Account, email = newAddress()) {
  const row = await invite(account, { email });
  await wake(env, (await currentInvitation(row.id)).id, () => T0);
  return { row, email, code: await stopCodeIn(email) };
}

async function stopCodeIn(email: string): Promise<string> {
  const [newest] = await mailsTo(email);
  const code = /\/stop#(\S+)/.exec(newest?.text ?? "")?.[1];
  if (code === undefined) throw new Error("The mail does not say how to stop");
  return code;
}

const stops = () => callerOf({}).invitations;

/** Lets the timer of the user's invitation do what is due. */
async function deliver(userId: string, at = T0): Promise<void> {
  await wake(env, (await currentInvitation(userId)).id, () => at);
}

describe("whoever stops the invitations of an account", () => {
  test("declines the open one, and gets no other mail of that account: whoever sends one sees why", async () => {
    const account = await makeAccount();
    const { row, email, code } = await invitedByMail(account);
    expect(await stops().stopState({ code })).toEqual({
      ...{ accountName: "Stark Industries", isStopped: false, support: null },
    });
    expect(await stops().stop({ code })).toMatchObject({ isStopped: true });
    expect(await stops().stopState({ code })).toMatchObject({ isStopped: true });
    const api = callerOf({ token: account.token });
    expect(await api.users.get({ userId: row.id })).toMatchObject({ status: "invitationDeclined" });
    const { rows } = await api.events.list({ userId: row.id });
    expect(rows[0]).toMatchObject({
      ...{ type: "invitation.declined", actor: { kind: "invitee" }, details: { forGood: true } },
    });
    await api.invitations.sendNew({ userId: row.id });
    await deliver(row.id);
    expect(await mailsTo(email)).toHaveLength(1);
    const { delivery, status } = await api.users.get({ userId: row.id });
    expect(status).toBe("invited");
    expect(delivery).toMatchObject({ state: "failed", attempts: 1, error: "suppressed" });
    expect((await eventTypesOf(account, row.id)).at(-1)).toBe("invitation.failed");
    // What an administrator hands over in person is between the two of them.
    const { url } = await api.invitations.link({ userId: row.id });
    await expect(stops().preview({ code: url.split("#")[1] ?? "" })).resolves.toMatchObject({ email });
  });

  test("hears nothing after a resend, a list, or a correction to their address either", async () => {
    const account = await makeAccount();
    const email = newAddress();
    const { row, code } = await invitedByMail(account, email);
    await stops().stop({ code });
    const api = callerOf({ token: account.token });
    await api.users.remove({ userId: row.id });
    const person = { email, firstName: "Grace", lastName: "Hopper", groupIds: [account.usersGroupId] };
    await api.users.inviteMany({ users: [person], again: true });
    await deliver(row.id);
    await callerOf({ token: account.token, now: T0 + 60_000 }).invitations.resend({ userId: row.id });
    await deliver(row.id, T0 + 60_000);
    await api.users.remove({ userId: row.id });
    await api.users.delete({ userId: row.id });
    const other = await invite(account);
    await api.users.correctAddress({ userId: other.id, email });
    await deliver(other.id);
    expect(await mailsTo(email)).toHaveLength(1);
    expect((await api.users.get({ userId: other.id })).delivery).toMatchObject({
      state: "failed",
      error: "suppressed",
    });
  });

  test("is left alone by a reminder that was owed: an older invitation's mail stops it too", async () => {
    const account = await makeAccount();
    const { row, email, code } = await invitedByMail(account);
    await expire(row.id, T0 + lifetimeMs);
    await callerOf({ token: account.token, now: T0 + lifetimeMs }).invitations.sendNew({ userId: row.id });
    await deliver(row.id, T0 + lifetimeMs);
    expect(await mailsTo(email)).toHaveLength(2);
    await callerOf({ now: T0 + lifetimeMs }).invitations.stop({ code });
    await deliver(row.id, T0 + 2 * lifetimeMs - 2 * day);
    expect(await mailsTo(email)).toHaveLength(2);
    const types = await eventTypesOf(account, row.id);
    expect(types.filter((type) => type === "invitation.failed")).toHaveLength(1);
    // The newer invitation is not what that mail was about: it can be answered until its deadline.
    expect(await callerOf({ token: account.token, now: T0 + lifetimeMs }).users.get({ userId: row.id })).toMatchObject({
      status: "invited",
    });
  });

  test("keeps the mails of all other accounts, which learn nothing", async () => {
    const [account, other] = [await makeAccount(), await makeAccount()];
    const { email, code } = await invitedByMail(account);
    await stops().stop({ code });
    const { row } = await invitedByMail(other, email);
    expect((await callerOf({ token: other.token }).users.get({ userId: row.id })).delivery).toMatchObject({
      state: "sent",
    });
  });

  test("can take it back by the same mail", async () => {
    const account = await makeAccount();
    const { row, email, code } = await invitedByMail(account);
    await stops().stop({ code });
    expect(await stops().allow({ code })).toMatchObject({ isStopped: false });
    // What was declined stays declined; the account may ask once more.
    const api = callerOf({ token: account.token });
    expect((await api.users.get({ userId: row.id })).status).toBe("invitationDeclined");
    await api.invitations.sendNew({ userId: row.id });
    await deliver(row.id);
    expect(await mailsTo(email)).toHaveLength(2);
  });

  test("has stopped them also after the user was deleted, and nothing of theirs is kept for that", async () => {
    const account = await makeAccount();
    const { row, email, code } = await invitedByMail(account);
    const api = callerOf({ token: account.token });
    await api.users.remove({ userId: row.id });
    await api.users.delete({ userId: row.id });
    expect(await stops().stop({ code })).toMatchObject({ isStopped: true });
    const kept = JSON.stringify((await env.DB.prepare("SELECT * FROM stoppedAddresses").all()).results);
    expect(kept).not.toContain(email);
    const again = await invite(account, { email });
    await deliver(again.id);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("may do so twice, and with an answer that was lost", async () => {
    const account = await makeAccount();
    const { row, code } = await invitedByMail(account);
    for (const when of ["before", "after"] as const) {
      const DB = losingConnection(env.DB, when);
      expect(await callerOf({ env: { DB } }).invitations.stop({ code })).toMatchObject({ isStopped: true });
    }
    const written = "SELECT count(*) AS rows FROM commands WHERE accountId = ?1";
    const before = await env.DB.prepare(written).bind(account.accountId).first("rows");
    for (let again = 0; again < 3; again++) await stops().stop({ code });
    expect(await env.DB.prepare(written).bind(account.accountId).first("rows")).toBe(before);
    await stops().allow({ code });
    await dyingAfterCommit(env.DB, (DB) => callerOf({ env: { DB } }).invitations.stop({ code }));
    expect((await eventTypesOf(account, row.id)).filter((type) => type === "invitation.declined")).toHaveLength(1);
  });

  test("is noted for the operator by a line with the account, and without the address", async () => {
    const account = await makeAccount();
    const { email, code } = await invitedByMail(account);
    const lines = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await stops().stop({ code });
    const printed = lines.mock.calls.map(([line]) => String(line));
    lines.mockRestore();
    expect(printed.filter((line) => line.includes("stopped"))).toEqual([
      JSON.stringify({ level: "info", what: "invitations stopped by a recipient", accountId: account.accountId }),
    ]);
    expect(printed.join()).not.toContain(email);
    expect(printed.join()).not.toContain(code);
  });

  test("who had joined stays in, and can stop by the notice of removal", async () => {
    const account = await makeAccount();
    const email = newAddress();
    const member = await join(account, { email });
    await callerOf({ token: account.token }).users.remove({ userId: member.userId });
    await deliverNotices(env, T0, () => T0);
    const code = await stopCodeIn(email);
    await stops().stop({ code });
    const api = callerOf({ token: account.token });
    expect((await api.users.get({ userId: member.userId })).status).toBe("removed");
    await invite(account, { email });
    await deliver(member.userId);
    expect((await api.users.get({ userId: member.userId })).delivery).toMatchObject({ error: "suppressed" });
  });
});

describe("the code to stop", () => {
  test("by GET or HEAD does nothing, and asking by it writes nothing", async () => {
    const account = await makeAccount();
    const { row, code } = await invitedByMail(account);
    const input = encodeURIComponent(JSON.stringify({ code }));
    for (const name of ["stopState", "stop", "allow"]) {
      for (const method of ["GET", "HEAD"]) {
        const { status } = await answerOf(await send(`invitations.${name}?input=${input}`, { method }));
        expect(status).toBe(method === "HEAD" ? 204 : 405);
      }
    }
    const { db, calls } = countedDb(env.DB);
    await callerOf({ env: { DB: db } }).invitations.stopState({ code });
    expect(calls()).toBe(1);
    expect(await callerOf({ token: account.token }).users.get({ userId: row.id })).toMatchObject({ status: "invited" });
    expect(
      await env.DB.prepare("SELECT count(*) AS rows FROM stoppedAddresses WHERE accountId = ?1")
        .bind(account.accountId)
        .first("rows"),
    ).toBe(0);
  });

  test("from another site's page is forbidden", async () => {
    const { code } = await invitedByMail(await makeAccount());
    const { status } = await answerOf(
      await send("invitations.stop", {
        method: "POST",
        headers: { origin: "https://evil.example", "content-type": "application/json" },
        body: JSON.stringify({ code }),
      }),
    );
    expect(origin).not.toBe("https://evil.example");
    expect(status).toBe(403);
  });

  test("that is forged costs no read of the database, and whoever tries many is told to wait", async () => {
    const account = await makeAccount();
    const { row, code } = await invitedByMail(account);
    const forged = [`${code.slice(0, -6)}AAAAAA`, await codeOf(row.id), await codeOf(row.id, "copy"), "nonsense"];
    const { db, calls } = countedDb(env.DB);
    const api = callerOf({ env: { DB: db } }).invitations;
    for (const each of forged) {
      for (const name of ["stopState", "stop", "allow"] as const) {
        expect(await refusalOf(api[name]({ code: each }))).toEqual({ reason: "linkInvalid" });
      }
    }
    expect(calls()).toBe(0);
    const limited = callerOf({ env: { FORGERIES: env.TIGHT } }).invitations;
    const tries = await Promise.all(Array.from({ length: 11 }, () => refusalOf(limited.stop({ code: "nonsense" }))));
    expect(tries).toContainEqual({ reason: "tooManyRequests", retryAfterMs: 10_000 });
  });

  test("opens, accepts and declines nothing", async () => {
    const { code } = await invitedByMail(await makeAccount());
    const { invitations } = requestOf({}).api;
    expect(await refusalOf(invitations.preview({ code }))).toEqual({ reason: "linkInvalid" });
    expect(await refusalOf(invitations.decline({ code }))).toEqual({ reason: "linkInvalid" });
    const names = { firstName: "Grace", lastName: "Hopper", termsAccepted: true } as const;
    expect(await refusalOf(invitations.accept({ code, ...names }))).toEqual({ reason: "linkInvalid" });
  });

  test("outlives the links: when all of them are killed after a restore, it still stops", async () => {
    const account = await makeAccount();
    const { code } = await invitedByMail(account);
    const restored = callerOf({ env: { LINK_EPOCH: "7" } }).invitations;
    expect(await restored.stop({ code })).toMatchObject({ isStopped: true });
  });
});
