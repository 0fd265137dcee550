import { expirySet } from "../../shared/limits.ts";
import { expireUsers, findDue } from "../db/expire.ts";
import type { NewsNotice } from "../db/news.ts";
import type { Env } from "../env.ts";

type Due = { accountId: string; userId: string };

/** Whoever dies at one, as an object that is put away, holds up the others no longer. */
const longestMs = 10_000;

let begunAt = Number.NEGATIVE_INFINITY;
let restedAt = Number.NEGATIVE_INFINITY;

/**
 * Whether this isolate neither records a set nor rests from one: sweep and alarms together would leave nobody else a
 * turn. A clock that went back, as clocks of tests do, begins anew.
 */
export function mayExpireSet(now: number): boolean {
  return now >= restedAt || now < begunAt;
}

/**
 * Records who is due at `now`, up to a set of them, and `first` before them. Answers whose accounts they are, the news
 * that may be told at once, and how long to leave the database to others: as long as it took.
 */
export async function expireSet(
  env: Env,
  first: Due[],
  now: number,
  clock: () => number,
): Promise<{ accountIds: Set<string>; news: NewsNotice[]; isFull: boolean; restMs: number }> {
  const since = clock();
  begunAt = since;
  restedAt = since + longestMs;
  let restMs = 0;
  try {
    const found = await findDue(env.DB, now, expirySet);
    const due = [...first, ...found];
    const news = await expireUsers(env.DB, due, now);
    restMs = clock() - since;
    const accountIds = new Set(due.map(({ accountId }) => accountId));
    return { accountIds, news, isFull: found.length === expirySet, restMs };
  } finally {
    restedAt = since + 2 * restMs;
  }
}
