import { env } from "cloudflare:workers";
import { webhookRetrySeconds } from "../../shared/webhooks.ts";
import type { Letter } from "../db/webhook-outbox.ts";
import type { Env } from "../env.ts";
import { consume } from "../webhooks/consume.ts";

/** What was sent with a delay is due that long after the next run. */
type Waiting = { body: Letter; attempts: number; dueAt: number; delayMs?: number };

export type TestQueue = ReturnType<typeof createQueue>;

/** A queue as wrangler.toml sets it up, whose time is a test's. It can lose everything, as a local one does. */
export function createQueue() {
  let waiting: Waiting[] = [];
  let dead: Letter[] = [];
  let isBroken = false;
  const sendBatch: Queue<Letter>["sendBatch"] = async (messages) => {
    if (isBroken) throw new Error("The queue is away");
    waiting.push(
      ...Array.from(messages, ({ body, delaySeconds = 0 }) => ({
        body,
        attempts: 1,
        dueAt: 0,
        delayMs: delaySeconds * 1000,
      })),
    );
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  };

  /** Has everything consumed that is due at that instant, also what comes of that; answers how many messages that were. */
  async function run(now: number, changes: Partial<Env> = {}): Promise<number> {
    const changed = { ...env, ...changes };
    let consumed = 0;
    waiting = waiting.map(({ delayMs, ...one }) => (delayMs ? { ...one, dueAt: now + delayMs } : one));
    for (;;) {
      const batch = waiting.filter(({ dueAt }) => dueAt <= now);
      waiting = waiting.filter(({ dueAt }) => dueAt > now);
      if (batch.length > 0) {
        consumed += batch.length;
        for (const { message, retry } of await settledBy("usher-webhooks", batch, changed, now)) {
          if (retry === null) continue;
          if (message.attempts > webhookRetrySeconds.length) dead.push(message.body);
          else waiting.push({ ...message, attempts: message.attempts + 1, dueAt: now + retry * 1000 });
        }
      } else if (dead.length > 0) {
        const letters = dead.map((body) => ({ body, attempts: 1, dueAt: 0 }));
        dead = [];
        await settledBy("usher-webhooks-dead", letters, changed, now);
      } else return consumed;
    }
  }

  return {
    queue: { sendBatch } as Queue<Letter>,
    run,
    waiting: () => waiting.map(({ body }) => body),
    /** When the next message is due. */
    nextAt: () => Math.min(...waiting.map(({ dueAt }) => dueAt)),
    lose() {
      waiting = [];
      dead = [];
    },
    setBroken(isSo: boolean) {
      isBroken = isSo;
    },
  };
}

/** What became of each message: null once acknowledged, else the seconds until it comes again. */
async function settledBy(queue: string, batch: Waiting[], changed: Env, now: number) {
  const states = batch.map((message) => ({ message, retry: 0 as number | null }));
  const settle = (state: { retry: number | null }, retry: number | null) => {
    state.retry = retry;
  };
  const messages = states.map(
    (state, at): Message<Letter> => ({
      id: String(at),
      timestamp: new Date(now),
      body: state.message.body,
      attempts: state.message.attempts,
      ack: () => settle(state, null),
      retry: (options) => settle(state, options?.delaySeconds ?? 0),
    }),
  );
  const all = (retry: number | null) => {
    for (const state of states) settle(state, retry);
  };
  await consume(
    {
      queue,
      messages,
      metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
      ackAll: () => all(null),
      retryAll: (options) => all(options?.delaySeconds ?? 0),
    },
    changed,
    () => now,
  );
  return states;
}
