import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { maxSendsPerDay } from "../../shared/limits.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";
import {
  acceptSignedIn,
  bring,
  codeOf,
  currentInvitation,
  eventTypesOf,
  expire,
  invite,
  lifetimeMs,
  newAddress,
} from "../test/stages.ts";
import { alarmOf } from "../test/timers.ts";

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

const api = (now = T0) => callerOf({ token: account.token, now });

/** Everywhere that an address of this account may stand. */
async function placesOf(email: string): Promise<string[]> {
  const places = {
    users: "SELECT 1 FROM users WHERE email = ?1",
    searchTerms: "SELECT 1 FROM searchTerms WHERE term = ?1",
    sends: "SELECT 1 FROM sends WHERE email = ?1",
    events: "SELECT 1 FROM events WHERE instr(details, ?1) > 0",
    notices: "SELECT 1 FROM notices WHERE email = ?1",
  };
  const found: string[] = [];
  for (const [place, sql] of Object.entries(places)) {
    if ((await env.DB.prepare(sql).bind(email).first()) !== null) found.push(place);
  }
  return found;
}

describe("correcting an address", () => {
  test.each(["invited", "overdue", "invitationExpired", "invitationDeclined"] as const)(
    "of somebody %s keeps user, names and groups, kills the old link and sends to the new one",
    async (stage) => {
      const { row, code, now } = await bring(account, stage);
      const email = newAddress();
      const after = await api(now).users.correctAddress({
        userId: row.id,
        email: ` ${email.toUpperCase()}`,
        ifRevision: row.revision,
      });
      expect(after).toEqual({
        ...row,
        email,
        revision: row.revision + 1,
        status: "invited",
        invitedAt: now,
        sentAt: now,
        expiresAt: now + lifetimeMs,
        delivery: { state: "queued", attempts: 0, at: now },
        actions: after.actions,
      });
      expect(await refusalOf(callerOf({ now }).invitations.preview({ code }))).toEqual({
        reason: "invitationReplaced",
      });
      expect(await callerOf({ now }).invitations.preview({ code: await codeOf(row.id) })).toMatchObject({ email });
      expect(await alarmOf((await currentInvitation(row.id)).id)).not.toBeNull();
      expect((await api(now).users.list({ search: row.email })).rows).toEqual([]);
      expect((await api(now).users.list({ search: email })).rows).toMatchObject([{ id: row.id }]);
      const { rows } = await api(now).events.list({ userId: row.id, type: ["user.addressCorrected"] });
      expect(rows).toMatchObject([{ details: { before: row.email, after: email }, actor: { kind: "token" } }]);
      expect((await eventTypesOf(account, row.id)).slice(stage === "invited" ? -3 : -2)).toEqual([
        ...(stage === "invited" ? ["invitation.replaced"] : []),
        "user.addressCorrected",
        "invitation.created",
      ]);
    },
  );

  test("goes on with the message and lets in whoever owns the new address, not the old one", async () => {
    const old = newAddress();
    const { id } = await api().users.invite({
      ...{ email: old, firstName: "G", lastName: "H", groupIds: [account.usersGroupId], message: "See you on Monday" },
    });
    const row = await api().users.correctAddress({ userId: id, email: newAddress() });
    const code = await codeOf(id);
    expect(await callerOf({}).invitations.preview({ code })).toMatchObject({ message: "See you on Monday" });
    const cookie = await acceptSignedIn(account, row);
    expect(await callerOf({ cookie }).profile.get()).toMatchObject({ userId: id, email: row.email });
    // The old one is free for somebody else.
    expect((await invite(account, { email: old })).id).not.toBe(id);
  });

  test.each([
    ["active", { reason: "alreadyAccepted" }],
    ["blocked", { reason: "alreadyAccepted" }],
    ["removed", { reason: "wrongStatus", status: "removed" }],
  ] as const)("of somebody %s is refused", async (stage, refusal) => {
    const { row, now } = await bring(account, stage);
    expect(row.actions.correctAddress).toEqual(refusal);
    expect(await refusalOf(api(now).users.correctAddress({ userId: row.id, email: newAddress() }))).toEqual(refusal);
    expect(await api(now).users.get({ userId: row.id })).toEqual(row);
  });

  test("to one that somebody of the account has, themselves included, is refused with who it is", async () => {
    const { id: userId, email } = await invite(account);
    const correct = (to: string) => refusalOf(api(T0 + lifetimeMs).users.correctAddress({ userId, email: to }));
    expect(await correct(email)).toEqual({ reason: "alreadyInvited", userId, status: "invitationExpired" });
    for (const [stage, reason] of [
      ["invitationDeclined", "alreadyInvited"],
      ["active", "alreadyUser"],
      ["removed", "alreadyUser"],
    ] as const) {
      const { row } = await bring(account, stage);
      expect(await correct(row.email)).toEqual({ reason, userId: row.id, status: stage });
    }
    // Another account's people are its own.
    const elsewhere = await invite(await makeAccount());
    expect((await api().users.correctAddress({ userId, email: elsewhere.email })).email).toBe(elsewhere.email);
  });

  test("of a user of another account answers as of nobody, and of a changed one with the fresh row", async () => {
    const elsewhere = await invite(await makeAccount());
    const correct = (userId: string) => refusalOf(api().users.correctAddress({ userId, email: newAddress() }));
    expect(await correct(elsewhere.id)).toEqual({ reason: "notFound" });
    const row = await invite(account);
    const stale = api().users.correctAddress({ userId: row.id, email: newAddress(), ifRevision: row.revision + 1 });
    expect(await refusalOf(stale)).toMatchObject({ reason: "conflict", row: { id: row.id, email: row.email } });
  });

  test("by two at once, to one address, gives it to one of them", async () => {
    const [one, other] = [await invite(account), await invite(account)];
    const email = newAddress();
    const answers = await Promise.allSettled(
      [one, other].map(({ id }) => api().users.correctAddress({ userId: id, email })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await api().users.list({ search: email })).total).toBe(1);
  });

  test("counts the mails of the new address, and keeps counting those of the old one without keeping it", async () => {
    const full = newAddress();
    for (let sent = 0; sent < maxSendsPerDay; sent++) {
      const { id } = await invite(account, { email: full });
      await api().users.remove({ userId: id });
      await api().users.delete({ userId: id });
    }
    const { id: userId, email: first } = await invite(account);
    expect(await refusalOf(api().users.correctAddress({ userId, email: full }))).toMatchObject({
      reason: "tooManySends",
    });
    // There and back again: each new address has had one mail, the first one a second.
    for (let turn = 1; turn < maxSendsPerDay; turn++) {
      await api().users.correctAddress({ userId, email: newAddress() });
      await api().users.correctAddress({ userId, email: first });
    }
    await api().users.correctAddress({ userId, email: newAddress() });
    expect(await placesOf(first)).toEqual(["events"]);
    expect(await refusalOf(api().users.correctAddress({ userId, email: first }))).toMatchObject({
      reason: "tooManySends",
    });
    await api().users.remove({ userId });
    await api().users.delete({ userId });
    expect(await placesOf(first)).toEqual([]);
  });

  test("leaves a mail that is due to the old address unsent", async () => {
    const { id: userId } = await invite(account);
    const old = await currentInvitation(userId);
    await api().users.correctAddress({ userId, email: newAddress() });
    const stored = await env.DB.prepare("SELECT mailDueAt, mailState, endedAs FROM invitations WHERE id = ?1")
      .bind(old.id)
      .first();
    expect(stored).toEqual({ mailDueAt: null, mailState: null, endedAs: "replaced" });
    await expire(userId, T0 + lifetimeMs);
    expect(await api(T0 + lifetimeMs).users.get({ userId })).toMatchObject({ status: "invitationExpired" });
  });

  test("is not for a token where it is about a place among the administrators", async () => {
    const into = [account.administratorsGroupId];
    const { id: userId } = await invite(account, { groupIds: into, cookie: account.cookie });
    const correction = { userId, email: newAddress() };
    expect(await refusalOf(api().users.correctAddress(correction))).toEqual({ reason: "notAllowed" });
    expect(await callerOf({ cookie: account.cookie }).users.correctAddress(correction)).toMatchObject({
      email: correction.email,
      groups: [{ isAdministrators: true }],
    });
  });
});
