import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { EventRow } from "../shared/outputs.ts";
import { type WebhookMessage, webhookRetrySeconds } from "../shared/webhooks.ts";
import { administratorApi } from "./administrator-api.ts";
import { root } from "./paths.ts";
import {
  apiOf,
  killAll,
  ordinaryGroup,
  type ProgramApi,
  seedAccount,
  startAgain,
  usherForTest,
} from "./usher-for-test.ts";
import { startReceiver } from "./webhook-receiver.ts";

/** What a busy machine may take; the sweep that makes good what was missed comes by every minute. */
const patience = { timeout: 90_000, interval: 250 };

async function eventsFrom(api: ProgramApi, type: EventRow["type"]): Promise<EventRow[]> {
  const events: EventRow[] = [];
  for (let after = 0; ; ) {
    const { rows, nextCursor } = await api.events.list.query({ after, pageSize: 100 });
    events.push(...rows);
    after = rows.at(-1)?.seq ?? after;
    if (nextCursor === null) break;
  }
  return events.slice(events.findIndex((event) => event.type === type));
}

test("whatever is killed at whatever moment, a receiver hears of each event under one id, and of nothing else", async () => {
  const tries = new Map<string, number>();
  const receiver = await startReceiver((response, _request, received) => {
    const id = received.at(-1)?.id ?? "";
    tries.set(id, (tries.get(id) ?? 0) + 1);
    // Every third is refused the first time, so that some wait for their next attempt when the process is killed.
    const isRefused = tries.get(id) === 1 && Number(id.slice("evt_".length)) % 3 === 0;
    response.writeHead(isRefused ? 503 : 204).end();
  });
  onTestFinished(() => receiver.stop());
  let usher = await usherForTest();
  const seeded = await seedAccount(usher.origin, 1);
  const api = apiOf(usher.origin, seeded.apiToken);
  const groupIds = [await ordinaryGroup(api)];
  const { webhooks } = await administratorApi(usher.origin, seeded);
  const { secret } = await webhooks.create.mutate({ url: receiver.url });
  receiver.verifyWith(secret);

  const invite = (email: string, sendMail: boolean) =>
    api.users.invite.mutate({ email, firstName: "Ann", lastName: "Other", groupIds, sendMail, idempotencyKey: email });
  // With a mail only here: one that dies on its way is tried again half a minute later.
  await invite("mailed@example.com", true);
  await expect
    .poll(async () => (await api.users.get.query({ email: "mailed@example.com" })).delivery?.state)
    .toBe("sent");

  for (const killAfterMs of [5, 40, 90, 200, 900, 1_600]) {
    const calls = [
      invite(`after-${killAfterMs}@example.com`, false),
      ...["A", "B"].map((name) => api.groups.create.mutate({ name: `${name} ${killAfterMs}` })),
    ].map((call) => call.catch(() => "no answer"));
    await wait(killAfterMs);
    await killAll(usher);
    await Promise.all(calls);
    usher = await startAgain(usher);
  }

  const events = await eventsFrom(api, "webhook.created");
  const messages = (): WebhookMessage[] => receiver.received.map(({ body }) => JSON.parse(body));
  await expect
    .poll(() => {
      const heard = new Set(messages().map(({ id }) => id));
      return events.filter(({ seq }) => !heard.has(`evt_${seq}`)).map(({ seq, type }) => `${seq} ${type}`);
    }, patience)
    .toEqual([]);
  expect(receiver.refused).toEqual([]);
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  for (const { id, data } of messages()) {
    expect(id).toBe(`evt_${data.seq}`);
    expect(data).toEqual(bySeq.get(data.seq));
  }
  expect(events.map(({ type }) => type)).toContain("invitation.sent");
  expect(messages().length).toBeGreaterThan(events.length);
  await expect.poll(async () => (await webhooks.list.query())[0]?.pendingCount, patience).toBe(0);
}, 300_000);

test("what a real endpoint does is told as it is: no redirect is followed, nobody is waited for for ever", async () => {
  const elsewhere = await startReceiver();
  const answers = {
    "/ok": (response) => response.writeHead(200).end("thanks"),
    "/redirect": (response) => response.writeHead(302, { location: elsewhere.url }).end(),
    "/broken": (response) => response.writeHead(500).end(),
    "/gone": (response) => response.writeHead(410).end(),
    "/cut": (response) => response.destroy(),
    "/silent": () => undefined,
  } as const satisfies Record<
    string,
    (response: Parameters<NonNullable<Parameters<typeof startReceiver>[0]>>[0]) => void
  >;
  const receiver = await startReceiver((response, request) => answers[request.url as keyof typeof answers](response));
  onTestFinished(() => {
    receiver.stop();
    elsewhere.stop();
  });
  const usher = await usherForTest();
  const { webhooks } = await administratorApi(usher.origin, await seedAccount(usher.origin, 1));
  const closed = await startReceiver();
  closed.stop();
  const { origin } = new URL(receiver.url);
  const results = Object.fromEntries(
    await Promise.all(
      [...Object.keys(answers), closed.url].map(async (path) => {
        const url = new URL(path, origin).href;
        const { row } = await webhooks.create.mutate({ url, types: ["user.left"] });
        const { status, error } = await webhooks.sendTest.mutate({ webhookId: row.id });
        return [path === closed.url ? "closed" : path, [status, error]] as const;
      }),
    ),
  );
  expect(results).toEqual({
    "/ok": [200, null],
    "/redirect": [302, "redirect"],
    "/broken": [500, "status"],
    "/gone": [410, "gone"],
    "/cut": [null, "unreachable"],
    "/silent": [null, "timeout"],
    closed: [null, "unreachable"],
  });
  expect(elsewhere.received).toEqual([]);
});

test("the queue retries as often as there are waits, and its dead letters are consumed", () => {
  const wrangler = readFileSync(join(root, "wrangler.toml"), "utf8");
  expect(wrangler).toContain(`\nmax_retries = ${webhookRetrySeconds.length}\n`);
  expect(wrangler).toContain('\ndead_letter_queue = "usher-webhooks-dead"\n');
  expect(wrangler).toContain('[[queues.consumers]]\nqueue = "usher-webhooks-dead"\n');
});
