import { env } from "cloudflare:workers";
import { afterAll, expect, test } from "vitest";
import { dayMs, expirySet, hourMs, reminderLeadMs } from "../../shared/limits.ts";
import { expireUsers, findDue } from "../db/expire.ts";
import type { Env } from "../env.ts";
import { sweep } from "../invitation/sweep.ts";
import { wake } from "../invitation/wake.ts";
import { seedAccount } from "../local/seed.ts";
import { stopClock } from "./clock.ts";
import { type Account, type CallerOptions, makeAccount, requestOf, T0 } from "./harness.ts";
import { type Meter, meteredEnv } from "./metered-env.ts";
import { createQueue } from "./queue.ts";
import { createReceiver } from "./receiver.ts";
import { codeOf, currentInvitation, lifetimeMs, newAddress } from "./stages.ts";

// Run by `npm run bench:capacity`: what each step of an invitation's life asks of the platform. All of it is exact.

const soon = T0 + 100;
const names = { firstName: "Grace", lastName: "Hopper" };
const bulk = 500;
const rows: string[] = [];

type Options = {
  /** How many it was done for, or "objects": as many as it told something. */
  per?: number | "objects";
  /** What comes with it and is not meant. */
  beside?: Meter;
};

/** Notes what the work asked for. */
async function step<T>(what: string, work: (changes: Partial<Env>) => Promise<T>, { per = 1, beside }: Options = {}) {
  const { changes, meter: read } = meteredEnv(env);
  const done = await work(changes);
  const meter = read();
  const count = per === "objects" ? meter.objects : per;
  const figures = (["calls", "rowsRead", "rowsWritten", "objects"] as const).map((kind) =>
    Number(((meter[kind] - (beside?.[kind] ?? 0)) / count).toFixed(2)),
  );
  rows.push(`| ${what} | ${figures.join(" | ")} |`);
  return { done, meter };
}

type Api = ReturnType<typeof requestOf>["api"];

/** Including what the call leaves behind. */
const called =
  <T>(credential: CallerOptions, act: (api: Api) => Promise<T>) =>
  async (changes: Partial<Env>) => {
    const { api, settled } = requestOf({ ...credential, env: changes });
    const answer = await act(api);
    await settled();
    return answer;
  };

const woken = (invitationId: string, at: number) => (changes: Partial<Env>) =>
  wake({ ...env, ...changes }, invitationId, () => at);

const swept = (at: number) => async (changes: Partial<Env>) => {
  stopClock(at);
  await sweep({ ...env, ...changes }, at);
};

const invitee = ({ usersGroupId }: Account, email = newAddress()) => ({ email, ...names, groupIds: [usersGroupId] });

async function invited(account: Account, what?: string) {
  const work = called({ token: account.token }, (api) => api.users.invite(invitee(account)));
  const row = what === undefined ? await work({}) : (await step(what, work)).done;
  return { row, invitationId: (await currentInvitation(row.id)).id };
}

test("the life of an invitation", async () => {
  const account = await makeAccount();
  const { token } = account;

  const accepted = await invited(account, "invite");
  await step("its mail, by alarm", woken(accepted.invitationId, soon));
  const code = await codeOf(accepted.row.id);
  await step(
    "preview",
    called({ now: T0 + hourMs }, (api) => api.invitations.preview({ code })),
  );
  await step(
    "accept by the mailed link, with a new login",
    called({ now: T0 + hourMs }, (api) => api.invitations.accept({ code, ...names, termsAccepted: true })),
  );
  await step("the alarm that finds it over", woken(accepted.invitationId, T0 + lifetimeMs - reminderLeadMs));
  await step(
    "removal of who has joined",
    called({ token, now: T0 + dayMs }, (api) => api.users.remove({ userId: accepted.row.id })),
  );

  const late = await invited(account);
  await woken(late.invitationId, soon)({});
  await step(
    "resend",
    called({ token, now: T0 + hourMs }, (api) => api.invitations.resend({ userId: late.row.id })),
  );
  await step("its mail, by alarm, resent", woken(late.invitationId, T0 + hourMs + 100));
  await step("a reminder, by alarm", woken(late.invitationId, T0 + hourMs + lifetimeMs - reminderLeadMs));
  await step("expiry, by alarm, with the inviter's mail", woken(late.invitationId, T0 + hourMs + lifetimeMs));
  const next = await invited(account);
  await woken(next.invitationId, soon)({});
  await step("expiry, by alarm, within an hour of such a mail", woken(next.invitationId, T0 + hourMs + lifetimeMs));
  const pending = await invited(account);
  await step(
    "removal of who has not joined",
    called({ token, now: T0 + hourMs }, (api) => api.users.remove({ userId: pending.row.id })),
  );
  expect((await currentInvitation(next.row.id)).id).toBe(next.invitationId);
});

test("five hundred at once", async () => {
  const account = await makeAccount();
  const users = Array.from({ length: bulk }, () => invitee(account));
  await swept(T0)({});
  const { meter: idle } = await step("a sweep that finds nothing to do", swept(T0 + 1));
  await step(
    `invite, each of ${bulk} at once`,
    called({ token: account.token, now: T0 + 2 }, (api) => api.users.inviteMany({ users })),
    { per: bulk },
  );
  await step("arming, each by the sweep", swept(T0 + 3), { per: "objects", beside: idle });
  const after = T0 + 9 * dayMs;
  await step("expiry, each by the sweep", ({ DB = env.DB }) => expireAll(DB, after), { per: bulk });
});

async function expireAll(db: D1Database, now: number): Promise<void> {
  for (let due = await findDue(db, now, expirySet); due.length > 0; due = await findDue(db, now, expirySet))
    await expireUsers(db, due, now);
}

test("lists and webhooks", async () => {
  const { apiToken } = await seedAccount(env, 5_000, T0);
  // A token's first use is noted.
  await requestOf({ token: apiToken }).api.users.counts();
  for (const pageSize of [10, 100] as const)
    await step(
      `list, first page of ${pageSize} among 5,000`,
      called({ token: apiToken }, (api) => api.users.list({ pageSize })),
    );
  await step(
    "counts",
    called({ token: apiToken }, (api) => api.users.counts()),
  );

  const account = await makeAccount();
  const queue = createQueue();
  createReceiver();
  const session = { cookie: account.cookie, accountId: account.accountId, env: { WEBHOOKS: queue.queue } };
  await called(session, (api) => api.webhooks.create({ url: "https://receiver.example.com", types: null }))(
    session.env,
  );
  await queue.run(T0);
  const withQueue = (work: (changes: Partial<Env>) => Promise<unknown>) => (changes: Partial<Env>) =>
    work({ ...changes, ...session.env });
  await step(
    "invite, with a webhook",
    withQueue(called({ token: account.token }, (api) => api.users.invite(invitee(account)))),
  );
  const letters = queue.waiting().length;
  await step("a webhook's delivery", (changes) => queue.run(T0, changes), { per: letters });
});

afterAll(() => {
  const head = "| step | D1 calls | rows read | rows written | calls of objects |";
  // biome-ignore lint/suspicious/noConsole: it is what this is run for.
  console.info([head, "| --- | ---: | ---: | ---: | ---: |", ...rows].join("\n"));
});
