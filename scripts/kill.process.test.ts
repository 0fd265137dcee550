import { expect, test } from "vitest";
import { storedRows } from "./stored-rows.ts";
import {
  apiOf,
  killAll,
  linkCodeIn,
  mailsTo,
  ordinaryGroup,
  seedAccount,
  startAgain,
  usherForTest,
} from "./usher-for-test.ts";

test("an acknowledged invitation survives a kill: its mail arrives, and it expires by itself", async () => {
  const env = { INVITATION_LIFETIME_MS: "40000" };
  const usher = await usherForTest({ env });
  const { apiToken } = await seedAccount(usher.origin, 1);
  const api = apiOf(usher.origin, apiToken);
  const groupIds = [await ordinaryGroup(api)];
  const email = "grace@example.com";
  const invited = await api.users.invite.mutate({ email, firstName: "Grace", lastName: "Hopper", groupIds });
  // Before the mail as a rule; where the machine was busy between the mail and the note of it, or after both.
  await killAll(usher);

  await startAgain(usher, env);
  const startedAt = Date.now();
  // An attempt that died with the process is made again half a minute later.
  const delivery = async () => (await api.users.get.query({ userId: invited.id })).delivery?.state;
  await expect.poll(delivery, { timeout: 45_000 }).toBe("sent");
  const mails = await mailsTo(usher.origin, email);
  expect([1, 2], "a mail at most twice").toContain(mails.length);
  expect(new Set(mails.map(linkCodeIn)).size, "with the same link").toBe(1);
  const expired = { type: ["invitation.expired" as const], userId: invited.id };
  await expect
    .poll(async () => (await api.events.list.query(expired)).rows, { timeout: 60_000, interval: 250 })
    .toMatchObject([{ at: invited.expiresAt, actor: { kind: "system" } }]);
  const [event] = (await api.events.list.query(expired)).rows;
  // The sweep ran when it was started and will not until a minute later: it was the alarm.
  expect(startedAt).toBeLessThan(Number(invited.expiresAt));
  expect(event?.recordedAt).toBeLessThan(startedAt + 55_000);
  const [stored] = storedRows(usher.stateFolder, "users", `SELECT status FROM users WHERE id = '${invited.id}'`);
  expect(stored?.status).toBe("invitationExpired");
}, 180_000);
