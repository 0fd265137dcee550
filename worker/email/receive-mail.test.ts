import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { UserRow } from "../../shared/outputs.ts";
import { beginAttempt, endAttempt } from "../db/deliveries.ts";
import { findWaking } from "../db/invitations.ts";
import type { Env } from "../env.ts";
import worker from "../index.ts";
import { newInvitationId } from "../invitation/invitation-id.ts";
import { wake } from "../invitation/wake.ts";
import { outOfOffice, postfixReport } from "../test/delivery-reports.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { createQueue } from "../test/queue.ts";
import {
  acceptSignedIn,
  codeOf,
  currentInvitation,
  eventTypesOf,
  invite,
  lifetimeMs,
  newRecipient,
} from "../test/stages.ts";
import { bounceAddress } from "./bounce-address.ts";
import { type IncomingMail, receiveMail } from "./receive-mail.ts";

const minute = 60_000;
const hour = 60 * minute;
const deadline = T0 + lifetimeMs;
const taking = { ...env, BOUNCE_ADDRESS: "bounces@example.com" };
const failed = { action: "failed", status: "5.1.1" };

beforeEach(() => void vi.spyOn(console, "log").mockImplementation(() => {}));
afterEach(() => {
  vi.restoreAllMocks();
});

/** Somebody whose invitation was handed over, and where it goes when it comes back. */
async function invited() {
  const account = await makeAccount();
  const row = await invite(account);
  const { id } = await currentInvitation(row.id);
  await wake(env, id, () => T0);
  return { account, row, id, address: await addressOf(id, await sendIdTo(row.email)) };
}

async function sendIdTo(email: string): Promise<string> {
  return (await mailsTo(email))[0]?.sendId ?? "";
}

function addressOf(invitationId: string, sendId: string): Promise<string> {
  return bounceAddress(taking, invitationId, sendId);
}

/** What the mail server that brings it is told: nothing is yes. */
async function arrive(to: string, mail: string, now = T0 + minute, changes: Partial<IncomingMail & Env> = {}) {
  const setReject = vi.fn();
  const raw = new Blob([mail]).stream();
  await receiveMail({ to, raw, rawSize: mail.length, setReject, ...changes }, { ...taking, ...changes }, () => now);
  return setReject.mock.calls.flat();
}

function rowOf(account: Account, userId: string, now = T0 + minute): Promise<UserRow> {
  return callerOf({ token: account.token, now }).users.get({ userId });
}

async function attemptsOf(account: Account, userId: string) {
  const [latest] = await callerOf({ token: account.token }).invitations.history({ userId });
  return latest?.attempts.map(({ outcome, error }) => [outcome, error]);
}

const sent = ["invitation.created", "invitation.sent"];

describe("a mail that comes back", () => {
  it("has failed: the row says why, and offers the link and another address", async () => {
    const { account, row, address } = await invited();
    expect(await arrive(address, postfixReport(row.email, failed))).toEqual([]);
    const told = await rowOf(account, row.id);
    expect(told).toMatchObject({
      status: "invited",
      delivery: { state: "failed", error: "bounced", attempts: 1, at: T0 + minute },
      actions: { copyLink: null, correctAddress: null, resend: null },
    });
    expect(await attemptsOf(account, row.id)).toEqual([["permanent", "bounced"]]);
    const { rows } = await callerOf({ token: account.token }).events.list({ userId: row.id });
    expect(rows[0]).toMatchObject({
      type: "invitation.failed",
      at: T0 + minute,
      actor: { kind: "system" },
      details: { attempts: 1, error: "bounced" },
    });
  });

  it("is told once, however often it is reported", async () => {
    const { account, row, address } = await invited();
    const report = postfixReport(row.email, failed);
    await Promise.all([1, 2, 3].map((minutes) => arrive(address, report, T0 + minutes * minute)));
    await arrive(address, postfixReport(row.email, { action: "delivered", status: "2.0.0" }));
    expect(await eventTypesOf(account, row.id)).toEqual([...sent, "invitation.failed"]);
    expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "failed", error: "bounced" });
  });

  it("is told to open pages and to webhooks", async () => {
    const { account, row, address } = await invited();
    const { cookie, accountId } = account;
    await callerOf({ cookie, accountId }).webhooks.create({ url: "https://hooks.example.com/usher" });
    const { queue, waiting } = createQueue();
    const pages: string[] = [];
    const LIVE = { getByName: (name: string) => ({ changed: async () => void pages.push(name) }) };
    const changes = { LIVE: LIVE as unknown as Env["LIVE"], WEBHOOKS: queue };
    await arrive(address, postfixReport(row.email, failed), T0 + minute, changes);
    expect(pages).toEqual([accountId]);
    expect(waiting()).toMatchObject([{ accountId }]);
    await arrive(address, postfixReport(row.email, failed), T0 + minute, changes);
    expect(pages).toEqual([accountId]);
  });

  it("may come back after it was delivered", async () => {
    const { account, row, address } = await invited();
    await arrive(address, postfixReport(row.email, { action: "delivered", status: "2.0.0" }));
    await arrive(address, postfixReport(row.email, { action: "delivered", status: "2.0.0" }));
    expect((await rowOf(account, row.id)).delivery).toEqual({ state: "delivered", attempts: 1, at: T0 + minute });
    await arrive(address, postfixReport(row.email, failed));
    expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "failed", error: "bounced" });
    expect(await eventTypesOf(account, row.id)).toEqual([...sent, "invitation.delivered", "invitation.failed"]);
  });

  it("may be late, or an answering machine's: neither changes anything", async () => {
    const { account, row, address } = await invited();
    expect(await arrive(address, postfixReport(row.email, { action: "delayed", status: "4.4.1" }))).toEqual([]);
    expect(await arrive(address, outOfOffice(row.email))).toEqual([]);
    expect((await rowOf(account, row.id)).delivery).toEqual({ state: "sent", attempts: 1, at: T0 });
    expect(await eventTypesOf(account, row.id)).toEqual(sent);
  });

  it("is not believed without the seal of its sending", async () => {
    const { account, row, id, address } = await invited();
    const other = await invited();
    const report = postfixReport(row.email, failed);
    const seal = /-(.+)@/.exec(address)?.[1] ?? "";
    for (const forged of [
      address.replace(seal, /-(.+)@/.exec(other.address)?.[1] ?? ""),
      address.replace(seal, "0".repeat(16)),
      await bounceAddress({ ...taking, AUTH_SECRET: "x".repeat(32) }, id, await sendIdTo(row.email)),
      await addressOf(newInvitationId(T0), await sendIdTo(row.email)),
    ]) {
      expect(await arrive(forged, report)).toEqual([]);
    }
    for (const last of [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"].filter((character) => !seal.endsWith(character))) {
      await arrive(address.replace(seal, seal.slice(0, -1) + last), report);
    }
    expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "sent" });
    expect(await eventTypesOf(account, row.id)).toEqual(sent);
  });

  it.each(["bounces@example.com", "bounces+hello@example.com", "postmaster@example.com"])(
    "is not taken for any other address: %s",
    async (to) => {
      expect(await arrive(to, postfixReport("grace@example.org", failed))).toEqual(["No such address"]);
    },
  );

  it("is not read when it is longer than a report can be", async () => {
    const { account, row, address } = await invited();
    const rawSize = 1024 * 1024 + 1;
    const told = await arrive(address, postfixReport(row.email, failed), T0, { rawSize });
    expect(told).toEqual(["Too long for a delivery report"]);
    expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "sent" });
  });

  const meanwhile: Record<string, (account: Account, row: UserRow) => Promise<unknown>> = {
    "sent again": ({ token }, row) => callerOf({ token, now: T0 + minute }).invitations.resend({ userId: row.id }),
    "sent to another address": ({ token }, row) =>
      callerOf({ token, now: T0 + minute }).users.correctAddress({ userId: row.id, email: `right.${row.email}` }),
    accepted: (account, row) => acceptSignedIn(account, row),
    declined: async (_, row) => callerOf({}).invitations.decline({ code: await codeOf(row.id) }),
    removed: ({ token }, row) => callerOf({ token }).users.remove({ userId: row.id }),
    "due to expire": async () => {},
  };
  it.each(Object.keys(meanwhile))("changes nothing of an invitation that was %s meanwhile", async (what) => {
    const { account, row, address } = await invited();
    await meanwhile[what]?.(account, row);
    const at = what === "due to expire" ? deadline : T0 + 2 * minute;
    const before = [await rowOf(account, row.id, at), await eventTypesOf(account, row.id)];
    expect(await arrive(address, postfixReport(row.email, failed), at)).toEqual([]);
    expect([await rowOf(account, row.id, at), await eventTypesOf(account, row.id)]).toEqual(before);
  });

  it("can be resent, and what comes back then counts again", async () => {
    const { account, row, id, address } = await invited();
    await arrive(address, postfixReport(row.email, failed));
    const at = T0 + 2 * minute;
    await callerOf({ token: account.token, now: at }).invitations.resend({ userId: row.id });
    await wake(env, id, () => at);
    expect((await rowOf(account, row.id, at)).delivery).toMatchObject({ state: "sent" });
    await arrive(await addressOf(id, await sendIdTo(row.email)), postfixReport(row.email, failed), at);
    expect((await rowOf(account, row.id, at)).delivery).toMatchObject({ state: "failed", error: "bounced" });
  });

  it("stays failed when it came back before its attempt was noted", async () => {
    const account = await makeAccount();
    const row = await invite(account);
    const { id } = await currentInvitation(row.id);
    const stale = await findWaking(env.DB, id);
    const attempt = stale && (await beginAttempt(env.DB, stale, newRecipient(), T0));
    if (!attempt) throw new Error("Not begun");
    await arrive(await addressOf(id, attempt.sendId), postfixReport(row.email, failed), T0);
    await endAttempt(env.DB, attempt, { kind: "sent" }, { state: "sent", error: null, dueAt: null }, T0 + 1);
    expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "failed", error: "bounced" });
    expect(await attemptsOf(account, row.id)).toEqual([["permanent", "bounced"]]);
    expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created", "invitation.failed"]);
  });

  it("is not tried again when nobody had known that it left", async () => {
    const account = await makeAccount();
    const row = await invite(account, { email: "fail-temporary.lost@example.org" });
    const { id } = await currentInvitation(row.id);
    expect(await wake(env, id, () => T0)).toBe(T0 + minute / 2);
    const { sendId } = (await findWaking(env.DB, id)) ?? {};
    await arrive(await addressOf(id, sendId ?? ""), postfixReport(row.email, failed), T0 + 1);
    expect(await wake(env, id, () => T0 + minute / 2)).toBe(deadline);
    expect((await rowOf(account, row.id)).delivery).toMatchObject({ state: "failed", error: "bounced", attempts: 1 });
  });

  it("as a reminder is an event, and leaves the first mail as it was", async () => {
    const { account, row, id } = await invited();
    const at = deadline - 48 * hour;
    await wake(env, id, () => at);
    const { sendId } = (await mailsTo(row.email))[0] ?? {};
    expect(sendId).toMatch(/-reminder$/);
    for (const again of [1, 2]) {
      await arrive(await addressOf(id, sendId ?? ""), postfixReport(row.email, failed), at + again);
    }
    expect((await rowOf(account, row.id, at)).delivery).toEqual({ state: "sent", attempts: 1, at: T0 });
    const { rows } = await callerOf({ token: account.token, now: at }).events.list({ userId: row.id });
    expect(rows.map(({ type, details }) => [type, details.reminder])).toEqual([
      ["invitation.failed", true],
      ["invitation.sent", true],
      ["invitation.sent", undefined],
      ["invitation.created", undefined],
    ]);
    expect(await attemptsOf(account, row.id)).toEqual([
      ["sent", null],
      ["permanent", "bounced"],
    ]);
  });

  it("waits at its mail server while something is not configured", async () => {
    const { row, address } = await invited();
    await expect(arrive(address, postfixReport(row.email, failed), T0, { ORIGIN: "" })).rejects.toThrow("ORIGIN");
  });

  it("reaches the Worker by Email Routing", async () => {
    const setReject = vi.fn();
    const message = { to: "nobody@example.com", raw: new Blob([]).stream(), rawSize: 0, setReject };
    await worker.email(message as unknown as ForwardableEmailMessage, taking);
    expect(setReject).toHaveBeenCalledExactlyOnceWith("No such address");
  });
});
