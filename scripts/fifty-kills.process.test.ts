import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import type { UserRow } from "../shared/outputs.ts";
import type { SpawnedUsher } from "./spawn-usher.ts";
import { storedRows } from "./stored-rows.ts";
import {
  apiOf,
  killAll,
  linkCodeIn,
  mailsTo,
  ordinaryGroup,
  type ProgramApi,
  seedAccount,
  startAgain,
  usherForTest,
} from "./usher-for-test.ts";

const kills = Number(process.env.KILLS || 50);
/** The others take the runtime alone, which its parent starts again. */
const killsPerRestart = 25;
/** So few that their mails have left by the end; some of them are answered twice. */
const seededUsers = 1_000;
const names = { firstName: "Ann", lastName: "Other" };

/** What was answered, by address; what was never answered may have happened or not. */
type Acknowledged = {
  invited: Map<string, UserRow>;
  accepted: Set<string>;
  resent: Map<string, number>;
};

test(`${kills} kills at random moments: what was acknowledged is there, what is owed happens`, async () => {
  const usher = await usherForTest();
  const { apiToken } = await seedAccount(usher.origin, seededUsers);
  const api = apiOf(usher.origin, apiToken);
  const known: Acknowledged = { invited: new Map(), accepted: new Set(), resent: new Map() };
  const load = startLoad(usher.origin, api, known, await ordinaryGroup(api));
  let running = usher;
  for (let kill = 1; kill <= kills; kill++) {
    await load.progress();
    await wait(120 * Math.random());
    if (kill % killsPerRestart === 0) {
      await killAll(running);
      running = await startAgain(usher);
    } else await killRuntime(running);
  }
  await load.stop();
  const counts = { invited: known.invited.size, accepted: known.accepted.size, resent: known.resent.size };
  expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(3);

  const users = await settled(api);
  for (const [email, { id, invitedAt }] of known.invited) expect(users.get(email)).toMatchObject({ id, invitedAt });
  for (const email of known.accepted) expect(users.get(email)?.status).toBe("active");
  for (const [email, expiresAt] of known.resent) expect(users.get(email)?.expiresAt).toBe(expiresAt);
  await running.stop();
  expect(twiceMailed(usher)).toEqual([]);
  expect(withoutTheirMail(usher)).toEqual([]);
  expect(atOdds(usher)).toEqual([]);
}, 600_000);

/** Answers once there is another. */
async function killRuntime({ stateFolder }: SpawnedUsher): Promise<void> {
  const runtime = () => readFileSync(join(stateFolder, "workerd.pid"), "utf8");
  const killed = runtime();
  process.kill(Number(killed), "SIGKILL");
  await expect.poll(runtime, { timeout: 30_000, interval: 20 }).not.toBe(killed);
}

/** People inviting, accepting and resending as fast as they are answered, whatever becomes of the server. */
function startLoad(origin: string, api: ProgramApi, known: Acknowledged, groupId: string) {
  const visitor = apiOf(origin, null);
  let isOver = false;
  let answers = 0;
  let people = 0;
  async function forEver(work: () => Promise<unknown>): Promise<void> {
    while (!isOver) {
      // Nothing to do, nobody there, or killed on the way.
      await work().then(
        () => answers++,
        () => wait(20),
      );
    }
  }
  async function invite(): Promise<void> {
    const email = `person-${++people}@example.com`;
    known.invited.set(email, await api.users.invite.mutate({ email, ...names, groupIds: [groupId] }));
  }
  const isTried = new Set<string>();
  async function accept(): Promise<void> {
    const email = [...known.invited.keys()].find((each) => !isTried.has(each));
    const [mail] = email === undefined ? [] : await mailsTo(origin, email);
    if (email === undefined || mail === undefined) throw new Error("Nobody is left");
    isTried.add(email);
    await visitor.invitations.accept.mutate({ code: linkCodeIn(mail), ...names, termsAccepted: true });
    known.accepted.add(email);
  }
  const toResend = api.users.list.query({
    status: ["invited"],
    delivery: ["sent"],
    sort: [{ by: "sentAt", dir: "asc" }],
    pageSize: 100,
  });
  async function resend(): Promise<void> {
    const row = (await toResend).rows.find(({ email }) => !known.resent.has(email) && !isTried.has(email));
    if (row === undefined) throw new Error("Nobody is left");
    isTried.add(row.email);
    const { email, expiresAt } = await api.invitations.resend.mutate({ userId: row.id });
    known.resent.set(email, Number(expiresAt));
  }
  const loops = [invite, invite, accept, accept, resend];
  const all = Promise.all(loops.map(forEver));
  return {
    /** Until some of them have been answered once more: a server that never gets so far fails. */
    async progress(): Promise<void> {
      const before = answers;
      await expect.poll(() => answers, { timeout: 30_000, interval: 10 }).toBeGreaterThan(before + 2);
    },
    async stop(): Promise<void> {
      isOver = true;
      await all;
    },
  };
}

/** Everybody by address, once no mail is on its way: an attempt that died is made again half a minute later. */
async function settled(api: ProgramApi): Promise<Map<string, UserRow>> {
  const waiting = { delivery: ["queued" as const], pageSize: 5 as const };
  await expect
    .poll(async () => (await api.users.list.query(waiting)).total, { timeout: 90_000, interval: 500 })
    .toBe(0);
  const users = new Map<string, UserRow>();
  let cursor: string | undefined;
  do {
    const page = await api.users.list.query({ pageSize: 100, ...(cursor ? { cursor } : {}) });
    for (const row of page.rows) users.set(row.email, row);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return users;
}

/** Mails that went out more than twice, or again with another link. */
function twiceMailed({ stateFolder }: SpawnedUsher) {
  return storedRows(
    stateFolder,
    "mails",
    `SELECT sendId, count(*) AS mails FROM mails GROUP BY sendId
      HAVING mails > 2 OR count(DISTINCT substr(text, instr(text, '/accept#'), 75)) > 1`,
  );
}

/**
 * Invitations without what they owe: a mail that was sent has to be in the mailbox. Who accepted from a mail whose
 * sending was killed before it was noted has it too, and nothing is tried for an invitation that is over.
 */
function withoutTheirMail({ stateFolder }: SpawnedUsher) {
  const sent = new Set(storedRows(stateFolder, "mails", "SELECT sendId FROM mails").map(({ sendId }) => sendId));
  return storedRows(
    stateFolder,
    "invitations",
    `SELECT i.id, i.sendId, i.mailState, i.endedAs FROM invitations i JOIN users u ON u.currentInvitationId = i.id
      WHERE u.email LIKE 'person-%' AND u.status IN ('invited', 'active')`,
  ).filter(({ sendId, mailState, endedAs }) => (mailState !== "sent" && endedAs !== "accepted") || !sent.has(sendId));
}

/** Users whose state, invitation, login and history say different things. */
function atOdds({ stateFolder }: SpawnedUsher) {
  return storedRows(
    stateFolder,
    "users",
    `SELECT u.id, u.status, i.endedAs, u.loginId FROM users u JOIN invitations i ON i.id = u.currentInvitationId
      WHERE u.email LIKE 'person-%' AND ((u.status = 'active') <> (i.endedAs IS 'accepted')
        OR (u.status = 'active') <> (u.loginId IS NOT NULL)
        OR (SELECT count(*) FROM events e WHERE e.invitationId = i.id AND e.type = 'invitation.created') <> 1
        OR (SELECT count(*) FROM events e WHERE e.invitationId = i.id AND e.type = 'invitation.accepted')
          <> (u.status = 'active'))`,
  );
}
