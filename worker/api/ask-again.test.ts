import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { dayMs } from "../../shared/limits.ts";
import type { Refusal } from "../../shared/refusal.ts";
import { countedDb } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { bring, codeOf, eventTypesOf, invite, lifetimeMs, type Stage } from "../test/stages.ts";

const deadline = T0 + lifetimeMs;

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

function ask(code: string, now: number, changes: Partial<typeof env> = {}) {
  return callerOf({ now, env: changes }).invitations.askAgain({ code });
}

function rowOf(userId: string, now: number) {
  return callerOf({ token: account.token, now }).users.get({ userId });
}

describe("asking for a new link", () => {
  test.each(["overdue", "invitationExpired"] as const)("marks the row of an invitation that is %s", async (stage) => {
    const { row, code, now } = await bring(account, stage);
    const mails = (await mailsTo(row.email)).length;
    expect(await ask(code, now + 5)).toEqual({ accountName: "Stark Industries" });
    const after = await rowOf(row.id, now + 5);
    expect(after).toMatchObject({ status: "invitationExpired", askedAgainAt: now + 5, expiresAt: deadline });
    const { rows } = await callerOf({ token: account.token }).events.list({ userId: row.id });
    expect(rows[0]).toMatchObject({ type: "invitation.askedAgain", at: now + 5, actor: { kind: "invitee" } });
    expect(rows[1]).toMatchObject({ type: "invitation.expired", at: deadline, actor: { kind: "system" } });
    expect(await mailsTo(row.email)).toHaveLength(mails);
    const { list } = callerOf({ token: account.token, now: now + 5 }).users;
    expect((await list({ askedAgain: true, search: row.email })).rows).toMatchObject([{ id: row.id }]);
  });

  test("works with a copied link as well, and needs nobody to be signed in", async () => {
    const { row, now } = await bring(account, "invitationExpired");
    await ask(await codeOf(row.id, "copy"), now);
    expect((await rowOf(row.id, now)).askedAgainAt).toBe(now);
  });

  const refused: [Stage, Refusal][] = [
    ["invited", { reason: "invitationNotExpired", expiresAt: deadline }],
    ["invitationDeclined", { reason: "invitationDeclined" }],
    ["active", { reason: "alreadyAccepted" }],
    ["blocked", { reason: "alreadyAccepted" }],
    ["removed", { reason: "alreadyAccepted" }],
  ];
  test.each(refused)("is refused while %s", async (stage, refusal) => {
    const { row, code, now } = await bring(account, stage);
    const before = await eventTypesOf(account, row.id);
    expect(await refusalOf(ask(code, now))).toEqual(refusal);
    expect((await rowOf(row.id, now)).askedAgainAt).toBeNull();
    expect(await eventTypesOf(account, row.id)).toEqual(before);
  });

  test.each([
    ["invited", { reason: "invitationWithdrawn" }],
    ["invitationExpired", { reason: "invitationExpired", expiredAt: deadline }],
    ["invitationDeclined", { reason: "invitationDeclined" }],
  ] as [Stage, Refusal][])("of one removed, or deleted, while %s tells how it ended", async (stage, refusal) => {
    const { row, code, now } = await bring(account, stage);
    const { users } = callerOf({ token: account.token, now });
    await users.remove({ userId: row.id });
    expect(await refusalOf(ask(code, now))).toEqual(refusal);
    expect((await rowOf(row.id, now)).askedAgainAt).toBeNull();
    await users.delete({ userId: row.id });
    expect(await refusalOf(ask(code, now))).toEqual(refusal);
  });

  test("is for once a day", async () => {
    const { row, code, now } = await bring(account, "invitationExpired");
    const [first, second] = await Promise.allSettled([ask(code, now), ask(code, now)]);
    expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
    expect(await refusalOf(ask(code, now + 1))).toEqual({ reason: "coolingDown", retryAfterMs: dayMs - 1 });
    expect(await refusalOf(ask(code, now + dayMs - 1))).toEqual({ reason: "coolingDown", retryAfterMs: 1 });
    await ask(code, now + dayMs);
    expect((await rowOf(row.id, now + dayMs)).askedAgainAt).toBe(now + dayMs);
    expect((await eventTypesOf(account, row.id)).filter((type) => type === "invitation.askedAgain")).toHaveLength(2);
  });

  test("is answered by a new invitation: the mark goes, and the old link says that it was replaced", async () => {
    const { row, code, now } = await bring(account, "invitationExpired");
    await ask(code, now);
    const after = await callerOf({ token: account.token, now: now + 1 }).invitations.sendNew({ userId: row.id });
    expect(after.askedAgainAt).toBeNull();
    expect(await refusalOf(ask(code, now + 2 * dayMs))).toEqual({ reason: "invitationReplaced" });
  });

  test("by the link of an older invitation, when the newer one has expired unnoticed, ends the newer one", async () => {
    const { row, code, now } = await bring(account, "invitationExpired");
    await callerOf({ token: account.token, now }).invitations.sendNew({ userId: row.id });
    const later = now + lifetimeMs;
    await ask(code, later);
    const history = await callerOf({ token: account.token, now: later }).invitations.history({ userId: row.id });
    expect(history.map(({ endedAs, endedAt }) => [endedAs, endedAt])).toEqual([
      ["expired", later],
      ["expired", deadline],
    ]);
    const open = env.DB.prepare("SELECT count(*) AS n FROM invitations WHERE userId = ? AND endedAs IS NULL");
    expect(await open.bind(row.id).first()).toEqual({ n: 0 });
  });

  test("with a forged code costs no call of the database, with a genuine one 2", async () => {
    const { code, now } = await bring(account, "invitationExpired");
    const { db, calls } = countedDb(env.DB);
    const forged = `${code.slice(0, -2)}${code.endsWith("AA") ? "BA" : "AA"}`;
    expect(await refusalOf(ask(forged, now, { DB: db }))).toEqual({ reason: "linkInvalid" });
    expect(calls()).toBe(0);
    await ask(code, now, { DB: db });
    expect(calls()).toBe(2);
  });

  test("of an account says nothing about another one that invited the same address", async () => {
    const other = await makeAccount();
    const { row, code, now } = await bring(account, "invitationExpired");
    const elsewhere = await invite(other, { email: row.email, now });
    await ask(code, now);
    expect((await callerOf({ token: other.token, now }).users.get({ userId: elsewhere.id })).askedAgainAt).toBeNull();
  });
});
