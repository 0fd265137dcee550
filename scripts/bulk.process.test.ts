import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { maxBulk } from "../shared/limits.ts";
import type { SpawnedUsher } from "./spawn-usher.ts";
import { changeStored, storedRows } from "./stored-rows.ts";
import { apiOf, killAll, mailsTo, ordinaryGroup, seedAccount, startAgain, usherForTest } from "./usher-for-test.ts";

const listed = 10_000;
/** Which call is under way, and for which part of what the one before it took; at 1 it has just been answered. */
const killsOfResend = new Map([
  [0, 1],
  [1, 0.5],
]);
const killsOfList = new Map([
  [7, 0.4],
  [15, 1],
]);
/** Of those whom a start tells: they wake one after the other. */
const perStart = 60;
const hourMs = 3_600_000;

test("a list of 10,000 and a resend of hundreds, killed and taken up again and again: everybody once, and one mail each", async () => {
  const usher = await usherForTest();
  const { stateFolder } = usher;
  const resending = await accountWith(usher, 6_000);
  const listing = await accountWith(usher, 1);
  const userIds = idsOfInvited(stateFolder, resending.accountId);
  expect(userIds.length).toBeGreaterThan(maxBulk);
  const groupIds = [await ordinaryGroup(listing.api)];
  const people = Array.from({ length: listed }, (_none, at) => ({
    ...{ email: `p${at}@many.example`, firstName: `Person ${at}`, lastName: "Listed", groupIds },
  }));

  const resends = chunks(userIds).map(
    (ids, call) => () => resending.api.users.resendMany.mutate({ userIds: ids, idempotencyKey: `resend-${call}` }),
  );
  const resent = await throughKills(usher, resends, killsOfResend);
  const lists = chunks(people).map(
    (users, call) => () => listing.api.users.inviteMany.mutate({ users, idempotencyKey: `list-${call}` }),
  );
  const created = await throughKills(resent.usher, lists, killsOfList);

  const sentAt = expect.any(Number);
  const results = created.answers.flatMap((answer) => answer.results.map(({ outcome }) => outcome));
  expect(results).toEqual(people.map(() => "created"));
  expect(resent.answers.flatMap((answer) => answer.results)).toEqual(
    userIds.map((userId) => ({ userId, refusal: null, sentAt, expiresAt: sentAt })),
  );

  // Thousands of mails are waiting for their turn; the mail to one person is not.
  const single = { email: "single@example.com", firstName: "Sina", lastName: "Single", groupIds };
  await listing.api.users.invite.mutate(single);
  await expect.poll(() => mailsTo(usher.origin, single.email), { timeout: 20_000 }).toHaveLength(1);

  await killAll(created.usher);
  const made = storedRows(stateFolder, "users", `SELECT id, email FROM users WHERE email LIKE '%@many.example'`);
  const emailOf = new Map(made.map(({ id, email }) => [id, email]));
  const acknowledged = created.answers.flatMap((answer) =>
    answer.results.map(({ userId }) => emailOf.get(userId ?? "")),
  );
  expect(acknowledged).toEqual(people.map(({ email }) => email));
  expect(made).toHaveLength(listed);
  const count = listed + 1;
  expect(eventsPerUser(stateFolder, listing.accountId, "invitation.created")).toEqual({ users: count, events: count });
  expect(eventsPerUser(stateFolder, resending.accountId, "invitation.resent")).toEqual({
    ...{ users: userIds.length, events: userIds.length },
  });

  // An hour later: the start tells hundreds of objects, and nobody else is mailed before their turn.
  const before = mailed(stateFolder);
  changeStored(stateFolder, "invitations", `UPDATE invitations SET mailDueAt = mailDueAt - ${hourMs} WHERE armed = 0`);
  const again = await startAgain(created.usher);
  await expect
    .poll(() => mailed(stateFolder).addresses, { timeout: 60_000, interval: 500 })
    .toBeGreaterThanOrEqual(before.addresses + perStart);
  await killAll(again);
  const after = mailed(stateFolder);
  expect(after.sends, "one for each address").toBe(after.addresses);
  // Only an attempt that died with the process before it was noted is made again: with the same mail.
  expect(after.mails - after.sends).toBeLessThanOrEqual(
    sendIds(stateFolder, "deliveries", "finishedAt IS NULL").length,
  );
  // Whoever has none yet is owed one.
  const owed = sendIds(stateFolder, "invitations", "mailState = 'queued' AND mailDueAt IS NOT NULL");
  const sent = sendIds(stateFolder, "mails", "recipient NOT LIKE 'admin@%'");
  expect(new Set([...owed, ...sent]).size).toBe(count + userIds.length);
}, 240_000);

/** Each call in turn under its key; one that the server was killed in is made again once it is back. */
async function throughKills<Answer>(
  first: SpawnedUsher,
  calls: (() => Promise<Answer>)[],
  killsAt: Map<number, number>,
): Promise<{ answers: Answer[]; usher: SpawnedUsher }> {
  const answers: Answer[] = [];
  let usher = first;
  let tookMs = 0;
  for (const [at, call] of calls.entries()) {
    const share = killsAt.get(at);
    const beganAt = Date.now();
    if (share === undefined) {
      answers.push(await call());
      tookMs = Date.now() - beganAt;
      continue;
    }
    const answering = call().catch(() => null);
    await (share === 1 ? answering : wait(share * tookMs));
    tookMs = Date.now() - beganAt;
    await killAll(usher);
    const acknowledged = await answering;
    usher = await startAgain(usher);
    const answer = await call();
    if (acknowledged !== null) expect(answer, `call ${at}, answered before the kill`).toEqual(acknowledged);
    answers.push(answer);
  }
  return { answers, usher };
}

async function accountWith({ origin }: SpawnedUsher, users: number) {
  const { accountId, apiToken } = await seedAccount(origin, users);
  return { accountId, api: apiOf(origin, apiToken) };
}

function chunks<One>(all: One[]): One[][] {
  return Array.from({ length: Math.ceil(all.length / maxBulk) }, (_none, at) =>
    all.slice(at * maxBulk, (at + 1) * maxBulk),
  );
}

/** Those whose mail has long been sent, and whose deadline this test does not live to see. */
function idsOfInvited(stateFolder: string, accountId: string): string[] {
  const rows = storedRows(
    stateFolder,
    "users",
    `SELECT u.id FROM users u JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId
      WHERE u.accountId = '${accountId}' AND u.status = 'invited' AND u.expiresAt > ${Date.now() + hourMs}
        AND i.mailState = 'sent'`,
  );
  return rows.map(({ id }) => String(id));
}

function eventsPerUser(stateFolder: string, accountId: string, type: string) {
  const sql = `SELECT count(DISTINCT userId) AS users, count(*) AS events FROM events
    WHERE accountId = '${accountId}' AND type = '${type}'`;
  return storedRows(stateFolder, "events", sql)[0];
}

function sendIds(stateFolder: string, table: string, which: string): unknown[] {
  return storedRows(stateFolder, table, `SELECT sendId FROM ${table} WHERE ${which}`).map(({ sendId }) => sendId);
}

/** The mails handed over so far: to how many addresses, how many different ones, and how many with repeats. */
function mailed(stateFolder: string): { addresses: number; sends: number; mails: number } {
  const sql =
    "SELECT count(DISTINCT recipient) AS addresses, count(DISTINCT sendId) AS sends, count(*) AS mails FROM mails";
  const [row] = storedRows(stateFolder, "mails", sql);
  return { addresses: Number(row?.addresses), sends: Number(row?.sends), mails: Number(row?.mails) };
}
