import { setTimeout as wait } from "node:timers/promises";
import { test } from "vitest";
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

// At once: both spend most of their time waiting for something that is due.
const timeoutMs = 180_000;

test.concurrent(
  "an acknowledged invitation survives a kill: its mail arrives, and it expires by itself",
  async ({ expect }) => {
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
  },
  timeoutMs,
);

test.concurrent(
  "killed at any moment of an invite, whoever is there gets the mail, and a retry makes nobody twice",
  async ({ expect }) => {
    let usher = await usherForTest();
    const { apiToken } = await seedAccount(usher.origin, 1);
    const api = apiOf(usher.origin, apiToken);
    const groupIds = [await ordinaryGroup(api)];
    const calls = [0, 20, 60, 120, 200].map((killAfterMs) => {
      const email = `killed-after-${killAfterMs}@example.com`;
      return { killAfterMs, input: { email, firstName: "Ann", lastName: "Other", groupIds, idempotencyKey: email } };
    });
    for (const { killAfterMs, input } of calls) {
      const answer = api.users.invite.mutate(input).catch(() => "no answer");
      await wait(killAfterMs);
      await killAll(usher);
      await answer;
      usher = await startAgain(usher);
    }

    const { rows } = await api.users.list.query({ status: ["invited"] });
    // An attempt that died with the process is made again half a minute later.
    for (const { id } of rows) {
      await expect
        .poll(async () => (await api.users.get.query({ userId: id })).delivery?.state, { timeout: 45_000 })
        .toBe("sent");
    }
    const made = new Map(rows.map(({ email, id }) => [email, id]));
    for (const { input } of calls) {
      const { id } = await api.users.invite.mutate(input);
      expect(id).toBe(made.get(input.email) ?? id);
      await expect.poll(() => mailsTo(usher.origin, input.email), { timeout: 20_000 }).not.toEqual([]);
      const mails = await mailsTo(usher.origin, input.email);
      expect(mails.length).toBeLessThanOrEqual(2);
      expect(new Set(mails.map(linkCodeIn)).size).toBe(1);
    }
    expect((await api.users.list.query({ status: ["invited"] })).total).toBe(calls.length);
    const created = await api.events.list.query({ type: ["invitation.created"], pageSize: 25 });
    expect(created.rows).toHaveLength(calls.length);
  },
  timeoutMs,
);
