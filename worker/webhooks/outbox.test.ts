import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EventType } from "../../shared/events.ts";
import type { EventRow, WebhookSecret } from "../../shared/outputs.ts";
import { deliveredMemoryMs, failedMemoryMs, webhookRetrySeconds } from "../../shared/webhooks.ts";
import { createSession } from "../auth/session.ts";
import { sweep } from "../invitation/sweep.ts";
import { wake } from "../invitation/wake.ts";
import { aroundCalls, countedDb, dyingAfterCommit, losingConnection } from "../test/d1-proxies.ts";
import { findLogin } from "../test/find-login.ts";
import { type Account, type CallerOptions, callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { createQueue, type TestQueue } from "../test/queue.ts";
import { createReceiver, isVerified, type Received } from "../test/receiver.ts";
import { currentInvitation, newAddress } from "../test/stages.ts";
import { forgetOldDeliveries } from "./hand-out.ts";

const url = "https://receiver.example.com/usher";
const minute = 60_000;
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

type Api = ReturnType<typeof callerOf>;

/** Calls as the founder, and waits for what the call leaves behind. */
async function call<Answer>(use: (api: Api) => Promise<Answer>, now = T0, changes: CallerOptions["env"] = {}) {
  const { cookie, accountId } = account;
  const request = requestOf({ cookie, accountId, now, env: { WEBHOOKS: queue.queue, ...changes } });
  const answer = await use(request.api);
  await request.settled();
  return answer;
}

const addWebhook = (types: EventType[] | null = null): Promise<WebhookSecret> =>
  call(({ webhooks }) => webhooks.create({ url, types }));

const invite = (now = T0, changes: CallerOptions["env"] = {}, email = newAddress()) =>
  call(
    ({ users }) => users.invite({ email, firstName: "Grace", lastName: "Hopper", groupIds: [account.usersGroupId] }),
    now,
    changes,
  );

const newGroup = (name: string, now = T0, changes: CallerOptions["env"] = {}) =>
  call(({ groups }) => groups.create({ name }), now, changes);

const sweepAt = (now: number) => sweep({ ...env, WEBHOOKS: queue.queue }, now);

/** The whole trail from the making of the first webhook on. */
async function trail(): Promise<EventRow[]> {
  const { rows } = await call(({ events }) => events.list({ after: 0, pageSize: 100 }));
  return rows.slice(rows.findIndex(({ type }) => type === "webhook.created"));
}

const webhook = async (now = T0) => {
  const [row] = await call(({ webhooks }) => webhooks.list(), now);
  if (row === undefined) throw new Error("There is no webhook");
  return row;
};

const deliveries = async (now = T0) => {
  const { id: webhookId } = await webhook(now);
  return (await call(({ webhooks }) => webhooks.deliveries({ webhookId }), now)).rows;
};

/** None lost, none invented, each as the trail has it. */
async function expectWholeTrail(received: Received[]): Promise<void> {
  const events = await trail();
  // The sweep sends those of other tests' accounts too.
  const ours = received.map(({ message }) => message).filter(({ accountId }) => accountId === account.accountId);
  const byId = new Map(ours.map((message) => [message.id, message]));
  expect([...byId.values()].map(({ data }) => data).sort((a, b) => a.seq - b.seq)).toEqual(events);
  expect([...byId.keys()].sort()).toEqual(events.map(({ seq }) => `evt_${seq}`).sort());
}

describe("events reach a webhook", () => {
  test("each once, as the trail shows it, verified by a library that is not ours", async () => {
    const { secret } = await addWebhook();
    const { id: userId } = await invite();
    const invitation = await currentInvitation(userId);
    await wake({ ...env, WEBHOOKS: queue.queue }, invitation.id, () => T0);
    await call(({ invitations }) => invitations.link({ userId }));
    await queue.run(T0);
    await expectWholeTrail(receiver.received);
    expect(receiver.ids()).toHaveLength(new Set(receiver.ids()).size);
    for (const one of receiver.received) {
      expect(one.url).toBe(url);
      expect(one.headers.get("webhook-id")).toBe(one.message.id);
      expect(isVerified(one, secret)).toBe(true);
      expect(isVerified({ ...one, body: one.body.replace("Grace", "Grave") }, secret)).toBe(
        !one.body.includes("Grace"),
      );
      expect(one.message.accountId).toBe(account.accountId);
      expect(one.message.timestamp).toBe(new Date(one.message.data.at).toISOString());
      expect(one.message.type).toBe(one.message.data.type);
      expect(one.body).not.toContain("/accept");
    }
    const ofUser = receiver.received.map(({ message }) => message).filter(({ data }) => data.userId === userId);
    expect(ofUser.map(({ type, userSequence }) => [type, userSequence])).toEqual([
      ["invitation.created", 1],
      ["invitation.sent", 2],
      ["invitation.linkCopied", 3],
    ]);
    expect(receiver.received.map(({ message }) => message.userSequence)).toContain(null);
    expect(await webhook()).toMatchObject({ lastDeliveredAt: T0, failingSince: null, pendingCount: 0, failedCount: 0 });
  });

  test("of the types it asked for, from when it was made, and of its own account only", async () => {
    await invite();
    await addWebhook(["group.created", "webhook.updated"]);
    await invite();
    await newGroup("Choir");
    const { id: webhookId } = await webhook();
    await call(({ webhooks }) => webhooks.update({ webhookId, types: ["invitation.created"] }));
    await newGroup("Band");
    await invite();
    await makeAccount().then(({ token, usersGroupId }) =>
      callerOf({ token }).users.invite({
        ...{ email: newAddress(), firstName: "Else", lastName: "Where", groupIds: [usersGroupId] },
      }),
    );
    await sweepAt(T0);
    await queue.run(T0);
    // Its filter is that of the moment at which an event is taken up.
    expect(receiver.received.map(({ message }) => message.type)).toEqual(["group.created", "invitation.created"]);
  });

  test("without the details of somebody who was deleted before it left", async () => {
    await addWebhook();
    const { id: userId } = await invite();
    await call(({ users }) => users.remove({ userId }));
    await call(({ users }) => users.delete({ userId }));
    await queue.run(T0);
    await expectWholeTrail(receiver.received);
    expect(receiver.received.map(({ body }) => body).join()).not.toMatch(/Grace|Hopper/);
  });

  test("hundreds of one run, a queue's hundred at a time", async () => {
    await addWebhook();
    const users = Array.from({ length: 500 }, (_, at) => ({
      ...{ email: `bulk-${at}@example.com`, firstName: "Bulk", lastName: String(at), groupIds: [account.usersGroupId] },
    }));
    await call((api) => api.users.inviteMany({ users }));
    expect(queue.waiting()).toHaveLength(501);
    await queue.run(T0);
    expect(new Set(receiver.ids()).size).toBe(501);
  });
});

describe("an account without webhooks", () => {
  test("pays no call to the database for them, nor one to the queue", async () => {
    const calls = async () => {
      const { db, calls: made } = countedDb(env.DB);
      await invite(T0, { DB: db });
      return made();
    };
    const without = await calls();
    await addWebhook();
    expect(await calls()).toBe(without + 1);
    const { id: webhookId } = await webhook();
    await call(({ webhooks }) => webhooks.disable({ webhookId }));
    expect(await calls()).toBe(without);
    await call(({ webhooks }) => webhooks.remove({ webhookId }));
    expect(await calls()).toBe(without);
  });
});

test("a delivery reads no more rows after a thousand others than after none", async () => {
  await addWebhook(["group.created"]);
  const { id: webhookId } = await webhook();
  const rowsRead = async (name: string) => {
    const { db, rowsRead: read } = countedDb(env.DB);
    await newGroup(name);
    await queue.run(T0, { DB: db });
    return read();
  };
  const atFirst = await rowsRead("Choir");
  await env.DB.prepare(`INSERT INTO webhookDeliveries (accountId, webhookId, seq, handedAt, attempts, lastAttemptAt, deliveredAt)
    SELECT ?1, ?2, -value, ?3, 1, ?3, ?3 FROM json_each(?4)`)
    .bind(account.accountId, webhookId, T0, JSON.stringify(Array.from({ length: 1_000 }, (_, at) => at + 1)))
    .run();
  expect(await rowsRead("Band")).toBe(atFirst);
});

describe("what an endpoint does not take", () => {
  test("is tried again at ever longer intervals, then given up, and sent by hand under the same id", async () => {
    await addWebhook(["group.created"]);
    receiver.answerWith(() => new Response("no", { status: 503 }));
    await newGroup("Choir");
    const attempts: number[] = [];
    for (let at = T0; Number.isFinite(at); at = queue.nextAt()) {
      await queue.run(at);
      attempts.push(at);
      if (Number.isFinite(queue.nextAt())) {
        expect(await deliveries(at)).toMatchObject([
          { state: "retrying", attempts: attempts.length, lastStatus: 503, nextAttemptAt: queue.nextAt() },
        ]);
      }
    }
    const waits = attempts.slice(1).map((at, index) => (at - (attempts[index] ?? 0)) / 1000);
    expect(waits).toEqual(webhookRetrySeconds);
    const lastAt = attempts.at(-1) ?? 0;
    expect(await webhook(lastAt)).toMatchObject({
      failingSince: T0,
      lastDeliveredAt: null,
      pendingCount: 0,
      failedCount: 1,
    });
    const [given] = await deliveries(lastAt);
    expect(given).toMatchObject({ state: "failed", lastError: "status", lastAttemptAt: lastAt, nextAttemptAt: null });
    await sweepAt(lastAt + minute);
    expect(queue.waiting()).toEqual([]);

    receiver.answerWith(() => new Response("ok"));
    const { id: webhookId } = await webhook();
    const eventId = given?.eventId ?? "";
    const now = lastAt + 2 * minute;
    expect(await call(({ webhooks }) => webhooks.redeliver({ webhookId, eventId }), now)).toEqual({ count: 1 });
    await queue.run(now);
    expect(await deliveries(now)).toMatchObject([
      { state: "delivered", attempts: attempts.length + 1, lastStatus: 200, lastError: null, deliveredAt: now },
    ]);
    expect(new Set(receiver.ids())).toEqual(new Set([eventId]));
    expect(await webhook(now)).toMatchObject({ failingSince: null, lastDeliveredAt: now, failedCount: 0 });
  });

  test("can all be sent again at once, and any event of the account whatever became of it", async () => {
    await addWebhook(["group.created"]);
    const { id: webhookId } = await webhook();
    receiver.answerWith(() => new Response("no", { status: 500 }));
    for (const name of ["Choir", "Band", "Crew"]) await newGroup(name);
    let at = T0;
    for (; Number.isFinite(at); at = queue.nextAt()) await queue.run(at);
    const failed = await call(({ webhooks }) => webhooks.deliveries({ webhookId, state: "failed", pageSize: 5 }));
    expect(failed.rows).toHaveLength(3);
    receiver.answerWith(() => new Response("ok"));
    receiver.forget();
    expect(await call(({ webhooks }) => webhooks.redeliver({ webhookId }))).toEqual({ count: 3 });
    await queue.run(T0);
    expect(receiver.ids().sort()).toEqual(failed.rows.map(({ eventId }) => eventId).sort());
    expect(await call(({ webhooks }) => webhooks.redeliver({ webhookId }))).toEqual({ count: 0 });
    // Of a type it does not ask for, and delivered before.
    const [made] = await trail();
    const eventId = `evt_${made?.seq}`;
    for (const _ of [1, 2]) {
      await call(({ webhooks }) => webhooks.redeliver({ webhookId, eventId }));
      await queue.run(T0);
    }
    expect(receiver.ids().slice(3)).toEqual([eventId, eventId]);
  });

  test("because it is gone disables it, once, by the system; once enabled, everything it missed follows", async () => {
    await addWebhook();
    receiver.answerWith(() => new Response(null, { status: 410 }));
    await newGroup("Choir");
    await queue.run(T0);
    expect(await webhook()).toMatchObject({ disabled: "gone", pendingCount: 2, failingSince: T0 });
    const disabled = (await trail()).filter(({ type }) => type === "webhook.disabled");
    expect(disabled).toMatchObject([{ actor: { kind: "system" }, details: { reason: "gone" } }]);
    receiver.forget();
    await newGroup("Band");
    await sweepAt(T0 + 60 * minute);
    await queue.run(T0 + 60 * minute);
    expect(receiver.received).toEqual([]);
    expect((await deliveries()).map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([null, null]);

    receiver.answerWith(() => new Response("ok"));
    const { id: webhookId } = await webhook();
    await call(({ webhooks }) => webhooks.enable({ webhookId }));
    await queue.run(T0);
    await expectWholeTrail(receiver.received);
  });

  test("is a redirect that would lead elsewhere: it is not followed", async () => {
    await addWebhook(["group.created"]);
    receiver.answerWith(() => Response.redirect("http://169.254.169.254/latest", 307));
    await newGroup("Choir");
    await queue.run(T0);
    expect(receiver.received.map((one) => one.url)).toEqual([url]);
    expect(await deliveries()).toMatchObject([{ state: "retrying", lastStatus: 307, lastError: "redirect" }]);
  });

  test("waits for nobody else's slowness, and keeps nobody else waiting", async () => {
    await addWebhook(["group.created"]);
    const other = await makeAccount();
    const { cookie, accountId } = other;
    const theirs = requestOf({ cookie, accountId, env: { WEBHOOKS: queue.queue } });
    const { row } = await theirs.api.webhooks.create({ url: "https://other.example.com/" });
    await theirs.settled();
    await newGroup("Choir");
    let answerLate = () => {};
    receiver.answerWith((one) =>
      one.url === url
        ? new Promise((resolve) => {
            answerLate = () => resolve(new Response("late"));
          })
        : new Response("ok"),
    );
    const running = queue.run(T0);
    await expect
      .poll(async () => (await theirs.api.webhooks.deliveries({ webhookId: row.id })).rows)
      .toMatchObject([{ state: "delivered" }]);
    expect(await deliveries()).toMatchObject([{ state: "pending", attempts: 0 }]);
    answerLate();
    await running;
    expect(await deliveries()).toMatchObject([{ state: "delivered", attempts: 1 }]);
  });

  test("was never sent to an address of this machine or network, even if one stands in the database", async () => {
    await addWebhook(["group.created"]);
    await env.DB.prepare("UPDATE webhooks SET url = 'https://127.1/' WHERE accountId = ?1")
      .bind(account.accountId)
      .run();
    await newGroup("Choir");
    await queue.run(T0, { MAILBOX: undefined } as object);
    expect(receiver.received).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: "retrying", lastStatus: null, lastError: "targetRefused" }]);
  });

  test("says so when its secret cannot be opened any more, and a new one helps", async () => {
    await addWebhook(["group.created"]);
    await newGroup("Choir");
    const AUTH_SECRET = "another-auth-secret-of-thirty-two-bytes-or-more";
    await queue.run(T0, { AUTH_SECRET });
    expect(await deliveries()).toMatchObject([{ lastError: "secretLost" }]);
    expect(receiver.received).toEqual([]);
    const { id: webhookId } = await webhook();
    const login = await findLogin(env.DB, account.founderEmail);
    const cookie = await createSession(env.DB, login?.loginId ?? "", { ...env, AUTH_SECRET }, T0);
    const founder = { cookie: cookie.split(";")[0] ?? "", accountId: account.accountId, env: { AUTH_SECRET } };
    const { secret } = await callerOf(founder).webhooks.rotateSecret({ webhookId });
    await queue.run(queue.nextAt(), { AUTH_SECRET });
    expect(receiver.received.map((one) => isVerified(one, secret))).toEqual([true]);
  });
});

describe("none is lost and none invented when it all ends", () => {
  test("between the commit and the handing out", async () => {
    await addWebhook();
    await queue.run(T0);
    const { cookie, accountId } = account;
    await dyingAfterCommit(env.DB, (DB) =>
      requestOf({ cookie, accountId, env: { DB, WEBHOOKS: queue.queue } }).api.groups.create({ name: "Choir" }),
    );
    expect(queue.waiting()).toEqual([]);
    await sweepAt(T0);
    await queue.run(T0);
    await expectWholeTrail(receiver.received);
  });

  test("between becoming a delivery and the queue, or in the queue: it is handed out again", async () => {
    await addWebhook();
    await queue.run(T0);
    queue.setBroken(true);
    await newGroup("Choir");
    queue.setBroken(false);
    await newGroup("Band");
    queue.lose();
    // While a queue may still have it, it is not sent twice.
    await sweepAt(T0 + minute);
    expect(queue.waiting()).toEqual([]);
    await sweepAt(T0 + 11 * minute);
    await queue.run(T0 + 11 * minute);
    await expectWholeTrail(receiver.received);
    expect(receiver.ids()).toHaveLength(new Set(receiver.ids()).size);
  });

  test("with the process, which takes the local queue with it: at the next start, also what waited for its next attempt", async () => {
    await addWebhook();
    receiver.answerWith(() => new Response("no", { status: 500 }));
    await queue.run(T0);
    await newGroup("Choir");
    queue.lose();
    const startedAt = T0 + 1_000;
    receiver.answerWith(() => new Response("ok"));
    const local = { ...env, WEBHOOKS: queue.queue, QUEUE_STARTED_AT: String(startedAt) };
    await sweep(local, startedAt);
    expect(await queue.run(startedAt)).toBe(1);
    expect(queue.nextAt()).toBe(T0 + 5_000);
    await sweep(local, T0 + 3_000);
    expect(await queue.run(T0 + 5_000)).toBe(1);
    await expectWholeTrail(receiver.received);
    expect(queue.waiting()).toEqual([]);
  });

  test("between the endpoint's yes and our note: it hears the same twice, under one id", async () => {
    await addWebhook(["group.created"]);
    await newGroup("Choir");
    const failing = new Proxy(env.DB, {
      get(db, key) {
        const value: unknown = Reflect.get(db, key);
        if (key === "batch") return () => Promise.reject(new Error("D1_ERROR: Network connection lost."));
        return typeof value === "function" ? value.bind(db) : value;
      },
    });
    await queue.run(T0, { DB: failing });
    expect(await deliveries()).toMatchObject([{ state: "pending", attempts: 0 }]);
    await queue.run(queue.nextAt());
    const [first, second, ...others] = receiver.received;
    expect(others).toEqual([]);
    expect(second?.body).toBe(first?.body);
    expect(await deliveries()).toMatchObject([{ state: "delivered" }]);
  });

  test("because a queue is late: what is handed out twice is tried once, however long it takes", async () => {
    await addWebhook(["group.created"]);
    await newGroup("Choir");
    receiver.answerWith(() => new Response("no", { status: 503 }));
    await sweepAt(T0 + 11 * minute);
    await sweepAt(T0 + 22 * minute);
    const ours = () => receiver.received.filter(({ message }) => message.accountId === account.accountId);
    const letters = queue.waiting().filter(({ accountId }) => accountId === account.accountId);
    expect(letters).toHaveLength(3);
    await queue.run(T0 + 22 * minute);
    // One that comes later still, while its twin waits for the next attempt.
    await queue.queue.sendBatch(letters.map((body) => ({ body })));
    for (let at = T0 + 22 * minute; Number.isFinite(at); at = queue.nextAt()) await queue.run(at);
    expect(ours()).toHaveLength(1 + webhookRetrySeconds.length);
    expect(await deliveries()).toMatchObject([{ state: "failed", attempts: ours().length }]);
  });

  test("with a database that cannot be asked for minutes: nothing is given up that no endpoint was asked to take", async () => {
    await addWebhook(["group.created"]);
    await newGroup("Choir");
    const away = aroundCalls(env.DB, () => Promise.reject(new Error("D1_ERROR: Network connection lost.")));
    const backAt = T0 + 5 * minute;
    for (let at = T0; at < backAt; at = queue.nextAt()) await queue.run(at, { DB: away });
    expect(receiver.received).toEqual([]);
    await queue.run(queue.nextAt());
    expect(await deliveries()).toMatchObject([{ state: "delivered", attempts: 1 }]);
  });

  test("with a lost answer to the commit: the event is there once, and told once", async () => {
    await addWebhook();
    await newGroup("Choir", T0, { DB: losingConnection(env.DB, "after") });
    await sweepAt(T0);
    await queue.run(T0);
    await expectWholeTrail(receiver.received);
    expect(receiver.ids()).toHaveLength(2);
  });

  test("with many at once: each is taken up by one of them", async () => {
    await addWebhook();
    await Promise.all(["A", "B", "C", "D", "E", "F"].map((name) => newGroup(name)));
    await Promise.all([sweepAt(T0), sweepAt(T0)]);
    await queue.run(T0);
    await expectWholeTrail(receiver.received);
    expect(receiver.ids()).toHaveLength(7);
  });

  test("and a message that comes again for what was delivered, or removed, is no attempt", async () => {
    await addWebhook();
    const letters = queue.waiting();
    await queue.run(T0);
    await queue.queue.sendBatch(letters.map((body) => ({ body })));
    await queue.run(T0);
    expect(receiver.ids()).toHaveLength(1);
    await newGroup("Choir");
    const { id: webhookId } = await webhook();
    await call(({ webhooks }) => webhooks.remove({ webhookId }));
    await queue.run(T0);
    expect(receiver.ids()).toHaveLength(1);
    const left = await env.DB.prepare("SELECT count(*) AS n FROM webhookDeliveries WHERE accountId = ?1")
      .bind(account.accountId)
      .first("n");
    expect(left).toBe(0);
  });
});

test("the list of deliveries is read page by page, by state, and forgotten in time; what is owed is not", async () => {
  await addWebhook(["group.created"]);
  const { id: webhookId } = await webhook();
  for (const name of ["A", "B", "C", "D", "E", "F", "G"]) await newGroup(name);
  receiver.answerWith(({ message }) => new Response("", { status: message.data.details.name === "A" ? 500 : 200 }));
  await queue.run(T0);
  const list = (input: object) => call(({ webhooks }) => webhooks.deliveries({ webhookId, pageSize: 5, ...input }));
  const first = await list({});
  const second = await list({ cursor: first.nextCursor ?? "" });
  expect([first.rows.length, second.rows.length, second.nextCursor]).toEqual([5, 2, null]);
  const seqs = [...first.rows, ...second.rows].map(({ seq }) => seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
  expect((await list({ state: "delivered", pageSize: 10 })).rows).toHaveLength(6);
  expect((await list({ state: "retrying" })).rows).toMatchObject([{ lastStatus: 500 }]);
  expect((await list({ state: "pending" })).rows).toEqual([]);

  await forgetOldDeliveries(env, T0 + deliveredMemoryMs);
  expect((await list({ pageSize: 10 })).rows).toHaveLength(7);
  await forgetOldDeliveries(env, T0 + deliveredMemoryMs + 1);
  expect((await list({})).rows).toMatchObject([{ state: "retrying" }]);
  for (let at = T0; Number.isFinite(at); at = queue.nextAt()) await queue.run(at);
  const [failed] = (await list({ state: "failed" })).rows;
  const failedAt = failed?.lastAttemptAt ?? 0;
  await forgetOldDeliveries(env, failedAt + failedMemoryMs);
  expect((await list({ state: "failed" })).rows).toHaveLength(1);
  await forgetOldDeliveries(env, failedAt + failedMemoryMs + 1);
  expect((await list({})).rows).toEqual([]);
});
