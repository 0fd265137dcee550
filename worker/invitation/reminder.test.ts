import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dayMs } from "../../shared/limits.ts";
import { findWaking, type WakingInvitation } from "../db/invitations.ts";
import { beginReminder, endReminder } from "../db/reminders.ts";
import { stopClock } from "../test/clock.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { acceptSignedIn, codeOf, currentInvitation, lifetimeMs, newRecipient } from "../test/stages.ts";
import { alarmOf, loseAlarm, ring } from "../test/timers.ts";
import { codeOf as readLink } from "./links.ts";
import { sweep } from "./sweep.ts";
import { wake } from "./wake.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const deadline = T0 + lifetimeMs;
const due = deadline - 48 * hour;

let addresses = 0;

/** Somebody whose invitation has just arrived. */
async function invited(behaviour = "reminded", changes: Partial<typeof env> = {}) {
  const account = await makeAccount();
  const row = await callerOf({ token: account.token, env: changes }).users.invite({
    email: `${behaviour}.${++addresses}@example.org`,
    firstName: "Grace",
    lastName: "Hopper",
    groupIds: [account.usersGroupId],
  });
  const { id } = await currentInvitation(row.id);
  await wakeAt(id, T0);
  return { account, row, id };
}

function wakeAt(id: string, at: number, changes: Partial<typeof env> = {}): Promise<number | null> {
  return wake({ ...env, ...changes }, id, () => at);
}

async function subjectsTo(email: string): Promise<string[]> {
  return (await mailsTo(email)).map(({ subject }) => subject).reverse();
}

const first = "Ada Founder invited you to join Stark Industries";
const again = "Reminder: Ada Founder invited you to join Stark Industries";

async function waking(id: string): Promise<WakingInvitation> {
  const invitation = await findWaking(env.DB, id);
  if (invitation === null) throw new Error("No such invitation");
  return invitation;
}

function rowOf(account: Account, userId: string, now: number) {
  return callerOf({ token: account.token, now }).users.get({ userId });
}

async function attemptsOf(account: Account, userId: string) {
  const [latest] = await callerOf({ token: account.token }).invitations.history({ userId });
  return latest?.attempts.map(({ at, number, outcome, isReminder }) => [at, number, outcome, isReminder]);
}

async function eventsOf(account: Account, userId: string) {
  const { rows } = await callerOf({ token: account.token }).events.list({ userId, pageSize: 100 });
  return rows.map(({ type, details }) => [type, details]).reverse();
}

describe("the reminder of an invitation", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("leaves 48 hours before the deadline, with the same link and the same deadline", async () => {
    const { account, row, id } = await invited();
    expect(await wakeAt(id, due - 1)).toBe(due);
    expect(await subjectsTo(row.email)).toEqual([first]);
    expect(await wakeAt(id, due)).toBe(deadline);
    expect(await subjectsTo(row.email)).toEqual([first, again]);

    const [reminder, invitation] = await mailsTo(row.email);
    const link = /http:\/\/localhost:8787\/accept#([\w-]+)/;
    expect(link.exec(reminder?.text ?? "")?.[0]).toBe(link.exec(invitation?.text ?? "")?.[0]);
    expect(await readLink(env, link.exec(reminder?.text ?? "")?.[1] ?? "")).toMatchObject({
      invitationId: id,
      channel: "mail",
    });
    expect(reminder?.text).toContain("Monday, January 11, 2100 at 9:00 AM, Coordinated Universal Time (UTC)");
    expect(reminder?.sendId).not.toBe(invitation?.sendId);
    expect(await rowOf(account, row.id, due)).toMatchObject({
      expiresAt: deadline,
      delivery: { state: "sent", attempts: 1, at: T0 },
    });
    expect(await attemptsOf(account, row.id)).toEqual([
      [T0, 1, "sent", false],
      [due, 1, "sent", true],
    ]);
    expect(await eventsOf(account, row.id)).toEqual([
      ["invitation.created", { expiresAt: deadline, mail: true }],
      ["invitation.sent", { attempts: 1 }],
      ["invitation.sent", { attempts: 1, reminder: true }],
    ]);
  });

  it("leaves once, however often and however many wake", async () => {
    const { row, id } = await invited();
    await Promise.all(Array.from({ length: 10 }, () => wakeAt(id, due)));
    for (const at of [due, due + hour, deadline - 1]) await wakeAt(id, at);
    expect(await subjectsTo(row.email)).toEqual([first, again]);
  });

  it("is what the object's alarm wakes for", async () => {
    const { row, id } = await invited();
    await ring(id, T0 + 100);
    expect(await alarmOf(id)).toBe(due);
    await ring(id, due);
    expect(await subjectsTo(row.email)).toEqual([first, again]);
    expect(await alarmOf(id)).toBe(deadline);
  });

  it("whose alarm was lost is found by the sweep, once it is over a minute late", async () => {
    const { row, id } = await invited();
    await loseAlarm(id);
    stopClock(due + minute);
    await sweep(env, due + minute);
    expect(await alarmOf(id)).toBeNull();
    stopClock(due + minute + 1);
    await sweep(env, due + minute + 1);
    expect(await alarmOf(id)).toBe(due + minute + 1);
    await ring(id, due + minute + 1);
    expect(await subjectsTo(row.email)).toEqual([first, again]);
    await loseAlarm(id);
    stopClock(due + 2 * minute);
    await sweep(env, due + hour);
    expect(await alarmOf(id)).toBeNull();
  });

  it("that is late still leaves, and at the deadline does not any more", async () => {
    const late = await invited();
    await wakeAt(late.id, deadline - 1);
    expect(await subjectsTo(late.row.email)).toEqual([first, again]);
    const missed = await invited();
    expect(await wakeAt(missed.id, deadline)).toBeNull();
    expect(await subjectsTo(missed.row.email)).toEqual([first]);
    const stale = await waking((await invited()).id);
    expect(await beginReminder(env.DB, stale, newRecipient(), deadline)).toBeNull();
    expect(await beginReminder(env.DB, stale, newRecipient(), deadline - 1)).not.toBeNull();
  });

  it("of a process that died before it knew the outcome goes out again under the same sendId", async () => {
    const { account, row, id } = await invited();
    const attempt = await beginReminder(env.DB, await waking(id), newRecipient(), due);
    expect(await wakeAt(id, due)).toBe(due + 30 * second);
    expect(await wakeAt(id, due + 30 * second)).toBe(deadline);
    expect((await mailsTo(row.email))[0]?.sendId).toBe(attempt?.sendId);
    expect(await attemptsOf(account, row.id)).toEqual([
      [T0, 1, "sent", false],
      [due, 1, "unknown", true],
      [due + 30 * second, 2, "sent", true],
    ]);
  });

  it("that cannot be delivered is tried again after each wait; the row keeps saying how the invitation went", async () => {
    const { account, row, id } = await invited();
    const gone = "fail-temporary@example.org";
    await env.DB.prepare("UPDATE users SET email = ?2 WHERE id = ?1").bind(row.id, gone).run();
    let at = due;
    for (const wait of [30 * second, 2 * minute, 10 * minute, hour, 4 * hour, 12 * hour]) {
      expect(await wakeAt(id, at)).toBe(at + wait);
      expect((await rowOf(account, row.id, at)).delivery).toEqual({ state: "sent", attempts: 1, at: T0 });
      at += wait;
    }
    expect(await wakeAt(id, at)).toBe(deadline);
    expect((await rowOf(account, row.id, at)).delivery).toEqual({ state: "sent", attempts: 1, at: T0 });
    expect((await eventsOf(account, row.id)).at(-1)).toEqual([
      "invitation.failed",
      { attempts: 7, error: "temporary", reminder: true },
    ]);
  });

  const ends: Record<string, (account: Account, row: { id: string; email: string }) => Promise<unknown>> = {
    accepted: (account, row) => acceptSignedIn(account, row),
    declined: async (_, row) => callerOf({}).invitations.decline({ code: await codeOf(row.id) }),
    removed: ({ token }, row) => callerOf({ token }).users.remove({ userId: row.id }),
    "sent again": ({ token }, row) => callerOf({ token, now: due - minute }).invitations.resend({ userId: row.id }),
  };
  it.each(Object.keys(ends))("is not begun by whoever read it before the invitation was %s", async (end) => {
    const { account, row, id } = await invited();
    const stale = await waking(id);
    await ends[end]?.(account, row);
    expect(await beginReminder(env.DB, stale, newRecipient(), due)).toBeNull();
    await wakeAt(id, due);
    expect((await subjectsTo(row.email)).filter((subject) => subject === again)).toEqual([]);
  });

  it("moves with the deadline of a resend, and comes again for the later one", async () => {
    const { account, row, id } = await invited();
    await wakeAt(id, due);
    const resentAt = due + hour;
    await callerOf({ token: account.token, now: resentAt }).invitations.resend({ userId: row.id });
    const later = resentAt + lifetimeMs - 48 * hour;
    expect(await wakeAt(id, resentAt)).toBe(later);
    expect(await wakeAt(id, deadline)).toBe(later);
    await wakeAt(id, later);
    expect(await subjectsTo(row.email)).toEqual([first, again, first, again]);
  });

  it("under way when its invitation is sent again leaves the new reminder as it is", async () => {
    const { account, row, id } = await invited();
    const attempt = await beginReminder(env.DB, await waking(id), newRecipient(), due);
    if (attempt === null) throw new Error("Not begun");
    const resentAt = due + second;
    await callerOf({ token: account.token, now: resentAt }).invitations.resend({ userId: row.id });
    const later = await wakeAt(id, resentAt);
    const after = { state: "retrying", error: "temporary", dueAt: due + 30 * second } as const;
    await endReminder(env.DB, attempt, { kind: "temporary", error: "temporary" }, after, due + 2 * second);
    expect(await wakeAt(id, due + minute)).toBe(later);
  });

  it("is for lifetimes of at least four days", async () => {
    const shorter = await invited("short", { INVITATION_LIFETIME_MS: `${4 * dayMs - 1}` });
    expect((await waking(shorter.id)).reminderDueAt).toBeNull();
    const longer = await invited("long", { INVITATION_LIFETIME_MS: `${4 * dayMs}` });
    expect((await waking(longer.id)).reminderDueAt).toBe(T0 + 2 * dayMs);
  });

  it("is not owed where the mail never arrived, or was never asked for", async () => {
    const { row, id } = await invited("fail-permanent");
    expect(await wakeAt(id, due)).toBe(deadline);
    const account = await makeAccount();
    const copied = await callerOf({ token: account.token }).users.invite({
      ...{ email: "copied@example.org", firstName: "Grace", lastName: "", groupIds: [account.usersGroupId] },
      sendMail: false,
    });
    expect(await wakeAt((await currentInvitation(copied.id)).id, due)).toBe(deadline);
    for (const { email } of [row, copied]) expect(await mailsTo(email)).toEqual([]);
  });

  it("is not begun once it is known that the mail came back", async () => {
    const { row, id } = await invited();
    const stale = await waking(id);
    await env.DB.prepare("UPDATE invitations SET mailState = 'failed' WHERE id = ?").bind(id).run();
    expect(await beginReminder(env.DB, stale, newRecipient(), due)).toBeNull();
    expect(await wakeAt(id, due)).toBe(deadline);
    expect(await subjectsTo(row.email)).toEqual([first]);
  });

  it("is not sent of what is to be sent again but has not left yet", async () => {
    const { account, row, id } = await invited();
    await callerOf({ token: account.token, now: due - minute }).invitations.resend({ userId: row.id });
    await env.DB.prepare("UPDATE users SET email = 'fail-temporary@example.org' WHERE id = ?").bind(row.id).run();
    for (const at of [due - minute, due - 30 * second]) await wakeAt(id, at);
    expect(await wakeAt(id, due)).toBe(due + 90 * second);
    expect((await waking(id)).reminderDueAt).toBeNull();
  });

  it("counts among the five mails of a day to that address, once", async () => {
    const { account, row, id } = await invited();
    await beginReminder(env.DB, await waking(id), newRecipient(), due);
    await wakeAt(id, due + 30 * second);
    const resend = (now: number) => callerOf({ token: account.token, now }).invitations.resend({ userId: row.id });
    for (const minutes of [2, 4, 6, 8]) await resend(due + minutes * minute);
    expect(await refusalOf(resend(due + 10 * minute))).toEqual({
      reason: "tooManySends",
      retryAfterMs: dayMs - 10 * minute,
    });
  });

  it("is written in the invitation's language", async () => {
    const { row, id } = await invited();
    await env.DB.prepare("UPDATE invitations SET locale = 'de-CH' WHERE id = ?").bind(id).run();
    await wakeAt(id, due);
    expect((await subjectsTo(row.email)).at(-1)).toBe("Erinnerung: Ada Founder hat Sie zu Stark Industries eingeladen");
  });
});
