import { commandMemoryMs, dayMs } from "../../shared/limits.ts";
import { deleteExpiredSessionsAndCodes } from "../db/logins.ts";
import { findUnarmed, forgetOld, forgetOldCounts, forgetUnusedLogins, noteHeartbeat } from "../db/sweep.ts";
import type { Env } from "../env.ts";
import { tellLive } from "../live/tell-live.ts";
import { logError } from "../log.ts";
import { armAll, armsPerRun } from "./arm.ts";
import { expireSet } from "./expire-set.ts";
import { makeWay } from "./make-way.ts";
import { deliverDueNews } from "./news.ts";
import { deliverNotices } from "./notices.ts";

const maxExpirySets = 100;
const lateMs = 60_000;
/** Slots until the next run, and some more in case that one is late. */
const slotsAheadMs = 90_000;

/**
 * Makes everything that is due come true without any alarm: bounded, harmless to repeat, correct by itself. Alarms only
 * make it prompt. Each part runs whether or not the one before it failed.
 */
export async function sweep(env: Env, now: number): Promise<void> {
  await catchUp(env, now);
  await attempt("webhooks", () => tellMissed(env, now));
  await tidyUp(env, now);
  await attempt("heartbeat", () => noteHeartbeat(env.DB, "sweep", now));
}

/** What is due to people. */
export async function catchUp(env: Env, now: number): Promise<void> {
  let then = now;
  await attempt("expire", async () => {
    then = await expireDue(env, now, () => Date.now());
  });
  await attempt("arm", () => armLate(env, then));
  await attempt("notices", () => deliverNotices(env, then, () => Date.now()));
  await attempt("news", () => deliverDueNews(env, then, () => Date.now()));
}

async function tidyUp(env: Env, now: number): Promise<void> {
  await attempt("forget", () => forgetOld(env.DB, { commandsBefore: now - commandMemoryMs, sendsBefore: now - dayMs }));
  await attempt("forget counts", () => forgetOldCounts(env.DB, now));
  await attempt("sessions", () => deleteExpiredSessionsAndCodes(env.DB, now));
  await attempt("logins", () => forgetUnusedLogins(env.DB, now - dayMs));
}

async function attempt(part: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logError("sweep failed", error, { part });
  }
}

/** Thousands take half a minute: each set is recorded when it was. Answers when the last one was. */
async function expireDue(env: Env, now: number, clock: () => number): Promise<number> {
  const startedAt = clock();
  let at = now;
  for (let sets = 0; sets < maxExpirySets; sets++) {
    at = now + clock() - startedAt;
    const { accountIds, isFull, restMs } = await expireSet(env, [], at, clock);
    for (const accountId of accountIds) await tellLive(env, accountId);
    if (!isFull) break;
    await makeWay(restMs);
  }
  return at;
}

async function tellMissed(env: Env, now: number): Promise<void> {
  const { forgetOldDeliveries, handOutMissed } = await import("../webhooks/hand-out.ts");
  await handOutMissed(env, now);
  await forgetOldDeliveries(env, now);
}

/** Objects that were never told (bulk), or whose mail is overdue by more than an alarm is ever late. */
async function armLate(env: Env, now: number): Promise<void> {
  const before = { slotBefore: now + slotsAheadMs, dueBefore: now - lateMs };
  await armAll(env, await findUnarmed(env.DB, before, armsPerRun), now);
}
