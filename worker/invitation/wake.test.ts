import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { UserRow } from "../../shared/outputs.ts";
import { beginAttempt, endAttempt } from "../db/deliveries.ts";
import { findWaking, type WakingInvitation } from "../db/invitations.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import {
  acceptSignedIn,
  codeOf,
  currentInvitation,
  eventTypesOf,
  invite,
  lifetimeMs,
  newRecipient,
} from "../test/stages.ts";
import { codeOf as readLink } from "./links.ts";
import { wake } from "./wake.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const backOff = [30 * second, 2 * minute, 10 * minute, hour, 4 * hour, 12 * hour];
const deadline = T0 + lifetimeMs;
/** What the timer sleeps until once the mail has left. */
const reminder = deadline - 48 * hour;

let addresses = 0;

async function invited(behaviour = "person") {
  const account = await makeAccount();
  const row = await invite(account, { email: `${behaviour}.${++addresses}@example.org` });
  const { id } = await currentInvitation(row.id);
  return { account, row, id };
}

function wakeAt(id: string, at: number, changes: Partial<typeof env> = {}): Promise<number | null> {
  return wake({ ...env, ...changes }, id, () => at);
}

function rowOf(account: Account, userId: string, now = T0): Promise<UserRow> {
  return callerOf({ token: account.token, now }).users.get({ userId });
}

async function waking(id: string): Promise<WakingInvitation> {
  const invitation = await findWaking(env.DB, id);
  if (invitation === null) throw new Error("No such invitation");
  return invitation;
}

async function deliveriesOf(userId: string) {
  const { results } = await env.DB.prepare(
    "SELECT attempt, startedAt, finishedAt, outcome, error, sendId FROM deliveries WHERE userId = ? ORDER BY startedAt, attempt",
  )
    .bind(userId)
    .all<{ attempt: number; startedAt: number; finishedAt: number; outcome: string; error: string; sendId: string }>();
  return results;
}

describe("the mail of an invitation", () => {
  it("that fails five times is tried again after each wait, and then arrives", async () => {
    const { account, row, id } = await invited("fail-5-times");
    let at = T0;
    for (const [made, wait] of backOff.slice(0, 5).entries()) {
      expect(await wakeAt(id, at - 1)).toBe(at);
      expect(await deliveriesOf(row.id)).toHaveLength(made);
      expect(await wakeAt(id, at)).toBe(at + wait);
      expect((await rowOf(account, row.id, at)).delivery).toEqual({
        state: "retrying",
        attempts: made + 1,
        error: "temporary",
        at,
      });
      at += wait;
    }
    expect(await mailsTo(row.email)).toEqual([]);
    expect(await wakeAt(id, at)).toBe(reminder);
    expect(await mailsTo(row.email)).toHaveLength(1);
    expect((await rowOf(account, row.id, at)).delivery).toEqual({ state: "sent", attempts: 6, at });
    expect((await rowOf(account, row.id, at)).expiresAt).toBe(deadline);

    const attempts = await deliveriesOf(row.id);
    expect(attempts.map(({ attempt, outcome, error }) => [attempt, outcome, error])).toEqual([
      ...[1, 2, 3, 4, 5].map((attempt) => [attempt, "temporary", "temporary"]),
      [6, "sent", null],
    ]);
    expect(attempts.map(({ startedAt }) => startedAt - T0)).toEqual([
      0,
      ...backOff.slice(0, 5).map((_, index) => backOff.slice(0, index + 1).reduce((sum, wait) => sum + wait, 0)),
    ]);
    expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created", "invitation.sent"]);
  });

  it("has failed after six waits, and the row and an event say so", async () => {
    const { account, row, id } = await invited("fail-temporary");
    let at = T0;
    for (const wait of backOff) {
      expect(await wakeAt(id, at)).toBe(at + wait);
      at += wait;
    }
    expect(await wakeAt(id, at)).toBe(deadline);
    expect((await rowOf(account, row.id, at)).delivery).toEqual({
      state: "failed",
      attempts: 7,
      error: "temporary",
      at,
    });
    expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created", "invitation.failed"]);
    expect(await wakeAt(id, at + hour)).toBe(deadline);
    expect(await deliveriesOf(row.id)).toHaveLength(7);
  });

  it("is in the language chosen at inviting, and a new one keeps it whatever the account's is by then", async () => {
    const account = await makeAccount();
    const administrator = callerOf({ cookie: account.cookie, accountId: account.accountId });
    const row = await invite(account, { locale: "de-AT" });
    await wakeAt((await currentInvitation(row.id)).id, T0);
    await administrator.accounts.update({ locale: "en-GB" });
    await callerOf({ token: account.token, now: deadline }).invitations.sendNew({ userId: row.id });
    await wakeAt((await currentInvitation(row.id)).id, deadline);
    expect((await mailsTo(row.email)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining("lädt Sie erneut zu Stark Industries ein"),
      expect.stringContaining("lädt Sie zu Stark Industries ein"),
    ]);
  });

  it("is in the account's language where none is chosen, as it is when the mail is owed", async () => {
    const account = await makeAccount();
    await callerOf({ cookie: account.cookie, accountId: account.accountId }).accounts.update({ locale: "de-CH" });
    const row = await invite(account);
    await wakeAt((await currentInvitation(row.id)).id, T0);
    expect((await mailsTo(row.email)).map(({ subject }) => subject)).toEqual([expect.stringContaining("lädt Sie")]);
  });

  it("that is refused for good fails at once", async () => {
    const { account, row, id } = await invited("fail-permanent");
    expect(await wakeAt(id, T0)).toBe(deadline);
    expect((await rowOf(account, row.id)).delivery).toEqual({
      state: "failed",
      attempts: 1,
      error: "addressRefused",
      at: T0,
    });
    const { rows } = await callerOf({ token: account.token }).events.list({ userId: row.id });
    expect(rows[0]).toMatchObject({
      type: "invitation.failed",
      details: { attempts: 1, error: "addressRefused" },
      actor: { kind: "system" },
    });
  });

  it("whose next attempt would come too late has failed: deadlinePassed", async () => {
    const account = await makeAccount();
    const short = callerOf({ token: account.token, env: { INVITATION_LIFETIME_MS: `${minute}` } });
    const row = await short.users.invite({
      email: "fail-temporary.short@example.org",
      firstName: "Grace",
      lastName: "",
      groupIds: [account.usersGroupId],
    });
    const { id } = await currentInvitation(row.id);
    expect(await wakeAt(id, T0)).toBe(T0 + 30 * second);
    expect(await wakeAt(id, T0 + 30 * second)).toBe(T0 + minute);
    expect((await rowOf(account, row.id)).delivery).toMatchObject({
      state: "failed",
      attempts: 2,
      error: "deadlinePassed",
    });
    expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created", "invitation.failed"]);
  });

  it("of a process that died before it knew the outcome goes out again under the same sendId", async () => {
    const { account, row, id } = await invited();
    const attempt = await beginAttempt(env.DB, await waking(id), newRecipient(), T0);
    expect(attempt?.number).toBe(1);
    const lease = 30 * second;
    expect(await wakeAt(id, T0)).toBe(T0 + lease);
    expect(await wakeAt(id, T0 + lease)).toBe(reminder);
    const [mail, ...others] = await mailsTo(row.email);
    expect(others).toEqual([]);
    expect(mail?.sendId).toBe(attempt?.sendId);
    expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "sent", attempts: 2 });
    expect((await deliveriesOf(row.id)).map(({ outcome }) => outcome)).toEqual([null, "sent"]);
  });

  it.each(["before", "after"] as const)(
    "is not sent again when the connection is lost just %s its outcome is noted",
    async (when) => {
      const { account, row, id } = await invited();
      const errors = vi.spyOn(console, "error").mockImplementation(() => {});
      let lost = 0;
      const DB = new Proxy(env.DB, {
        get(db, key) {
          if (key !== "batch") return Reflect.get(db, key).bind(db);
          return async (statements: D1PreparedStatement[]) => {
            const isNote = (await mailsTo(row.email)).length > 0;
            if (isNote && lost++ === 0) {
              if (when === "after") await db.batch(statements);
              throw new Error("D1_ERROR: Network connection lost.");
            }
            return db.batch(statements);
          };
        },
      });
      expect(await wakeAt(id, T0, { DB })).toBe(reminder);
      errors.mockRestore();
      expect(lost).toBe(2);
      expect(await mailsTo(row.email)).toHaveLength(1);
      expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "sent", attempts: 1 });
      expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created", "invitation.sent"]);
    },
  );

  const ends: Record<string, (account: Account, row: UserRow) => Promise<unknown>> = {
    accepted: (account, row) => acceptSignedIn(account, row),
    declined: async (_, row) => callerOf({}).invitations.decline({ code: await codeOf(row.id) }),
    removed: ({ token }, row) => callerOf({ token }).users.remove({ userId: row.id }),
    "sent again": ({ token }, row) => callerOf({ token }).invitations.resend({ userId: row.id }),
  };
  it.each(Object.keys(ends))("is not begun by whoever read it before it was %s", async (end) => {
    const { account, row, id } = await invited();
    const stale = await waking(id);
    await ends[end]?.(account, row);
    expect(await beginAttempt(env.DB, stale, newRecipient(), T0 + second)).toBeNull();
    expect(await deliveriesOf(row.id)).toEqual([]);
  });

  it("is not begun at the deadline, but still the moment before", async () => {
    const { id, row } = await invited();
    const stale = await waking(id);
    expect(await beginAttempt(env.DB, stale, newRecipient(), deadline)).toBeNull();
    expect(await deliveriesOf(row.id)).toEqual([]);
    expect(await beginAttempt(env.DB, stale, newRecipient(), deadline - 1)).not.toBeNull();
  });

  it("keeps the state of a resend that came while an attempt was under way", async () => {
    const { account, row, id } = await invited();
    const attempt = await beginAttempt(env.DB, await waking(id), newRecipient(), T0);
    if (attempt === null) throw new Error("Not begun");
    await callerOf({ token: account.token, now: T0 + second }).invitations.resend({ userId: row.id });
    const failed = { state: "failed", error: "addressRefused", dueAt: null } as const;
    await endAttempt(env.DB, attempt, { kind: "permanent", error: "addressRefused" }, failed, T0 + 2 * second);

    expect((await rowOf(account, row.id)).delivery).toEqual({ state: "queued", attempts: 0, at: T0 + second });
    expect(await wakeAt(id, T0 + 2 * second)).toBe(reminder + second);
    expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "sent", attempts: 1 });
    expect((await deliveriesOf(row.id)).map(({ outcome }) => outcome)).toEqual(["permanent", "sent"]);
    expect((await mailsTo(row.email))[0]?.sendId).not.toBe(attempt.sendId);
  });

  it("that was under way when its invitation ended has left all the same", async () => {
    const { account, row, id } = await invited();
    const attempt = await beginAttempt(env.DB, await waking(id), newRecipient(), T0);
    if (attempt === null) throw new Error("Not begun");
    await wakeAt(id, deadline);
    expect((await rowOf(account, row.id, deadline)).delivery).toMatchObject({
      state: "failed",
      error: "deadlinePassed",
    });
    await endAttempt(env.DB, attempt, { kind: "sent" }, { state: "sent", error: null, dueAt: null }, deadline + second);
    expect((await rowOf(account, row.id, deadline + second)).delivery).toEqual({
      state: "sent",
      attempts: 1,
      at: deadline + second,
    });
    expect((await waking(id)).mailDueAt).toBeNull();
  });

  it("is sent once however many wake at once", async () => {
    const { account, row, id } = await invited();
    const next = await Promise.all(Array.from({ length: 10 }, () => wakeAt(id, T0)));
    expect(await mailsTo(row.email)).toHaveLength(1);
    expect(await deliveriesOf(row.id)).toHaveLength(1);
    expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created", "invitation.sent"]);
    // Whoever found it taken looks again when the one that has it must have died.
    for (const at of next) expect([reminder, T0 + 30 * second]).toContain(at);
  });

  it.each([
    { what: "the epoch was raised", changes: { LINK_EPOCH: "2" } },
    { what: "its key is gone", changes: { LINK_KEYS: "another-link-key-of-thirty-two-bytes-or-more" } },
  ])("is not sent when $what: its link would be dead", async ({ changes }) => {
    const { account, row, id } = await invited();
    expect(await wakeAt(id, T0, changes)).toBe(deadline);
    expect(await mailsTo(row.email)).toEqual([]);
    expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "failed", error: "linkReset" });
  });

  it.each([
    { what: "under the new epoch", changes: { LINK_EPOCH: "2" } },
    { what: "with the newest key when its own is gone", changes: { LINK_KEYS: `${"b".repeat(32)},${"c".repeat(32)}` } },
  ])("is sent again $what once resent", async ({ changes }) => {
    const { account, row, id } = await invited();
    await wakeAt(id, T0, changes);
    const changed = callerOf({ token: account.token, now: T0 + minute, env: changes });
    await changed.invitations.resend({ userId: row.id });
    await wakeAt(id, T0 + minute, changes);
    const code = linkOf((await mailsTo(row.email))[0]?.text);
    expect(await readLink({ ...env, ...changes }, code)).toMatchObject({ invitationId: id, channel: "mail" });
    expect(await changed.invitations.preview({ code })).toMatchObject({ email: row.email });
    expect(await readLink(env, code)).toBeNull();
  });

  it("carries a link whose code is that invitation's, mailed", async () => {
    const { account, row, id } = await invited();
    await wakeAt(id, T0);
    const [mail] = await mailsTo(row.email);
    const code = linkOf(mail?.text);
    expect(mail?.html).toContain(`http://localhost:8787/accept#${code}`);
    expect(await readLink(env, code)).toMatchObject({ invitationId: id, channel: "mail" });

    await wakeAt(id, deadline);
    await callerOf({ token: account.token, now: deadline + hour }).invitations.sendNew({ userId: row.id });
    const renewed = await currentInvitation(row.id);
    await wakeAt(renewed.id, deadline + hour);
    const newCode = linkOf((await mailsTo(row.email))[0]?.text);
    expect(await readLink(env, newCode)).toMatchObject({ invitationId: renewed.id, channel: "mail" });
  });

  it("that can never be begun does not keep its timer busy: the wake-up fails, to be tried later", async () => {
    const { id } = await invited();
    await env.DB.prepare("UPDATE invitations SET sendId = NULL WHERE id = ?").bind(id).run();
    await expect(wakeAt(id, T0)).rejects.toThrow("stays due");
  });

  it("is not owed where nobody asked for one", async () => {
    const account = await makeAccount();
    const row = await callerOf({ token: account.token }).users.invite({
      email: "by-hand@example.org",
      firstName: "Grace",
      lastName: "",
      groupIds: [account.usersGroupId],
      sendMail: false,
    });
    expect(await wakeAt((await currentInvitation(row.id)).id, T0 + hour)).toBe(deadline);
    expect(await mailsTo(row.email)).toEqual([]);
    expect(row.delivery).toBeNull();
  });
});

function linkOf(text = ""): string {
  return /http:\/\/localhost:8787\/accept#([\w-]+)/.exec(text)?.[1] ?? "";
}
