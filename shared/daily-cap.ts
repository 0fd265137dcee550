import { dayMs, hourMs, youngAccountMs } from "./limits.ts";
import type { Refusal } from "./refusal.ts";

/** How many invitation mails an account may ask for in a day. */
export type DailyCaps = { young: number; grown: number };

/** How many mails an account has asked for in an hour, counted from 1970. */
export type HourlySends = { hour: number; count: number };

/** An account's cap, and what counts against it. */
export type DailyMails = { cap: number; sends: HourlySends[] };

export function hourOf(at: number): number {
  return Math.floor(at / hourMs);
}

/** The first hour that still counts: whole hours are counted, so that no 24 of them ever hold more than the cap. */
export function oldestHour(now: number): number {
  return hourOf(now - dayMs);
}

/** Accounts begin small: whoever founds one to send junk is noticed before it is much. */
export function capOf(caps: DailyCaps, accountCreatedAt: number, now: number): number {
  return now - accountCreatedAt < youngAccountMs ? caps.young : caps.grown;
}

/** Null while the account may send one more. */
export function dailyCapRefusal(mails: DailyMails | null | undefined, now: number): Refusal | null {
  if (!mails) return null;
  const sends = mails.sends.filter(({ hour }) => hour >= oldestHour(now)).sort((a, b) => a.hour - b.hour);
  let counted = sends.reduce((sum, { count }) => sum + count, 0);
  if (counted < mails.cap) return null;
  let againAt = now;
  for (const { hour, count } of sends) {
    if (counted < mails.cap) break;
    counted -= count;
    againAt = (hour + 1) * hourMs + dayMs;
  }
  return { reason: "tooManySends", retryAfterMs: againAt - now, limit: "account" };
}

export function withOneMore({ cap, sends }: DailyMails, now: number): DailyMails {
  return { cap, sends: [...sends, { hour: hourOf(now), count: 1 }] };
}
