import { deliveredMemoryMs, failedMemoryMs } from "../../shared/webhooks.ts";
import { findBehind, forgetDeliveries, type Letter, takeEvents, takeLost } from "../db/webhook-outbox.ts";
import type { Env } from "../env.ts";

type Outbox = Pick<Env, "DB" | "WEBHOOKS" | "QUEUE_STARTED_AT">;

const lettersPerSend = 100;
const stepsPerRun = 20;
const accountsPerRun = 100;
const lostPerStep = 500;
/** Longer than a queue takes when it is busy: what it still has would be sent twice. */
const lostAfterMs = 10 * 60_000;
const never = Number.MAX_SAFE_INTEGER;

/** Puts into the queue whatever an account's webhooks have not been told, of events and of what is to be sent again. */
export async function handOut(env: Outbox, accountId: string, now: number): Promise<void> {
  for (let steps = 0; steps < stepsPerRun; steps++) {
    const { letters, isBehind } = await takeEvents(env.DB, accountId, now);
    await enqueue(env, letters);
    if (!isBehind) return;
  }
}

/** Called by the sweep: what nobody handed out, and what the queue has lost. */
export async function handOutMissed(env: Outbox, now: number): Promise<void> {
  for (const accountId of await findBehind(env.DB, accountsPerRun)) await handOut(env, accountId, now);
  await handOutLost(env, now);
}

/**
 * The database says what is owed, so a queue may forget. A local one does whenever its process ends, so that what was
 * put into it before this process began is put into it again at once, also what is only due later.
 */
export async function handOutLost(env: Outbox, now: number): Promise<void> {
  await handOutAgain(env, { dueBefore: now - lostAfterMs, handedBefore: never }, now);
  const startedAt = env.QUEUE_STARTED_AT;
  if (startedAt !== undefined) await handOutAgain(env, { dueBefore: never, handedBefore: Number(startedAt) }, now);
}

async function handOutAgain(env: Outbox, lost: Parameters<typeof takeLost>[1], now: number): Promise<void> {
  for (let steps = 0; steps < stepsPerRun; steps++) {
    const letters = await takeLost(env.DB, lost, now, lostPerStep);
    await enqueue(env, letters);
    if (letters.length < lostPerStep) return;
  }
}

export function forgetOldDeliveries(env: Pick<Env, "DB">, now: number): Promise<void> {
  return forgetDeliveries(
    env.DB,
    { deliveredBefore: now - deliveredMemoryMs, failedBefore: now - failedMemoryMs },
    now,
  );
}

async function enqueue({ WEBHOOKS }: Outbox, letters: (Letter & { delayMs?: number })[]): Promise<void> {
  for (let from = 0; from < letters.length; from += lettersPerSend) {
    const some = letters.slice(from, from + lettersPerSend);
    await WEBHOOKS.sendBatch(
      some.map(({ delayMs = 0, ...body }) => ({
        ...{ body, contentType: "json" },
        delaySeconds: Math.ceil(delayMs / 1000),
      })),
    );
  }
}
