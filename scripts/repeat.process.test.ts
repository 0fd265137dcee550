import type { inferRouterInputs } from "@trpc/server";
import { expect, test } from "vitest";
import type { EventType } from "../shared/events.ts";
import type { UserRow } from "../shared/outputs.ts";
import { type UserStatus, userStatuses } from "../shared/status.ts";
import type { AppRouter } from "../worker/api/router.ts";
import type { SpawnedUsher } from "./spawn-usher.ts";
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

type Inputs = inferRouterInputs<AppRouter>;
type KeysOfEach<Union> = Union extends unknown ? keyof Union : never;
/** The mutations that take a key: one more of them and the table below is not complete. */
type Repeatable = {
  [Router in keyof Inputs & string]: {
    [Name in keyof Inputs[Router] & string]: "idempotencyKey" extends KeysOfEach<NonNullable<Inputs[Router][Name]>>
      ? `${Router}.${Name}`
      : never;
  }[keyof Inputs[Router] & string];
}[keyof Inputs & string];

/** One call, always with the same key; the events that it leaves, and who gets one mail of it. */
type Repeated = { call: () => Promise<unknown>; leaves: EventType[]; mailed?: string[] };

const patience = { timeout: 100_000, interval: 500 };

test("each call under its key, twenty times at once, and again after a kill that swallowed its answers, is one", async () => {
  const env = { OPEN_SIGN_UP: "1" };
  let usher = await usherForTest({ env });
  const { apiToken } = await seedAccount(usher.origin, 120);
  const api = apiOf(usher.origin, apiToken);
  const calls = await prepareCalls(usher, api);

  const before = await commandsIn(api);

  for (const { call } of calls) await twentyTimes(call);
  await killAll(usher);
  usher = await startAgain(usher, env);
  const once = await commandsIn(api);
  const types = once.slice(0, once.length - before.length).map((each) => each.split(" ")[1]);
  expect(types.sort()).toEqual(calls.flatMap(({ leaves }) => leaves).sort());

  for (const { call } of calls) {
    const answers = await twentyTimes(call);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  }
  expect(await commandsIn(api)).toEqual(once);
  const { total } = await api.users.list.query({ search: "repeated" });
  expect(total, "invited singly, two of a list, a corrected address; who has left is in no list").toBe(4);

  // Of a bulk run, each mail has its slot: at the next start all of these are near.
  await killAll(usher);
  usher = await startAgain(usher, env);
  for (const address of calls.flatMap(({ mailed = [] }) => mailed)) {
    const sendIds = async () => new Set((await mailsTo(usher.origin, address)).map(({ sendId }) => sendId)).size;
    await expect.poll(sendIds, patience).toBeGreaterThan(0);
    expect(await sendIds(), "mails, not counting one that was repeated").toBe(1);
  }
}, 240_000);

async function prepareCalls(usher: SpawnedUsher, api: ProgramApi): Promise<Repeated[]> {
  const groupIds = [await ordinaryGroup(api)];
  const take = await userPicker(api);
  const person = (email: string) => ({ email, firstName: "Ann", lastName: "Other", groupIds });
  const member = await joinAs(usher, api, person("leaves@example.com"));
  const [renamed, removed] = [
    await api.groups.create.mutate({ name: "Renamed once" }),
    await api.groups.create.mutate({ name: "Removed once" }),
  ];
  const { id: otherGroup } = await api.groups.create.mutate({ name: "Edited into" });

  const [edited, blocked, removedUser] = [take("active"), take("active"), take("active")];
  const [unblocked, deleted, renewed] = [take("blocked"), take("removed"), take("invitationExpired")];
  const [corrected, linked, resent] = [take("invited"), take("invited"), take("invited")];
  const manyResent = [take("invited"), take("invited")];
  const manyRenewed = [take("invitationExpired"), take("invitationExpired")];
  const [manyEdited, manyRemoved] = [
    [take("active"), take("active")],
    [take("active"), take("active")],
  ];
  const ids = (rows: UserRow[]) => rows.map(({ id }) => id);
  const mails = (rows: UserRow[]) => rows.map(({ email }) => email);

  const table: Record<Repeatable, Repeated> = {
    "users.invite": {
      call: () => api.users.invite.mutate({ ...person("repeated-1@example.com"), idempotencyKey: "a" }),
      leaves: ["invitation.created"],
      mailed: ["repeated-1@example.com"],
    },
    "users.inviteMany": {
      call: () =>
        api.users.inviteMany.mutate({
          users: [person("repeated-2@example.com"), person("repeated-3@example.com")],
          idempotencyKey: "b",
        }),
      leaves: ["invitation.created", "invitation.created"],
      mailed: ["repeated-2@example.com", "repeated-3@example.com"],
    },
    "users.correctAddress": {
      call: () =>
        api.users.correctAddress.mutate({
          userId: corrected.id,
          email: "repeated-4@example.com",
          idempotencyKey: "c",
        }),
      leaves: ["user.addressCorrected", "invitation.created", "invitation.replaced"],
      mailed: ["repeated-4@example.com"],
    },
    "users.edit": {
      call: () => api.users.edit.mutate({ userId: edited.id, groupIds: [otherGroup], idempotencyKey: "d" }),
      leaves: ["user.edited"],
    },
    "users.remove": {
      call: () => api.users.remove.mutate({ userId: removedUser.id, idempotencyKey: "e" }),
      leaves: ["user.removed"],
      mailed: [removedUser.email],
    },
    "users.block": {
      call: () => api.users.block.mutate({ userId: blocked.id, idempotencyKey: "f" }),
      leaves: ["user.blocked"],
    },
    "users.unblock": {
      call: () => api.users.unblock.mutate({ userId: unblocked.id, idempotencyKey: "g" }),
      leaves: ["user.unblocked"],
    },
    "users.delete": {
      call: () => api.users.delete.mutate({ userId: deleted.id, idempotencyKey: "h" }),
      leaves: ["user.deleted"],
    },
    "users.resendMany": {
      call: () => api.users.resendMany.mutate({ userIds: ids(manyResent), idempotencyKey: "i" }),
      leaves: ["invitation.resent", "invitation.resent"],
      mailed: mails(manyResent),
    },
    "users.sendNewMany": {
      call: () => api.users.sendNewMany.mutate({ userIds: ids(manyRenewed), idempotencyKey: "j" }),
      leaves: ["invitation.created", "invitation.created"],
      mailed: mails(manyRenewed),
    },
    "users.editMany": {
      call: () => api.users.editMany.mutate({ userIds: ids(manyEdited), groupIds: [otherGroup], idempotencyKey: "k" }),
      leaves: ["user.edited", "user.edited"],
    },
    "users.removeMany": {
      call: () => api.users.removeMany.mutate({ userIds: ids(manyRemoved), idempotencyKey: "l" }),
      leaves: ["user.removed", "user.removed"],
      mailed: mails(manyRemoved),
    },
    "invitations.link": {
      call: () => api.invitations.link.mutate({ userId: linked.id, idempotencyKey: "m" }),
      leaves: ["invitation.linkCopied"],
    },
    "invitations.resend": {
      call: () => api.invitations.resend.mutate({ userId: resent.id, idempotencyKey: "n" }),
      leaves: ["invitation.resent"],
      mailed: [resent.email],
    },
    "invitations.sendNew": {
      call: () => api.invitations.sendNew.mutate({ userId: renewed.id, idempotencyKey: "o" }),
      leaves: ["invitation.created"],
      mailed: [renewed.email],
    },
    "groups.create": {
      call: () => api.groups.create.mutate({ name: "Made once", idempotencyKey: "p" }),
      leaves: ["group.created"],
    },
    "groups.rename": {
      call: () => api.groups.rename.mutate({ groupId: renamed.id, name: "Renamed", idempotencyKey: "q" }),
      leaves: ["group.renamed"],
    },
    "groups.remove": {
      call: () => api.groups.remove.mutate({ groupId: removed.id, idempotencyKey: "r" }),
      leaves: ["group.removed"],
    },
    "accounts.update": {
      call: () => api.accounts.update.mutate({ name: "Updated once", idempotencyKey: "s" }),
      leaves: ["account.updated"],
    },
    "accounts.create": {
      call: () => member("accounts.create", { name: "Founded once", idempotencyKey: "t" }),
      leaves: [],
    },
    "accounts.leave": { call: () => member("accounts.leave", { idempotencyKey: "u" }), leaves: ["user.left"] },
  };
  return Object.values(table);
}

/** Hands out users of a status, each once, whose mails have no history that would stand in the way. */
async function userPicker(api: ProgramApi): Promise<(status: UserStatus) => UserRow> {
  const { rows } = await api.users.list.query({ pageSize: 100, status: [...userStatuses] });
  return (status) => {
    const index = rows.findIndex(
      (row) => row.status === status && row.delivery?.state !== "retrying" && isOrdinary(row),
    );
    const [row] = index < 0 ? [] : rows.splice(index, 1);
    if (!row) throw new Error(`No ${status} is left.`);
    return row;
  };
}

function isOrdinary({ groups }: UserRow): boolean {
  return !groups.some(({ isAdministrators }) => isAdministrators);
}

type Person = { email: string; firstName: string; lastName: string; groupIds: string[] };

/** Somebody who has joined by the mailed link, calling with the session of that. */
async function joinAs({ origin }: SpawnedUsher, api: ProgramApi, person: Person) {
  await api.users.invite.mutate(person);
  await expect.poll(() => mailsTo(origin, person.email), patience).toHaveLength(1);
  const code = (await mailsTo(origin, person.email)).map(linkCodeIn)[0];
  const { firstName, lastName } = person;
  const accepted = await post("invitations.accept", { code, firstName, lastName, termsAccepted: true }, {});
  const cookie = (accepted.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const [account] = (await result(await fetch(`${origin}/trpc/accounts.mine`, { headers: { cookie } }))).accounts;
  return async (path: string, input: unknown) =>
    result(await post(path, input, { cookie, "x-usher-account": account.id }));

  function post(path: string, input: unknown, headers: Record<string, string>): Promise<Response> {
    const all = { "content-type": "application/json", origin, ...headers };
    return fetch(`${origin}/trpc/${path}`, { method: "POST", headers: all, body: JSON.stringify(input) });
  }
}

async function result(response: Response) {
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()).result.data;
}

/** What was commanded, of whom, in order; how mails went is another matter. */
async function commandsIn(api: ProgramApi): Promise<string[]> {
  const ofMails = ["invitation.sent", "invitation.delivered", "invitation.failed"];
  const found: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await api.events.list.query({ pageSize: 100, ...(cursor ? { cursor } : {}) });
    const commands = page.rows.filter(({ type }) => !ofMails.includes(type));
    found.push(...commands.map(({ seq, type, userId }) => `${seq} ${type} ${userId ?? ""}`));
    cursor = page.nextCursor;
  }
  return found;
}

/** All at once; what they answer, as it came. */
function twentyTimes(call: () => Promise<unknown>): Promise<unknown[]> {
  return Promise.all(Array.from({ length: 20 }, call));
}
