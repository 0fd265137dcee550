import { type WebhookMessage, webhookEventId, webhookRetrySeconds } from "../../shared/webhooks.ts";
import { giveUp, noteAttempts, type OwedDelivery, readOwed } from "../db/webhook-deliveries.ts";
import type { Letter } from "../db/webhook-outbox.ts";
import type { Env } from "../env.ts";
import { insist } from "../invitation/insist.ts";
import { tellLive } from "../live/tell-live.ts";
import { logError } from "../log.ts";
import { postMessage } from "./post.ts";

/** As wrangler.toml names it. */
const deadLetters = "usher-webhooks-dead";
/** Whoever handed a message out may be ahead of whoever gets it. */
const clocksDifferMs = 2_000;

/** Delivers what a queue brings, or gives up what the dead-letter queue brings. Never throws. */
export async function consume(batch: MessageBatch<Letter>, env: Env, clock: () => number): Promise<void> {
  try {
    if (batch.queue === deadLetters) {
      await giveUp(
        env.DB,
        batch.messages.map(({ body }) => body),
        clock(),
      );
      return batch.ackAll();
    }
    await deliver(batch.messages, env, clock);
  } catch (error) {
    logError("webhooks not delivered", error);
    retryLater(batch.messages);
  }
}

type Owed = { message: Message<Letter>; delivery: OwedDelivery };

async function deliver(messages: readonly Message<Letter>[], env: Env, clock: () => number): Promise<void> {
  const owed = await readOwed(
    env.DB,
    messages.map(({ body }) => body),
    clock() + clocksDifferMs,
  );
  const deliveries = new Map(owed.map((delivery) => [keyOf({ ...delivery, seq: delivery.event.seq }), delivery]));
  const byWebhook = new Map<string, Owed[]>();
  for (const message of messages) {
    const key = keyOf(message.body);
    const delivery = deliveries.get(key);
    deliveries.delete(key);
    // Delivered, given up, held or removed meanwhile, or tried by its twin.
    if (delivery === undefined) message.ack();
    else byWebhook.set(delivery.webhookId, [...(byWebhook.get(delivery.webhookId) ?? []), { message, delivery }]);
  }
  // Each notes its own: a slow endpoint keeps nobody else waiting.
  await Promise.all([...byWebhook.values()].map((some) => deliverTo(some, env, clock)));
}

async function deliverTo(owed: Owed[], env: Env, clock: () => number): Promise<void> {
  try {
    await attempt(owed, env, clock);
  } catch (error) {
    // Sent and not noted is sent again.
    logError("webhook not noted", error);
    retryLater(owed.map(({ message }) => message));
  }
}

async function attempt(owed: Owed[], env: Env, clock: () => number): Promise<void> {
  const [first] = owed;
  if (first === undefined) return;
  const { accountId, webhookId, url } = first.delivery;
  const attempts = await Promise.all(
    owed.map(async ({ message, delivery }) => {
      const posted = await postMessage(env, delivery, messageOf(delivery), clock());
      const retrySeconds = retrySecondsOf(message);
      return { message, seq: delivery.event.seq, retrySeconds, retryAt: clock() + retrySeconds * 1000, ...posted };
    }),
  );
  await insist(() => noteAttempts(env.DB, { accountId, webhookId, host: new URL(url).hostname }, attempts, clock()));
  for (const { message, error, retrySeconds } of attempts) {
    // After the last of them the queue moves it to the dead letters.
    if (error === null) message.ack();
    else message.retry({ delaySeconds: retrySeconds });
  }
  if (attempts.some(({ error }) => error === "gone")) await tellLive(env, accountId);
}

/** A database that cannot be asked is waited for as an endpoint is: nothing is given up because of minutes of it. */
function retryLater(messages: readonly Message<Letter>[]): void {
  for (const message of messages) message.retry({ delaySeconds: retrySecondsOf(message) });
}

function retrySecondsOf({ attempts }: Message<Letter>): number {
  return webhookRetrySeconds[attempts - 1] ?? 0;
}

function messageOf({ accountId, userSequence, event }: OwedDelivery): WebhookMessage {
  const { seq, type, at } = event;
  const timestamp = new Date(at).toISOString();
  return { id: webhookEventId(seq), type, timestamp, accountId, userSequence, data: event };
}

function keyOf({ accountId, webhookId, seq }: Letter): string {
  return `${accountId} ${webhookId} ${seq}`;
}
