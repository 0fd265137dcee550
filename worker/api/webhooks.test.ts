import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { maxWebhooks, webhookOverlapMs } from "../../shared/webhooks.ts";
import { type Account, callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { createQueue, type TestQueue } from "../test/queue.ts";
import { createReceiver, isVerified } from "../test/receiver.ts";
import { problemsOf, refusalOf, refusalsOf } from "../test/refusal-of.ts";
import { join } from "../test/stages.ts";

const url = "https://receiver.example.com/usher?key=hidden-in-the-address";
let account: Account;
let queue: TestQueue;
let receiver: ReturnType<typeof createReceiver>;

beforeEach(async () => {
  account = await makeAccount();
  queue = createQueue();
  receiver = createReceiver();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Calls as the founder, and waits for what the call leaves behind. */
async function asFounder<Answer>(
  call: (api: ReturnType<typeof callerOf>) => Promise<Answer>,
  now = T0,
  of = account,
): Promise<Answer> {
  const { cookie, accountId } = of;
  const request = requestOf({ cookie, accountId, now, env: { WEBHOOKS: queue.queue } });
  const answer = await call(request.api);
  await request.settled();
  return answer;
}

async function trailOf(webhookId: string) {
  const { rows } = await asFounder(({ events }) => events.list({ pageSize: 100 }));
  return rows.filter(({ details }) => details.webhookId === webhookId).reverse();
}

test("the secret is shown once, and stands nowhere as it is", async () => {
  const { secret, row } = await asFounder(({ webhooks }) => webhooks.create({ url }));
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(row).toEqual({
    id: row.id,
    url,
    types: null,
    createdAt: T0,
    createdBy: { id: account.founderId, name: "Ada Founder" },
    disabled: null,
    previousSecretEndsAt: null,
    lastDeliveredAt: null,
    failingSince: null,
    pendingCount: 1,
    failedCount: 0,
  });
  expect(await asFounder(({ webhooks }) => webhooks.list())).toEqual([row]);
  const { results: tables } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{
    name: string;
  }>();
  const bytes = secret.slice("whsec_".length);
  for (const { name } of tables.filter((table) => !table.name.startsWith("_cf"))) {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
    expect(JSON.stringify(results), name).not.toContain(bytes);
  }
});

test("what is done with a webhook is in the audit trail, with its host and without the rest of its address", async () => {
  const { row } = await asFounder(({ webhooks }) => webhooks.create({ url }));
  const webhookId = row.id;
  await asFounder(({ webhooks }) => webhooks.update({ webhookId, types: ["user.left", "user.edited", "user.left"] }));
  await asFounder(({ webhooks }) => webhooks.update({ webhookId, url: "https://other.example.com" }));
  await asFounder(({ webhooks }) => webhooks.update({ webhookId, url: "https://other.example.com/" }));
  await asFounder(({ webhooks }) => webhooks.rotateSecret({ webhookId }));
  await asFounder(({ webhooks }) => webhooks.disable({ webhookId }));
  await asFounder(({ webhooks }) => webhooks.disable({ webhookId }));
  await asFounder(({ webhooks }) => webhooks.enable({ webhookId }));
  await asFounder(({ webhooks }) => webhooks.enable({ webhookId }));
  expect(await asFounder(({ webhooks }) => webhooks.list())).toMatchObject([
    { url: "https://other.example.com/", types: ["user.edited", "user.left"], disabled: null },
  ]);
  expect(await asFounder(({ webhooks }) => webhooks.remove({ webhookId }))).toEqual({ id: webhookId });
  const trail = await trailOf(webhookId);
  const [host, hostBefore] = ["other.example.com", "receiver.example.com"];
  expect(trail.map(({ type, details }) => [type, details])).toEqual([
    ["webhook.created", { webhookId, host: hostBefore }],
    ["webhook.updated", { webhookId, host: hostBefore }],
    ["webhook.updated", { webhookId, host, hostBefore }],
    ["webhook.secretRotated", { webhookId, host }],
    ["webhook.disabled", { webhookId, host }],
    ["webhook.enabled", { webhookId, host }],
    ["webhook.removed", { webhookId, host }],
  ]);
  expect(JSON.stringify(trail)).not.toContain("hidden-in-the-address");
  expect(await asFounder(({ webhooks }) => webhooks.list())).toEqual([]);
});

test("only administrators in person have to do with webhooks, and those of another account do not exist", async () => {
  const other = await makeAccount();
  const { row } = await asFounder(({ webhooks }) => webhooks.create({ url }), T0, other);
  const webhookId = row.id;
  const member = await join(account);
  const callers = {
    notAllowed: [
      callerOf({ token: account.token }),
      callerOf({ cookie: member.cookie, accountId: account.accountId }),
      callerOf({ cookie: account.cookie, accountId: other.accountId }),
    ],
    notFound: [callerOf({ cookie: account.cookie, accountId: account.accountId })],
  } as const;
  for (const [reason, apis] of Object.entries(callers)) {
    for (const { webhooks } of apis) {
      const calls = [
        webhooks.update({ webhookId, types: null }),
        webhooks.rotateSecret({ webhookId }),
        webhooks.disable({ webhookId }),
        webhooks.enable({ webhookId }),
        webhooks.remove({ webhookId }),
        webhooks.deliveries({ webhookId }),
        webhooks.redeliver({ webhookId }),
        webhooks.redeliver({ webhookId, eventId: "evt_1" }),
        webhooks.sendTest({ webhookId }),
      ];
      expect(await refusalsOf(calls)).toEqual(calls.map(() => ({ reason })));
    }
  }
  for (const { webhooks } of callers.notAllowed) {
    expect(await refusalOf(webhooks.list())).toEqual({ reason: "notAllowed" });
    expect(await refusalOf(webhooks.create({ url }))).toEqual({ reason: "notAllowed" });
  }
  expect(await asFounder(({ webhooks }) => webhooks.list())).toEqual([]);
  expect(receiver.received).toEqual([]);
});

test("a webhook stays when whoever made it loses their rights", async () => {
  const { cookie, userId } = await join(account);
  await asFounder(({ users }) =>
    users.edit({ userId, groupIds: [account.administratorsGroupId, account.usersGroupId] }),
  );
  const { row } = await callerOf({ cookie, accountId: account.accountId }).webhooks.create({ url });
  await asFounder(({ users }) => users.remove({ userId }));
  expect((await asFounder(({ webhooks }) => webhooks.list())).map(({ id }) => id)).toEqual([row.id]);
});

test("an address that cannot be called from the internet, types that are none, and too many webhooks are told", async () => {
  const deployed = callerOf({
    ...{ cookie: account.cookie, accountId: account.accountId },
    env: { MAILBOX: undefined, WEBHOOKS: queue.queue } as object,
  });
  const { row } = await deployed.webhooks.create({ url });
  for (const [target, problem] of [
    ["http://example.com/", "urlFormat"],
    ["https://localhost/", "urlNotPublic"],
    ["https://2130706433/", "urlNotPublic"],
  ] as const) {
    const found = [{ field: "url", problem }];
    expect(await problemsOf(deployed.webhooks.create({ url: target }))).toMatchObject(found);
    expect(await problemsOf(deployed.webhooks.update({ webhookId: row.id, url: target }))).toMatchObject(found);
  }
  const { webhooks } = callerOf({ cookie: account.cookie, accountId: account.accountId });
  expect(await problemsOf(webhooks.create({ url, types: [] }))).toMatchObject([{ field: "types" }]);
  expect(await problemsOf(webhooks.create({ url, types: ["user.gone"] as never }))).toMatchObject([
    { field: "types.0", problem: "invalid" },
  ]);
  for (let made = 1; made < maxWebhooks; made++) await asFounder((api) => api.webhooks.create({ url }));
  expect(await problemsOf(webhooks.create({ url }))).toMatchObject([{ problem: "tooMany" }]);
});

test("for a day after a rotation either secret verifies a message, then only the new one", async () => {
  const { secret: old, row } = await asFounder(({ webhooks }) => webhooks.create({ url }));
  await queue.run(T0);
  const { secret: fresh, row: rotated } = await asFounder(({ webhooks }) =>
    webhooks.rotateSecret({ webhookId: row.id }),
  );
  expect(rotated.previousSecretEndsAt).toBe(T0 + webhookOverlapMs);
  receiver.forget();
  const delivered = async (now: number) => {
    await asFounder(({ groups }) => groups.create({ name: `At ${now}` }), now);
    await queue.run(now);
    return receiver.received.slice(-1);
  };
  for (const one of await delivered(T0 + webhookOverlapMs - 1)) {
    expect(one.headers.get("webhook-signature")).toMatch(/^v1,\S{44} v1,\S{44}$/);
    expect([isVerified(one, old), isVerified(one, fresh)]).toEqual([true, true]);
  }
  for (const one of await delivered(T0 + webhookOverlapMs)) {
    expect(one.headers.get("webhook-signature")).toMatch(/^v1,\S{44}$/);
    expect([isVerified(one, old), isVerified(one, fresh)]).toEqual([false, true]);
  }
  const [after] = await asFounder(({ webhooks }) => webhooks.list(), T0 + webhookOverlapMs);
  expect(after?.previousSecretEndsAt).toBeNull();
});

test("a test message is signed, is no event, and says how it was taken", async () => {
  const { secret, row } = await asFounder(({ webhooks }) => webhooks.create({ url }));
  const send = () => asFounder(({ webhooks }) => webhooks.sendTest({ webhookId: row.id }));
  expect(await send()).toEqual({ isDelivered: true, status: 204, error: null, tookMs: expect.any(Number) });
  const [one] = receiver.received;
  expect(one?.message).toMatchObject({ type: "webhook.test", accountId: account.accountId, data: {} });
  expect(one && isVerified(one, secret)).toBe(true);
  receiver.answerWith(() => new Response("no", { status: 500 }));
  expect(await send()).toMatchObject({ isDelivered: false, status: 500, error: "status" });
  receiver.answerWith(() => new Response(null, { status: 302, headers: { location: "http://169.254.169.254/" } }));
  expect(await send()).toMatchObject({ isDelivered: false, status: 302, error: "redirect" });
  receiver.answerWith(() => Promise.reject(new TypeError("connection refused")));
  expect(await send()).toMatchObject({ isDelivered: false, status: null, error: "unreachable" });
  receiver.answerWith(() => Promise.reject(new DOMException("late", "TimeoutError")));
  expect(await send()).toMatchObject({ isDelivered: false, status: null, error: "timeout" });
  expect(await trailOf(row.id)).toHaveLength(1);
});
