import { env } from "cloudflare:workers";
import { beforeEach, expect, test, vi } from "vitest";
import { serveHealth } from "./health.ts";
import { sweep } from "./invitation/sweep.ts";
import { stopClock } from "./test/clock.ts";
import { failingAt } from "./test/d1-proxies.ts";
import { makeAccount, T0 } from "./test/harness.ts";
import { currentInvitation, invite, lifetimeMs } from "./test/stages.ts";
import { loseAlarm } from "./test/timers.ts";

const minute = 60_000;
const nothing = { expiries: 0, mails: 0, webhooks: 0 };

async function healthAt(now: number) {
  const response = await serveHealth(env.DB, now);
  return { code: response.status, ...(await response.json<{ status: string; overdue: typeof nothing }>()) };
}

beforeEach(() => {
  vi.useRealTimers();
});

test("it is well as long as the sweep runs and nothing is left over", async () => {
  expect(await healthAt(T0)).toMatchObject({ code: 503, status: "sweepMissing", sweptAt: null });
  stopClock(T0);
  await sweep(env, T0);
  expect(await healthAt(T0 + 3 * minute)).toEqual({
    ...{ code: 200, status: "ok", now: T0 + 3 * minute, sweptAt: T0, overdue: nothing },
  });
  expect(await healthAt(T0 + 3 * minute + 1)).toMatchObject({ code: 503, status: "sweepMissing", sweptAt: T0 });
});

test("mails and expiries that nobody has seen to are counted, without saying whose", async () => {
  const row = await invite(await makeAccount());
  await loseAlarm((await currentInvitation(row.id)).id);
  await env.DB.prepare("INSERT OR REPLACE INTO heartbeats VALUES ('sweep', ?1)")
    .bind(T0 + lifetimeMs)
    .run();
  expect(await healthAt(T0 + 3 * minute)).toMatchObject({ code: 200, overdue: nothing });
  expect(await healthAt(T0 + 4 * minute)).toMatchObject({ code: 503, status: "overdue", overdue: { mails: 1 } });
  const late = await healthAt(T0 + lifetimeMs + 3 * minute + 1);
  expect(late).toMatchObject({ code: 503, overdue: { mails: 1, expiries: 1 } });
  expect(Object.keys(late)).toEqual(["code", "status", "now", "sweptAt", "overdue"]);
});

test("a database that is away is said", async () => {
  const away = failingAt(env.DB, 1, "before");
  const response = await serveHealth(away, T0);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ status: "databaseAway", now: T0 });
});
