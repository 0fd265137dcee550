import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dayMs } from "../../shared/limits.ts";
import type { Env } from "../env.ts";
import worker from "../index.ts";
import { internalErrorSentence } from "../internal-error.ts";
import { stopClock } from "../test/clock.ts";
import { leavingAt } from "../test/d1-proxies.ts";
import { type Account, type callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { origin } from "../test/http.ts";
import { mailsTo } from "../test/mails.ts";
import { passingTime } from "../test/passing-time.ts";
import { acceptSignedIn, codeOf, currentInvitation, eventTypesOf, lifetimeMs, newAddress } from "../test/stages.ts";
import { everythingStored, type Stored } from "../test/stored.ts";

// D1 is away for ten minutes. It leaves at each call of each thing under way, before that call arrives or once it is
// carried out and only the answer is missing. What falls due meanwhile waits; who asks for something meanwhile is told.

const minute = 60_000;
const hour = 60 * minute;
const gone = T0 + 10 * dayMs;
const back = gone + 10 * minute;

type Api = ReturnType<typeof callerOf>;
type Person = { email: string; userId: string };
type Work = {
  /** Brings somebody to the moment before. */
  begin: () => Promise<Person>;
  /** By a program or by anybody, and once more afterwards. Without it, the alarm of their invitation does it. */
  command?: {
    call: (by: { program: Api; anybody: Api }, person: Person, idempotencyKey: string) => Promise<unknown>;
    event: string;
  };
  /** All that there is to tell of them in the end. */
  events: string[];
  /** So many of those, once it is done. */
  mails: number;
};
type Case = { what: string; work: Work; person: Person; isAnswered: boolean };

const [created, sent, resent] = ["invitation.created", "invitation.sent", "invitation.resent"];
const [accepted, expired, removed] = ["invitation.accepted", "invitation.expired", "user.removed"];
const firstMail = { events: [created, sent], mails: 1 };
const reminder = { events: [created, sent, sent], mails: 2 };
const expiry = { events: [created, sent, sent, expired], mails: 2 };

const works: Record<string, Work> = {
  invite: {
    ...firstMail,
    begin: async () => ({ email: newAddress(), userId: "" }),
    command: {
      call: ({ program }, { email }, idempotencyKey) => program.users.invite({ ...invitee(email), idempotencyKey }),
      event: created,
    },
  },
  resend: {
    begin: () => invited(gone - hour),
    command: {
      call: ({ program }, { userId }, idempotencyKey) => program.invitations.resend({ userId, idempotencyKey }),
      event: resent,
    },
    events: [created, sent, resent, sent],
    mails: 2,
  },
  accept: {
    begin: () => invited(gone - hour),
    command: {
      call: async ({ anybody }, { userId }) => anybody.invitations.accept(await acceptance(userId)),
      event: accepted,
    },
    events: [created, sent, accepted],
    mails: 1,
  },
  remove: {
    async begin() {
      const { email, userId } = await invited(gone - hour);
      await acceptSignedIn(account, { id: userId, email }, gone - hour / 2);
      return { email, userId };
    },
    command: {
      call: ({ program }, { userId }, idempotencyKey) => program.users.remove({ userId, idempotencyKey }),
      event: removed,
    },
    events: [created, sent, accepted, removed],
    mails: 2,
  },
  "the first mail": { ...firstMail, begin: () => invited(gone - 100) },
  "the reminder": { ...reminder, begin: () => invited(gone - lifetimeMs + 2 * dayMs) },
  "the expiry": { ...expiry, begin: () => invited(gone - lifetimeMs) },
};

const ofAnEmptyObject: Work = {
  ...firstMail,
  async begin() {
    const person = await invited(gone - 50);
    await time.lose((await currentInvitation(person.userId)).id);
    return person;
  },
};
const meanwhile: Record<string, Work> = {
  "a first mail": { ...firstMail, begin: () => invited(gone - 50) },
  "a first mail, by an object that is empty": ofAnEmptyObject,
  "a second attempt": { ...firstMail, begin: () => invited(gone - 10_000, `fail-1-times-${newAddress()}`) },
  "a reminder": { ...reminder, begin: () => invited(gone - lifetimeMs + 2 * dayMs + 3 * minute) },
  "an expiry": { ...expiry, begin: () => invited(gone - lifetimeMs + 4 * minute) },
};

const time = passingTime();
const cases: Case[] = [];
let account: Account;
let guest: Person;
let atFirst: Stored;
let atLast: Stored;
let withoutAlarm: { away: string[]; back: string[] };
let answers: { away: string[]; back: string[] };

beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  account = await makeAccount(gone - 9 * dayMs);
  guest = await invited(gone - hour);
  for (const [name, work] of Object.entries(works)) {
    for (const when of ["before", "after"] as const) {
      let isOver = false;
      for (let call = 1; !isOver; call++) isOver = await leaveDuring(`${name}, ${when} call ${call}`, work, call, when);
    }
  }
  for (const [what, work] of Object.entries(meanwhile)) {
    cases.push({ what, work, person: await work.begin(), isAnswered: false });
  }

  const away = { DB: leavingAt(env.DB, 1, "before").db };
  atFirst = await everythingStored();
  await time.pass(gone, gone + 5 * minute, away);
  const toldAway = await askEverything(away);
  await time.pass(gone + 5 * minute, back - 1, away);
  atLast = await everythingStored();
  const withoutAway = await findWithoutAlarm();

  await time.pass(back, back + 10 * minute);
  withoutAlarm = { away: withoutAway, back: await findWithoutAlarm() };
  for (const each of cases) await repeat(each, back + 10 * minute);
  answers = { away: toldAway, back: await askEverything({}) };
  // News of what ended soon after other news are gathered for an hour.
  for (const at of [back + 10 * minute, back + hour, back + 2 * hour, back + 3 * hour])
    await time.pass(at, at + minute);
}, 60_000);

afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("who asks while D1 is away is told that it failed, and afterwards asks with success", () => {
  const failed = "500 Internal server error";
  const forged = "404 linkInvalid";
  expect(answers.away).toEqual([failed, failed, failed, failed, forged, failed, failed]);
  expect(answers.back).toEqual(["200", "200", "200", "200 cookie", forged, "204 cookie", "403 codeWrong"]);
});

test("nothing changes while D1 is away, and what was answered as done is there", async () => {
  expect(atLast).toEqual(atFirst);
  const told = atLast.events?.map(({ userId, type }) => `${userId} ${type}`);
  for (const { what, work, person, isAnswered } of cases) {
    if (isAnswered) expect(told, what).toContain(`${await idOf(person)} ${work.command?.event}`);
  }
});

test("no object loses its alarm, and one that has lost all gets another", async () => {
  const empty = cases.find(({ work }) => work === ofAnEmptyObject);
  const { id } = await currentInvitation(empty?.person.userId ?? "");
  expect(withoutAlarm).toEqual({ away: [id], back: [] });
});

test("once D1 is back, all that was due or under way is done, once", async () => {
  const twice: string[] = [];
  for (const { what, work, person } of cases) {
    expect(await eventTypesOf(account, await idOf(person)), what).toEqual(work.events);
    const mails = await mailsTo(person.email);
    const different = new Set(mails.map(({ sendId, text }) => sendId + text));
    expect(different.size, what).toBe(work.mails);
    if (mails.length > different.size) twice.push(what);
  }
  // The mail had left, and nothing could say so any more.
  expect(twice).toEqual(["the first mail, before call 3", "the reminder, before call 3"]);
});

test("whoever invited hears of everybody whose invitation ended", async () => {
  const heard = (await mailsTo(account.founderEmail)).map(({ text }) => text).join();
  const ended = cases.filter(({ work }) => work.events.some((type) => type === expired || type === accepted));
  expect(ended.length).toBeGreaterThan(10);
  for (const { what, work, person } of ended) {
    if (work !== works.remove) expect(heard, what).toContain(`(${person.email})`);
  }
  const owed = "SELECT 1 FROM invitations WHERE news IS NOT NULL OR mailState IN ('queued', 'retrying')";
  expect((await env.DB.prepare(owed).all()).results).toEqual([]);
});

function invitee(email: string) {
  return { email, firstName: "Grace", lastName: "Hopper", groupIds: [account.usersGroupId] };
}

async function acceptance(userId: string) {
  return { code: await codeOf(userId), firstName: "Grace", lastName: "Hopper", termsAccepted: true as const };
}

/** Somebody invited then; whatever was due for them before D1 left has been done. */
async function invited(at: number, email = newAddress()): Promise<Person> {
  const { api } = requestOf({ token: account.token, now: at, env: time.envWith() });
  const { id } = await api.users.invite(invitee(email));
  const invitation = await currentInvitation(id);
  for (;;) {
    const next = await time.alarmOf(invitation.id);
    if (next === null || next >= gone) return { email, userId: id };
    await time.ring(invitation.id, next);
  }
}

async function idOf({ email }: Person): Promise<string> {
  const user = await env.DB.prepare("SELECT id FROM users WHERE accountId = ?1 AND email = ?2")
    .bind(account.accountId, email)
    .first<{ id: string }>();
  return user?.id ?? "";
}

/** Answers whether it is over: done before D1 could leave, or answered all the same. */
async function leaveDuring(what: string, work: Work, call: number, when: "before" | "after"): Promise<boolean> {
  const person = await work.begin();
  const { db, hasLeft } = leavingAt(env.DB, call, when);
  const one = { what, work, person, isAnswered: false };
  if (work.command) one.isAnswered = await isAnswered(one, { DB: db }, gone);
  else await time.ring((await currentInvitation(person.userId)).id, gone, { DB: db });
  cases.push(one);
  return one.isAnswered || !hasLeft();
}

/** False when it failed, in the one way in which it may. */
async function isAnswered({ what, work, person }: Case, changes: Partial<Env>, now: number): Promise<boolean> {
  stopClock(now);
  const [program, anybody] = [{ token: account.token }, {}].map((credential) =>
    requestOf({ ...credential, env: time.envWith(changes), now }),
  );
  if (!program || !anybody) throw new Error("Nobody asks");
  try {
    await work.command?.call({ program: program.api, anybody: anybody.api }, person, what.replaceAll(" ", "-"));
    return true;
  } catch (error) {
    if (error instanceof TRPCError && error.code === "INTERNAL_SERVER_ERROR") return false;
    throw error;
  } finally {
    await Promise.all([program.settled(), anybody.settled()]);
  }
}

/** By somebody who was told that it failed, or was told nothing. */
async function repeat(one: Case, now: number): Promise<void> {
  const again = isAnswered(one, {}, now);
  if (one.work !== works.accept) return expect(await again).toBe(true);
  const reason = await again.catch(({ refusal }) => refusal.reason);
  // Who is in cannot accept once more. Who got no further than a login shows by a code that it is theirs.
  expect([true, "alreadyAccepted", "signInRequired"]).toContain(reason);
  if (reason === "signInRequired") await acceptSignedIn(account, { ...one.person, id: one.person.userId }, now);
}

async function findWithoutAlarm(): Promise<string[]> {
  const { results } = await env.DB.prepare("SELECT id FROM invitations WHERE accountId = ?1 AND endedAs IS NULL")
    .bind(account.accountId)
    .all<{ id: string }>();
  const alarms = await Promise.all(results.map(async ({ id }) => ({ id, at: await time.alarmOf(id) })));
  return alarms.filter(({ at }) => at === null).map(({ id }) => id);
}

/** By the Worker's own door: what each is told, and whether with a cookie. */
async function askEverything(changes: Partial<Env>): Promise<string[]> {
  const token = { authorization: `Bearer ${account.token}` };
  const accepting = await acceptance(guest.userId);
  const asked: [path: string, input: object, headers?: object][] = [
    ["/trpc/users.list", {}, token],
    ["/trpc/users.invite", invitee("asked@example.com"), token],
    ["/trpc/invitations.preview", { code: accepting.code }],
    ["/trpc/invitations.accept", accepting],
    ["/trpc/invitations.preview", { code: "forged" }],
    ["/api/auth/email-otp/send-verification-otp", { email: "asked@example.com" }],
    ["/api/auth/sign-in/email-otp", { email: "asked@example.com", otp: "123456" }],
  ];
  const told: string[] = [];
  for (const [path, input, headers] of asked) {
    const request = new Request(origin + path, {
      method: "POST",
      headers: { "content-type": "application/json", origin, "sec-fetch-site": "same-origin", ...headers },
      body: JSON.stringify(input),
    });
    const context = createExecutionContext();
    const response = await worker.fetch(request, time.envWith(changes), context);
    await waitOnExecutionContext(context);
    const text = await response.text();
    const refusal = /"refusal":\{"reason":"(\w+)"/.exec(response.ok ? "" : text)?.[1] ?? "";
    const sentence = text.includes(`"${internalErrorSentence}"`) ? internalErrorSentence : refusal;
    told.push(`${response.status} ${response.headers.has("set-cookie") ? "cookie" : sentence}`.trim());
  }
  return told;
}
