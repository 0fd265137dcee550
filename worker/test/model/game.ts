import { env } from "cloudflare:workers";
import { dayMs } from "../../../shared/limits.ts";
import { RefusalError } from "../../api/refusal-error.ts";
import { ensureLogin } from "../../db/logins.ts";
import type { Env } from "../../env.ts";
import { codeFor } from "../../invitation/links.ts";
import { catchUp } from "../../invitation/sweep.ts";
import { stopClock } from "../clock.ts";
import { aroundCalls, dyingAt, failingAt, losingConnection } from "../d1-proxies.ts";
import { type Account, type callerOf, makeAccount, requestOf, signIn, T0 } from "../harness.ts";
import type { randomOf } from "../random.ts";
import { play } from "./model.ts";
import { broken, linesOf, linesSeen, look, type Seen, type SeenInvitation } from "./seen.ts";
import type { Timers } from "./timers.ts";
import { done, type Operation, type Played, type World } from "./world.ts";

export type Random = ReturnType<typeof randomOf>;
/** One account, what should be the case in it, and what is. */
export type Game = {
  account: Account;
  timers: Timers;
  world: World;
  now: number;
  seen: Seen;
  /** By login. */
  sessions: Map<string, { cookie: string; at: number }>;
  /** What was done so far, to be read when something is wrong. */
  steps: string[];
  /** Some timer was lost. */
  isForgetful: boolean;
};
type Trouble = "before" | "after";
/** More than mails that always fail, reminders and deadlines need. */
const maxRings = 200;
const minuteMs = 60_000;
/** What pages hear is another test's. */
const nobodyListens = { getByName: () => ({ changed: async () => undefined }) } as unknown as Env["LIVE"];

export async function startGame(timers: Timers): Promise<Game> {
  const account = await makeAccount();
  const founder = { email: account.founderEmail, status: "active", isAdministrator: true } as const;
  const people = { founder: { ...founder, offers: [], until: null, resentAt: null, askedAt: null } };
  const world: World = { people, sends: [], hasToken: true };
  return {
    account,
    timers,
    world,
    now: T0,
    seen: await look(account.accountId),
    steps: [],
    sessions: new Map(),
    isForgetful: false,
  };
}

/** One operation, which may lose its connection to D1 before or after a commit without anybody noticing. */
export async function step(game: Game, operation: Operation, trouble: Trouble | null): Promise<void> {
  game.steps.push(`${trouble ?? ""} ${JSON.stringify(operation)}`);
  const changed = trouble ? { DB: losingConnection(env.DB, trouble) } : {};
  const counted = await asItCounts(game, operation);
  const outcome = await carryOut(game, operation, changed, game.now);
  await settleOn(game, [play(game.world, counted, game.now)], outcome);
}

/** The process ends somewhere on the way: the operation is carried out whole, or not at all. */
export async function dyingStep(game: Game, operation: Operation, call: number, when: Trouble): Promise<void> {
  if (operation.kind === "alarm") return troubledRing(game, operation, call, when);
  game.steps.push(`dies ${when} call ${call}: ${JSON.stringify(operation)}`);
  const { db, died } = dyingAt(env.DB, call, when);
  const counted = await asItCounts(game, operation);
  const outcome = await Promise.race([carryOut(game, operation, { DB: db }, game.now), died]);
  const played = play(game.world, counted, game.now);
  const unknown = [played, { ...played, world: game.world }].map((each) => ({ ...each, outcome: "died" }));
  await settleOn(game, outcome === "died" ? unknown : [played], outcome);
}

/** The database loses one call of an alarm, or the provider's yes gets lost: it rings again, and never complains. */
async function troubledRing(game: Game, operation: Operation, call: number, when: Trouble): Promise<void> {
  game.steps.push(`loses call ${call} ${when}: ${JSON.stringify(operation)}`);
  const isMail = call === 1;
  const changed = isMail ? { MAILBOX: losingAnswers(env.MAILBOX) } : { DB: failingAt(env.DB, call, when) };
  const outcome = await carryOut(game, operation, changed, game.now);
  const played = play(game.world, operation, game.now);
  await settleOn(game, isMail ? [played] : [played, { ...played, world: game.world }], outcome);
}

/** What has been stored in the mailbox, as if the provider had taken too long to say so. */
function losingAnswers(mailbox: D1Database | undefined): D1Database {
  if (mailbox === undefined) throw new Error("Tests run in local mode");
  return aroundCalls(mailbox, async (run) => {
    await run();
    throw new Error("The provider does not answer");
  });
}

/** An object forgets what it kept, as after a failure of the platform. */
export async function forgetfulStep(game: Game, invitationId: string): Promise<void> {
  game.steps.push(`the object of ${invitationId} is empty`);
  game.isForgetful = true;
  await game.timers.lose(invitationId);
}

/** Two at once come to what they come to in one order or the other. */
export async function twoSteps(game: Game, one: Operation, other: Operation): Promise<void> {
  game.steps.push(`at once: ${JSON.stringify(one)} ${JSON.stringify(other)}`);
  const [first, second] = [await asItCounts(game, one), await asItCounts(game, other)];
  const outcomes = await Promise.all([one, other].map((each) => carryOut(game, each, {}, game.now)));
  const orders = [
    ...inOrder(game, first, second).map(({ world, outcomes }) => ({ world, outcome: outcomes.join() })),
    ...inOrder(game, second, first).map(({ world, outcomes }) => ({ world, outcome: outcomes.toReversed().join() })),
  ];
  await settleOn(game, orders, outcomes.join());
}

function inOrder({ world, now }: Game, first: Operation, second: Operation) {
  // The other one makes the login before it takes the place: in between, a mailed link is no proof any more.
  const firsts = [first, ...(isByMailedLink(first) ? [{ ...first, proof: "none" as const }] : [])];
  return firsts.map((each) => {
    const after = play(world, each, now);
    const last = play(after.world, second, now);
    return { world: last.world, outcomes: [after.outcome, last.outcome] };
  });
}

function isByMailedLink(operation: Operation): operation is Extract<Operation, { kind: "accept" }> {
  return operation.kind === "accept" && operation.proof === "mailedLink";
}

/** Somebody with a login has to prove the address by a code: their mailed link alone proves nothing. */
async function asItCounts(game: Game, operation: Operation): Promise<Operation> {
  if (!isByMailedLink(operation)) return operation;
  const email = game.world.people[operation.who]?.email ?? "";
  const login = await env.DB.prepare("SELECT 1 FROM logins WHERE email = ?1").bind(email).first();
  return login === null ? operation : { ...operation, proof: "none" };
}

export async function sweepStep(game: Game): Promise<void> {
  game.steps.push("sweep");
  stopClock(game.now);
  await catchUp(envOf(game), game.now);
  let { world } = game;
  for (const [who, { offers }] of Object.entries(world.people)) {
    if (offers.length === 0) continue;
    ({ world } = play(world, { kind: "alarm", by: "", who, offer: offers.length - 1 }, game.now));
  }
  await settleOn(game, [{ world, outcome: done }], done);
}

/** Time goes on until no timer is left. Then nothing may be owed to anybody, and nothing be kept of what is over. */
export async function endGame(game: Game): Promise<void> {
  game.steps.push("the end");
  if (game.isForgetful) {
    // Only the sweep can know.
    game.now += 2 * minuteMs;
    await sweepStep(game);
  }
  await ringAll(game);
  game.now = Math.max(game.now, ...Object.values(game.world.people).map(({ until }) => until ?? 0));
  await sweepStep(game);
  await ringAll(game);
  for (const { id } of game.seen.invitations) {
    if (!(await game.timers.isFreed(id))) throw new Error(`${id} is over, and its object keeps something`);
  }
  const mails = await env.MAILBOX?.prepare("DELETE FROM mails RETURNING sendId").all<{ sendId: string }>();
  const sent = new Set(mails?.results.map(({ sendId }) => sendId));
  for (const { id, endedAs, mailState, sendId } of game.seen.invitations) {
    const isSettled =
      mailState === "sent"
        ? sent.has(sendId ?? "")
        : mailState === "failed" || (mailState === null && endedAs !== "expired");
    if (endedAs === null || !isSettled) throw new Error(`The mail of ${id}, ${endedAs}, is ${mailState}`);
  }
}

/** Lets every timer ring when it wants to, until none wants to any more. */
async function ringAll(game: Game): Promise<void> {
  for (let rings = 0; rings < maxRings; rings++) {
    const alarms = game.seen.invitations.map(async ({ id }) => ({ id, at: await game.timers.alarmOf(id) }));
    const next = (await Promise.all(alarms))
      .filter(({ at }) => at !== null)
      .sort((a, b) => Number(a.at) - Number(b.at))[0];
    if (next === undefined) return;
    game.now = Math.max(game.now, next.at ?? 0);
    await game.timers.ring(next.id, envOf(game), game.now);
  }
  throw new Error("Some timer never comes to rest");
}

function envOf({ timers }: Game): Env {
  return { ...env, INVITATION: timers.namespace, LIVE: nobodyListens };
}

/** What was answered and what is stored must be what one of these says, and what always holds must hold. */
async function settleOn(game: Game, allowed: Played[], outcome: string): Promise<void> {
  const seen = await look(game.account.accountId);
  const stored = linesSeen(seen);
  const found = allowed.find((each) => each.outcome === outcome && linesOf(each.world) === stored);
  if (!found) {
    const wanted = allowed.map((each) => `${each.outcome}\n${linesOf(each.world)}`);
    throw new Error([`Came to ${outcome}\n${stored}`, "instead of", ...wanted].join("\n"));
  }
  const problems = broken(seen, game.seen);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  Object.assign(game, { world: found.world, seen });
}

/** By the real code; answers the reason of a refusal, or that it was done. */
async function carryOut(game: Game, operation: Operation, changed: Partial<Env>, now: number): Promise<string> {
  const changedEnv = { ...envOf(game), ...changed };
  if (operation.kind === "alarm") {
    await game.timers.ring(offerOf(game, operation.who, operation.offer).id, changedEnv, now);
    return done;
  }
  try {
    const { api, settled } = requestOf({ ...(await credentialOf(game, operation, now)), env: changedEnv, now });
    await call(api, game, operation);
    await settled();
    return done;
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    const { reason } = error.refusal;
    // A session may be gone with its login, or only without a place here.
    return reason === "signInRequired" && !("offer" in operation) && operation.by !== "token" ? "notAllowed" : reason;
  }
}

async function call(api: ReturnType<typeof callerOf>, game: Game, operation: Operation): Promise<unknown> {
  const { administratorsGroupId, usersGroupId } = game.account;
  const email = game.world.people[operation.who]?.email ?? operation.who;
  const userId = game.seen.users.find((user) => user.email === email)?.id ?? "";
  const names = { firstName: "Grace", lastName: "Hopper" };
  const groupIds = (isAdministrator: boolean) => [usersGroupId, ...(isAdministrator ? [administratorsGroupId] : [])];
  switch (operation.kind) {
    case "invite":
      return api.users.invite({ ...names, email, groupIds: groupIds(operation.isAdministrator) });
    case "edit":
      return api.users.edit({ userId, groupIds: groupIds(operation.isAdministrator) });
    case "correct":
      return api.users.correctAddress({ userId, email: operation.email });
    case "remove":
    case "block":
    case "unblock":
      return api.users[operation.kind]({ userId });
    case "copy":
      return api.invitations.link({ userId });
    case "resend":
    case "sendNew":
      return api.invitations[operation.kind]({ userId });
    case "accept": {
      const channel = operation.proof === "mailedLink" ? "mail" : "copy";
      const code = await codeFor(env, offerOf(game, operation.who, operation.offer), channel);
      return api.invitations.accept({ ...names, code: code ?? "", termsAccepted: true });
    }
    case "decline":
    case "askAgain": {
      const code = await codeFor(env, offerOf(game, operation.who, operation.offer), "mail");
      return api.invitations[operation.kind]({ code: code ?? "" });
    }
    case "alarm":
      return undefined;
  }
}

async function credentialOf(game: Game, operation: Operation, now: number) {
  const { accountId, token, cookie } = game.account;
  if (operation.kind === "accept") {
    if (operation.proof === "otherSession") return { cookie };
    if (operation.proof !== "session") return {};
    const email = game.world.people[operation.who]?.email ?? "";
    const { loginId } = await ensureLogin(env.DB, email, accountId, now);
    return { cookie: await sessionOf(game, loginId, now) };
  }
  if ("offer" in operation) return {};
  if (operation.by === "token") return { token };
  const email = game.world.people[operation.by]?.email;
  const loginId = game.seen.users.find((user) => user.email === email)?.loginId;
  return loginId ? { cookie: await sessionOf(game, loginId, now), accountId } : {};
}

/** People stay signed in for a while. */
async function sessionOf({ sessions }: Game, loginId: string, now: number): Promise<string> {
  const known = sessions.get(loginId);
  if (known && known.at <= now && now < known.at + dayMs) return known.cookie;
  const cookie = await signIn(loginId, now);
  sessions.set(loginId, { cookie, at: now });
  return cookie;
}

function offerOf(game: Game, who: string, offer: number): SeenInvitation {
  const email = game.world.people[who]?.email;
  const user = game.seen.users.find((each) => each.email === email);
  const found = game.seen.invitations.filter(({ userId }) => userId === user?.id)[offer];
  if (!found) throw new Error(`${who} has no offer ${offer}`);
  return found;
}
