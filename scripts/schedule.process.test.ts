import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { storedRows } from "./stored-rows.ts";
import { seedAccount, startAgain, usherForTest } from "./usher-for-test.ts";

test("the scheduled handler runs at start: what fell due without any timer has expired once it is ready", async () => {
  const usher = await usherForTest({ env: { INVITATION_LIFETIME_MS: "2000" } });
  // Seeded invitations have no object, so no alarm.
  await seedAccount(usher.origin, 40);
  await usher.stop();
  const open = storedRows(usher.stateFolder, "users", "SELECT id, expiresAt FROM users WHERE status = 'invited'");
  expect(open.length).toBeGreaterThan(3);
  await wait(Math.max(...open.map(({ expiresAt }) => Number(expiresAt))) - Date.now());

  const startedAt = Date.now();
  const again = await startAgain(usher);
  await again.stop();
  expect(storedRows(usher.stateFolder, "users", "SELECT id FROM users WHERE status = 'invited'")).toEqual([]);
  for (const { id, expiresAt } of open) {
    const events = `SELECT at FROM events WHERE userId = '${id}' AND type = 'invitation.expired'`;
    expect(storedRows(usher.stateFolder, "events", events)).toMatchObject([{ at: expiresAt }]);
  }
  const [heartbeat] = storedRows(usher.stateFolder, "heartbeats", "SELECT at FROM heartbeats WHERE name = 'sweep'");
  expect(Number(heartbeat?.at)).toBeGreaterThanOrEqual(startedAt);
});
