import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Procedure } from "../../shared/permissions.ts";
import { newId } from "../db/new-id.ts";
import type { InputOf, Things } from "../test/every-procedure.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { createQueue } from "../test/queue.ts";
import { createReceiver } from "../test/receiver.ts";
import { acceptSignedIn, bring, codeOf, invite, join, newAddress } from "../test/stages.ts";
import { wholeAnswer } from "../test/whole-answer.ts";

// What an account can learn of another one, by naming what is there: nothing that it could not learn of nobody.

type Probes = {
  [Path in Procedure]: "names nothing" | ((probed: Things, own: Things) => InputOf<Path>)[];
};

/** Every place of an input that can name something. A new procedure has to say so here. */
const probes: Probes = {
  "users.list": [
    ({ groupId }) => ({ groupId }),
    ({ userId }) => ({ invitedBy: userId }),
    ({ userId }) => ({ search: userId }),
    ({ email }) => ({ search: email }),
    ({ externalId }) => ({ search: externalId }),
  ],
  "users.get": [({ userId }) => ({ userId }), ({ email }) => ({ email }), ({ externalId }) => ({ externalId })],
  "users.counts": "names nothing",
  "users.inviteMany": [
    ({ groupId }, { email }) => ({ users: [{ ...person, email, groupIds: [groupId] }] }),
    ({ email, externalId }, { groupId }) => ({
      users: [{ ...person, email, externalId, groupIds: [groupId] }],
      again: true,
      renew: true,
      dryRun: true,
    }),
  ],
  "users.edit": [
    ({ userId }, { groupId }) => ({ userId, groupIds: [groupId] }),
    ({ userId }, { groupId }) => ({ userId, groupIds: [groupId], ifRevision: 1 }),
    ({ groupId }, { userId }) => ({ userId, groupIds: [groupId] }),
  ],
  "users.correctAddress": [
    ({ userId }, { email }) => ({ userId, email }),
    ({ email }, { userId }) => ({ userId, email: `y${email}` }),
  ],
  "users.remove": [({ userId }) => ({ userId }), ({ userId }) => ({ userId, ifRevision: 1 })],
  "users.block": [({ userId }) => ({ userId })],
  "users.unblock": [({ userId }) => ({ userId })],
  "users.delete": [({ userId }) => ({ userId })],
  "users.resendMany": [({ userId }) => ({ userIds: [userId] })],
  "users.sendNewMany": [({ userId }) => ({ userIds: [userId] })],
  "users.editMany": [
    ({ userId }, { groupId }) => ({ userIds: [userId], groupIds: [groupId] }),
    ({ groupId }, { userId }) => ({ userIds: [userId], groupIds: [groupId] }),
  ],
  "users.removeMany": [({ userId }) => ({ userIds: [userId] })],
  "invitations.history": [({ userId }) => ({ userId })],
  "invitations.link": [({ userId }) => ({ userId })],
  "invitations.resend": [({ userId }) => ({ userId })],
  "invitations.sendNew": [({ userId }) => ({ userId })],
  "invitations.mine": "names nothing",
  // A code is proof of itself, whoever holds it: codes.test.ts.
  "invitations.preview": "names nothing",
  "invitations.accept": "names nothing",
  "invitations.decline": "names nothing",
  "invitations.askAgain": "names nothing",
  "invitations.stopState": "names nothing",
  "invitations.stop": "names nothing",
  "invitations.allow": "names nothing",
  "groups.list": "names nothing",
  "groups.create": "names nothing",
  "groups.rename": [({ groupId }) => ({ groupId, name: "Ours now" })],
  "groups.remove": [({ groupId }) => ({ groupId })],
  "tokens.list": "names nothing",
  "tokens.create": "names nothing",
  "tokens.disable": [({ tokenId }) => ({ tokenId })],
  "tokens.enable": [({ tokenId }) => ({ tokenId })],
  "tokens.remove": [({ tokenId }) => ({ tokenId })],
  "webhooks.list": "names nothing",
  "webhooks.create": "names nothing",
  "webhooks.update": [({ webhookId }) => ({ webhookId, url: "https://receiver.example.com/ours" })],
  "webhooks.rotateSecret": [({ webhookId }) => ({ webhookId })],
  "webhooks.disable": [({ webhookId }) => ({ webhookId })],
  "webhooks.enable": [({ webhookId }) => ({ webhookId })],
  "webhooks.remove": [({ webhookId }) => ({ webhookId })],
  "webhooks.deliveries": [({ webhookId }) => ({ webhookId }), ({ webhookId }) => ({ webhookId, state: "delivered" })],
  "webhooks.redeliver": [
    ({ webhookId }) => ({ webhookId }),
    ({ webhookId, eventId }) => ({ webhookId, eventId }),
    ({ eventId }, { webhookId }) => ({ webhookId, eventId }),
  ],
  "webhooks.sendTest": [({ webhookId }) => ({ webhookId })],
  "events.list": [
    ({ userId }) => ({ userId }),
    ({ userId }) => ({ actor: { kind: "user", id: userId } }),
    ({ tokenId }) => ({ actor: { kind: "token", id: tokenId } }),
  ],
  "accounts.mine": "names nothing",
  "accounts.create": "names nothing",
  "accounts.update": "names nothing",
  "accounts.leave": "names nothing",
  "profile.get": "names nothing",
  "profile.update": "names nothing",
  // Last, because it makes people here of those who are there.
  "users.invite": [
    ({ groupId }, { email }) => ({ ...person, email, groupIds: [groupId] }),
    ({ email }, { groupId }) => ({ ...person, email, groupIds: [groupId] }),
    ({ externalId, email }, { groupId }) => ({ ...person, email: `x${email}`, externalId, groupIds: [groupId] }),
  ],
};

const person = { firstName: "Grace", lastName: "Hopper" };
const queue = createQueue().queue;
let here: Account;
let own: Things;
/** What is there, by the state of the user among it. */
const foreign = new Map<string, Things>();

beforeAll(async () => {
  createReceiver();
  const there = await makeAccount();
  here = await makeAccount();
  const { id: userId } = await invite(here);
  own = { ...(await thingsOf(here)), userId };
  const things = await thingsOf(there);
  for (const stage of ["invited", "active", "removed"] as const) {
    const { row } = await bring(there, stage);
    const externalId = `E${stage}`;
    await env.DB.prepare("UPDATE users SET externalId = ?3 WHERE accountId = ?1 AND id = ?2")
      .bind(there.accountId, row.id, externalId)
      .run();
    foreign.set(stage, { ...things, userId: row.id, email: row.email, externalId });
  }
  const administrators = { ...things, groupId: there.administratorsGroupId };
  foreign.set("administrator", { ...administrators, userId: there.founderId, email: there.founderEmail });
});

afterAll(() => {
  vi.unstubAllGlobals();
});

async function thingsOf(account: Account): Promise<Things> {
  const api = callerOf({ cookie: account.cookie, accountId: account.accountId, env: { WEBHOOKS: queue } });
  const { row: token } = await api.tokens.create({ name: "Sync", scope: "read" });
  const { row: webhook } = await api.webhooks.create({ url: "https://receiver.example.com" });
  const group = await api.groups.create({ name: "Friends" });
  const { rows } = await api.events.list({ pageSize: 5 });
  const ids = { groupId: group.id, tokenId: token.id, webhookId: webhook.id, eventId: `evt_${rows[0]?.seq}` };
  return { ...ids, userId: account.founderId, email: newAddress(), externalId: "Eown", code: "" };
}

async function personKnownElsewhere(): Promise<string> {
  return (await join(await makeAccount())).email;
}

function nobodys(): Things {
  return {
    userId: newId("user"),
    groupId: newId("group"),
    tokenId: newId("token"),
    webhookId: newId("webhook"),
    eventId: "evt_999999999999",
    email: newAddress(),
    externalId: `E${newId("user").slice(4)}`,
    code: "",
  };
}

/** Whatever is new with each call, and what the caller has said itself. */
function withoutNames(text: string): string {
  return text
    .replaceAll(/\b([A-Z]{3})-[0-9A-Z]{16,26}\b/g, "$1")
    .replaceAll(/[a-z-]+\d+@example\.com/g, "address")
    .replaceAll(/"E\w+"/g, "external id")
    .replaceAll(/"revision":\d+/g, "revision");
}

const named = (Object.keys(probes) as Procedure[]).filter((path) => probes[path] !== "names nothing");

describe.each(named)("%s tells nothing of another account", (path) => {
  test("an id from there answers as one that nobody has, to the letter, and asks the database the same", async () => {
    const inputs: unknown = probes[path];
    for (const input of inputs as ((probed: Things, own: Things) => unknown)[]) {
      for (const [state, theirs] of foreign) {
        const answers = [];
        for (const probed of [theirs, nobodys()]) {
          const credential = { cookie: here.cookie, accountId: here.accountId };
          const asked = input(probed, { ...own, email: newAddress() });
          const answer = await wholeAnswer(path, asked, credential, { env: { WEBHOOKS: queue }, now: T0 + 1 });
          expect(answer.status, answer.text).not.toBe(500);
          answers.push({ ...answer, text: withoutNames(answer.text), data: withoutNames(JSON.stringify(answer.data)) });
        }
        expect([state, answers[0]]).toEqual([state, answers[1]]);
      }
    }
  });
});

describe("of a person who is elsewhere too,", () => {
  test.each(["invitations.preview", "invitations.accept"] as const)(
    "the copier of a link learns nothing by %s: answers and statements are those of an address nobody knows",
    async (path) => {
      for (const cookie of [undefined, here.cookie]) {
        const answers = [];
        for (const email of [await personKnownElsewhere(), newAddress()]) {
          const code = await codeOf((await invite(here, { email })).id, "copy");
          const input = { code, ...(path === "invitations.accept" ? { ...person, termsAccepted: true } : {}) };
          const { text, data: _, ...answer } = await wholeAnswer(path, input, { cookie });
          answers.push({ ...answer, text: withoutNames(text) });
        }
        expect(answers[0]).toEqual(answers[1]);
      }
    },
  );

  test("an account that invites them is answered as if they were nobody, and may mail as often", async () => {
    const { email } = await inviteAsOftenAsAllowed();
    const credential = { token: here.token };
    const rows = [];
    for (const address of [email, await personKnownElsewhere(), newAddress()]) {
      const input = { ...person, email: address, groupIds: [own.groupId] };
      const { text, statements, status } = await wholeAnswer("users.invite", input, credential);
      rows.push({ text: withoutNames(text), statements, status });
      expect(status).toBe(200);
    }
    expect(rows[0]).toEqual(rows[2]);
    expect(rows[1]).toEqual(rows[2]);
  });

  test("what they do there moves no time, name or number here", async () => {
    const there = await makeAccount();
    const { email, userId, cookie } = await join(here);
    const row = () => callerOf({ token: here.token }).users.get({ userId });
    const before = await row();
    const elsewhere = await invite(there, { email });
    await acceptSignedIn(there, elsewhere, T0 + 1_000);
    const { profile } = callerOf({ cookie, accountId: there.accountId, now: T0 + 5_000 });
    await profile.get();
    await profile.update({ firstName: "Another", lastName: "Name" });
    await callerOf({ token: there.token }).users.block({ userId: elsewhere.id });
    await callerOf({ token: there.token }).users.remove({ userId: elsewhere.id });
    expect(await row()).toEqual(before);
  });
});

async function inviteAsOftenAsAllowed(): Promise<{ email: string }> {
  const there = await makeAccount();
  const { id: userId, email } = await invite(there);
  for (const minutes of [2, 4, 6, 8]) {
    await callerOf({ token: there.token, now: T0 + minutes * 60_000 }).invitations.resend({ userId });
  }
  return { email };
}
