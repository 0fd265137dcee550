import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Delivery } from "../../shared/outputs.ts";
import worker from "../index.ts";
import { wake } from "../invitation/wake.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { currentInvitation, eventTypesOf, invite } from "../test/stages.ts";
import { consumeMailEvents } from "./mail-events.ts";

const minute = 60_000;
let mails = 0;

beforeEach(() => void vi.spyOn(console, "log").mockImplementation(() => {}));
afterEach(() => {
  vi.restoreAllMocks();
});

/** Somebody whose invitation Cloudflare Email Service has taken. */
async function invited() {
  const account = await makeAccount();
  const row = await invite(account);
  const { id } = await currentInvitation(row.id);
  const messageId = `0101018f-${++mails}`;
  const { MAILBOX: _, ...production } = env;
  await wake({ ...production, EMAIL: { send: async () => ({ messageId }) } }, id, () => T0);
  return { account, row, id, messageId };
}

/** As the documentation of Email Service has it, with all that is not read. */
function eventOf(type: string, messageId: string, more: object = {}, at = T0) {
  return {
    type: `cf.email.sending.message.${type}`,
    source: { type: "email.sending", zoneId: "023e105f4ecef8ad9ca31a8372d0c353", domain: "example.com" },
    payload: {
      eventId: "0190d0c4",
      messageId,
      sender: "usher@example.com",
      recipient: "user@example.net",
      terminal: true,
      ...more,
    },
    metadata: { accountId: "f9f7", eventSchemaVersion: 1, eventTimestamp: new Date(at).toISOString() },
  };
}

/** Which messages come again. */
async function consume(bodies: unknown[], now = T0 + minute, changes: Partial<typeof env> = {}): Promise<string[]> {
  const batch = createMessageBatch(
    "usher-mail-events",
    bodies.map((body, at) => ({ id: String(at), timestamp: new Date(now), attempts: 1, body })),
  );
  const execution = createExecutionContext();
  await consumeMailEvents(batch, { ...env, ...changes }, () => now);
  const { retryMessages, explicitAcks } = await getQueueResult(batch, execution);
  expect(retryMessages.length + explicitAcks.length).toBe(bodies.length);
  return retryMessages.map(({ msgId }) => msgId);
}

async function deliveryOf(account: Account, userId: string): Promise<Delivery | null> {
  return (await callerOf({ token: account.token, now: T0 + minute }).users.get({ userId })).delivery;
}

describe("what Cloudflare Email Service publishes", () => {
  it.each([
    { type: "delivered", more: {}, after: { state: "delivered" }, event: "invitation.delivered" },
    {
      type: "bounced",
      more: { bounce: { type: "hard", reason: "550 5.1.1 User unknown" } },
      after: { state: "failed", error: "bounced" },
      event: "invitation.failed",
    },
    {
      type: "bounced",
      more: { bounce: { type: "soft", reason: "451 4.2.0 Retries exhausted" } },
      after: { state: "failed", error: "bounced" },
      event: "invitation.failed",
    },
    {
      type: "rejected",
      more: { rejection: { reason: "suppressed", party: "recipient" } },
      after: { state: "failed", error: "suppressed" },
      event: "invitation.failed",
    },
    {
      type: "rejected",
      more: { rejection: { reason: "spam", party: "sender" } },
      after: { state: "failed", error: "temporary" },
      event: "invitation.failed",
    },
    {
      type: "failed",
      more: { failure: { reason: "delivery_failed" } },
      after: { state: "failed", error: "temporary" },
      event: "invitation.failed",
    },
    { type: "deferred", more: { terminal: false, bounce: { type: "soft" } }, after: { state: "sent" }, event: null },
    { type: "complained", more: { complaint: { type: "abuse" } }, after: { state: "sent" }, event: null },
    { type: "opened", more: {}, after: { state: "sent" }, event: null },
  ])("$type $more becomes $after, once", async ({ type, more, after, event }) => {
    const { account, row, messageId } = await invited();
    const body = eventOf(type, messageId, more);
    expect(await consume([body, body])).toEqual([]);
    expect(await consume([body])).toEqual([]);
    expect(await deliveryOf(account, row.id)).toMatchObject({ attempts: 1, ...after });
    const events = ["invitation.created", "invitation.sent", ...(event === null ? [] : [event])];
    expect(await eventTypesOf(account, row.id)).toEqual(events);
  });

  it("comes again while its mail may not have been noted yet, and is let go after a minute", async () => {
    const body = eventOf("bounced", "not-known");
    expect(await consume([body], T0)).toEqual(["0"]);
    expect(await consume([body], T0 + minute)).toEqual(["0"]);
    expect(await consume([body], T0 + minute + 1)).toEqual([]);
  });

  it("comes again when the database is away, each by itself", async () => {
    const errors = vi.spyOn(console, "error").mockImplementation(() => {});
    const one = await invited();
    const other = await invited();
    let calls = 0;
    const DB = new Proxy(env.DB, {
      get(db, key) {
        if (key === "batch" && calls++ === 0) throw new Error("D1_ERROR: Network connection lost.");
        return Reflect.get(db, key).bind(db);
      },
    });
    const bodies = [eventOf("bounced", one.messageId), eventOf("bounced", other.messageId)];
    expect(await consume(bodies, T0, { DB })).toEqual(["0"]);
    expect(errors).toHaveBeenCalledOnce();
    expect(await consume(bodies.slice(0, 1))).toEqual([]);
    for (const { account, row } of [one, other]) {
      expect(await deliveryOf(account, row.id)).toMatchObject({ state: "failed", error: "bounced" });
    }
  });

  it("is acknowledged when it is nothing that we know", async () => {
    const undated = { ...eventOf("bounced", "not-known"), metadata: { eventTimestamp: "yesterday" } };
    expect(await consume([null, "hello", {}, { type: 1 }, undated], T0)).toEqual([]);
  });

  it("reaches the Worker by its queue", async () => {
    const body = eventOf("bounced", "not-known", {}, Date.now());
    const batch = createMessageBatch<never>("usher-mail-events", [
      { id: "0", timestamp: new Date(), attempts: 1, body: body as never },
    ]);
    await worker.queue(batch, env);
    expect((await getQueueResult(batch, createExecutionContext())).retryMessages).toMatchObject([{ msgId: "0" }]);
  });

  it("of a sending that was followed by another changes nothing", async () => {
    const { account, row, messageId } = await invited();
    await callerOf({ token: account.token, now: T0 + minute }).invitations.resend({ userId: row.id });
    const before = [await deliveryOf(account, row.id), await eventTypesOf(account, row.id)];
    await consume([eventOf("bounced", messageId)], T0 + 2 * minute);
    expect([await deliveryOf(account, row.id), await eventTypesOf(account, row.id)]).toEqual(before);
  });
});
