import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import type { EventRow } from "../shared/outputs.ts";
import { storedRows } from "./stored-rows.ts";
import {
  apiOf,
  killAll,
  mailsTo,
  ordinaryGroup,
  type ProgramApi,
  seedAccount,
  startAgain,
  usherForTest,
} from "./usher-for-test.ts";

/** For more: `OVERDUE=2000 npx vitest run --project process scripts/overdue`, on what `npm run build` has built. */
const overdue = Number(process.env.OVERDUE || 500);
const batch = 20;
/** As ours have it, see client/persist.ts. */
const patienceOfClientsMs = 30_000;
/** As many times as long as the usual number takes. */
const longer = Math.max(1, overdue / 500);
/** The first is enough unless the machine is busy with other things. */
const lifetimesMs = [20_000, 40_000, 80_000].map((ms) => ms * longer);

test(
  `${overdue} invitations that fell due while nothing ran all expire once at start, and the API answers meanwhile`,
  async () => {
    const { usher, api, adminEmail, deadlines } = await killedBeforeTheFirstIsDue();
    expect(countsStored(usher.stateFolder)).toEqual({ active: 1, invited: overdue });
    await wait(Math.max(...deadlines) - Date.now());

    const watching = new AbortController();
    const startedAt = Date.now();
    const slowest = slowestAnswer(api, watching.signal);
    const again = await startAgain(usher);
    const types = ["invitation.expired" as const];
    await expect
      .poll(async () => (await allEvents(api, types)).length, { timeout: 30_000 * longer, interval: 500 })
      .toBeGreaterThanOrEqual(overdue);
    const allAfterMs = Date.now() - startedAt;
    watching.abort();
    const slowestMs = await slowest;
    if (process.env.OVERDUE)
      console.log(`${overdue} expired ${allAfterMs} ms after start, slowest answer ${slowestMs} ms`);
    // Nobody gives up waiting. How long it really takes is for a benchmark: other tests run beside this one.
    expect(slowestMs).toBeLessThan(patienceOfClientsMs);
    // Whoever invited them all has one mail, not 500.
    await expect.poll(() => mailsTo(usher.origin, adminEmail), { timeout: 30_000 }).toHaveLength(1);
    await again.stop();

    expect(countsStored(usher.stateFolder)).toEqual({ active: 1, invitationExpired: overdue });
    const events = storedRows(
      usher.stateFolder,
      "events",
      `SELECT e.userId FROM events e JOIN invitations i ON i.id = e.invitationId AND i.endedAs = 'expired'
      WHERE e.type = 'invitation.expired' AND e.at = i.endedAt`,
    );
    expect(events).toHaveLength(overdue);
    expect(new Set(events.map(({ userId }) => userId)).size).toBe(overdue);
  },
  300_000 * longer,
);

async function killedBeforeTheFirstIsDue() {
  for (const lifetimeMs of lifetimesMs) {
    const usher = await usherForTest({ env: { INVITATION_LIFETIME_MS: String(lifetimeMs) } });
    const { apiToken, adminEmail } = await seedAccount(usher.origin, 1);
    const api = apiOf(usher.origin, apiToken);
    const deadlines = await inviteUntilDue(api);
    await killAll(usher);
    if (deadlines.length === overdue && Date.now() < Math.min(...deadlines)) {
      return { usher, api, adminEmail, deadlines };
    }
  }
  throw new Error(`${overdue} invitations took longer than ${lifetimesMs.at(-1)} ms to make.`);
}

/** Answers their deadlines; stops when the first has come. Calls made at once travel together, in one request. */
async function inviteUntilDue(api: ProgramApi): Promise<number[]> {
  const groupIds = [await ordinaryGroup(api)];
  const deadlines: number[] = [];
  while (deadlines.length < overdue && Date.now() < Math.min(...deadlines)) {
    const rows = await Promise.all(
      Array.from({ length: batch }, (_, index) =>
        api.users.invite.mutate({
          email: `guest-${deadlines.length + index}@example.com`,
          firstName: "Ann",
          lastName: "Other",
          groupIds,
          sendMail: false,
        }),
      ),
    );
    deadlines.push(...rows.map(({ expiresAt }) => Number(expiresAt)));
  }
  return deadlines;
}

/** Asks over and over, from before the port is open; the longest that an answer took. */
async function slowestAnswer(api: ProgramApi, signal: AbortSignal): Promise<number> {
  let slowestMs = 0;
  let answers = 0;
  while (!signal.aborted) {
    const began = Date.now();
    const answered = await api.users.counts.query().then(
      () => true,
      () => false,
    );
    if (answered) {
      slowestMs = Math.max(slowestMs, Date.now() - began);
      answers++;
    }
    await wait(20);
  }
  return answers === 0 ? Number.POSITIVE_INFINITY : slowestMs;
}

async function allEvents(api: ProgramApi, type: EventRow["type"][]): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await api.events.list.query({ type, pageSize: 100, ...(cursor ? { cursor } : {}) });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** By the stored word, which no reading corrects. */
function countsStored(stateFolder: string): Record<string, unknown> {
  const rows = storedRows(stateFolder, "users", "SELECT status, count(*) AS count FROM users GROUP BY status");
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}
