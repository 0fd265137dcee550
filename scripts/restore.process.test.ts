import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cookieOf } from "./administrator-api.ts";
import { root } from "./paths.ts";
import type { SpawnedUsher } from "./spawn-usher.ts";
import { changeStored, storedRows } from "./stored-rows.ts";
import {
  apiOf,
  linkCodeIn,
  mailsTo,
  ordinaryGroup,
  type ProgramApi,
  seedAccount,
  startAgain,
  usherForTest,
} from "./usher-for-test.ts";

/** Nobody listens there: what is to leave stays owed. The mailbox shows it all the same. */
const noServer = { SMTP_URL: "smtp://localhost:1" };
/** Everything that is owed is late by now, and nobody is to be spared another mail. */
const anHourAgo = `UPDATE invitations SET mailDueAt = mailDueAt - 3600000, mailAt = mailAt - 3600000;
  UPDATE invitations SET mailState = 'sent', mailDueAt = NULL, reminderDueAt = 1
    WHERE userId = (SELECT id FROM users WHERE email = 'reminded@example.com');
  UPDATE notices SET dueAt = dueAt - 3600000;
  UPDATE users SET sentAt = sentAt - 3600000 WHERE status = 'invited'; UPDATE sends SET at = at - 3600000;`;
const names = { lastName: "Other", termsAccepted: true } as const;

test("put back to an earlier moment as docs/operating.md says, no spent link lives and no old mail leaves", async () => {
  const usher = await usherForTest({ env: noServer });
  const { apiToken } = await seedAccount(usher.origin, 1);
  const api = apiOf(usher.origin, apiToken);
  const visitor = apiOf(usher.origin, null);
  const { invite, codeOf, userOf } = people(usher, api);
  for (const name of ["joins", "withdrawn", "sleeps", "reminded", "declined", "removed"]) await invite(name);
  await visitor.invitations.decline.mutate({ code: await codeOf("declined") });
  await visitor.invitations.accept.mutate({ code: await codeOf("removed"), firstName: "R", ...names });
  await api.users.remove.mutate({ userId: (await userOf("removed")).id });
  await usher.stop();
  changeStored(usher.stateFolder, "invitations", anHourAgo);
  expect(owed(usher)).toEqual({ mails: 3, reminders: 1, news: 2, removals: 1 });
  const database = join(usher.stateFolder, "d1");
  const backup = join(usher.stateFolder, "backup");
  const mailed = storedRows(usher.stateFolder, "mails", "SELECT 1 FROM mails").length;
  cpSync(database, backup, { recursive: true });

  // An hour in which links are spent, and everything that was owed leaves.
  const hour = await startAgain(usher);
  await nothingIsLate(usher);
  const accepted = await post(usher, "invitations.accept", { code: await codeOf("joins"), firstName: "J", ...names });
  const session = cookieOf(accepted) ?? "";
  expect(await asks(usher, session)).toBe(200);
  await api.users.remove.mutate({ userId: (await userOf("withdrawn")).id });
  await invite("invited since");
  const invitees = ["joins", "withdrawn", "sleeps", "reminded", "declined", "removed", "invited since"];
  const spent = await Promise.all(invitees.map(codeOf));
  const lastSeen = Math.max(...(await api.events.list.query()).rows.map(({ seq }) => seq));
  await hour.stop();
  expect(owed(usher)).toMatchObject({ mails: 0, reminders: 0, removals: 0 });

  rmSync(database, { recursive: true });
  cpSync(backup, database, { recursive: true });
  changeStored(usher.stateFolder, "events", readFileSync(join(root, "docs", "after-restore.sql"), "utf8"));
  expect(owed(usher)).toEqual({ mails: 3, reminders: 1, news: 2, removals: 1 });
  const restored = await startAgain(usher, { LINK_EPOCH: "2" });
  await nothingIsLate(usher);
  expect(await mailCount(usher)).toBe(mailed);
  expect(await asks(usher, session)).toBe(401);
  for (const code of spent) {
    const dead = { data: { refusal: { reason: "linkInvalid" } } };
    expect(await (await post(usher, "invitations.preview", { code })).text()).toContain("linkInvalid");
    await expect(visitor.invitations.accept.mutate({ code, firstName: "S", ...names })).rejects.toMatchObject(dead);
  }
  // What is left to do stands on the page, with the means to do it.
  const { id, ...row } = await userOf("joins");
  expect(row).toMatchObject({ status: "invited", delivery: { state: "failed", error: "linkReset" } });
  await api.invitations.resend.mutate({ userId: id });
  await expect.poll(() => mailCount(usher)).toBe(mailed + 1);
  await visitor.invitations.accept.mutate({ code: await codeOf("joins"), firstName: "J", ...names });
  const since = (await api.events.list.query({ after: lastSeen })).rows.map(({ type }) => type);
  expect(since).toContain("invitation.accepted");
  await restored.stop();
  expect(owed(usher)).toEqual({ mails: 0, reminders: 0, news: 0, removals: 0 });
}, 300_000);

function people(usher: SpawnedUsher, api: ProgramApi) {
  const emailOf = (name: string) => `${name.replaceAll(" ", "-")}@example.com`;
  return {
    async invite(name: string): Promise<void> {
      const before = await mailCount(usher);
      const groupIds = [await ordinaryGroup(api)];
      await api.users.invite.mutate({ email: emailOf(name), firstName: name, lastName: "Other", groupIds });
      await expect.poll(() => mailCount(usher), { timeout: 20_000 }).toBe(before + 1);
    },
    /** Of the newest mail with a link. */
    async codeOf(name: string): Promise<string> {
      const mail = (await mailsTo(usher.origin, emailOf(name))).find(({ text }) => text.includes("/accept#"));
      if (mail === undefined) throw new Error(`Nothing was sent to ${name}.`);
      return linkCodeIn(mail);
    },
    async userOf(name: string) {
      const [row] = (await api.users.list.query({ search: emailOf(name) })).rows;
      if (row === undefined) throw new Error(`Nobody is called ${name}.`);
      return row;
    },
  };
}

async function mailCount({ origin }: SpawnedUsher): Promise<number> {
  const response = await fetch(`${origin}/dev/mailbox.json`);
  return (await response.json()).length;
}

/** As whoever watches sees it. */
async function nothingIsLate({ origin }: SpawnedUsher): Promise<void> {
  const health = async () => (await fetch(`${origin}/healthz`)).json();
  await expect.poll(health, { timeout: 60_000, interval: 250 }).toMatchObject({ status: "ok" });
}

/** Of a stopped Usher. News wait for their hour, but what they tell is owed. */
function owed({ stateFolder }: SpawnedUsher) {
  const [row] = storedRows(
    stateFolder,
    "invitations",
    `SELECT (SELECT count(*) FROM invitations WHERE mailDueAt IS NOT NULL) AS mails,
      (SELECT count(*) FROM invitations WHERE reminderDueAt < ${Date.now()} AND mailState = 'sent') AS reminders,
      (SELECT count(*) FROM invitations WHERE news IS NOT NULL) AS news,
      (SELECT count(*) FROM notices WHERE kind = 'removal') AS removals`,
  );
  return { ...row };
}

async function asks({ origin }: SpawnedUsher, cookie: string): Promise<number> {
  return (await fetch(`${origin}/trpc/profile.get`, { headers: { cookie } })).status;
}

function post({ origin }: SpawnedUsher, procedure: string, body: object): Promise<Response> {
  const headers = { "content-type": "application/json", origin };
  return fetch(`${origin}/trpc/${procedure}`, { method: "POST", headers, body: JSON.stringify(body) });
}
