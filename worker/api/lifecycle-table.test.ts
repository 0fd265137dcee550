import { beforeAll, describe, expect, test } from "vitest";
import type { RowAction } from "../../shared/actions.ts";
import type { Refusal } from "../../shared/refusal.ts";
import type { UserStatus } from "../../shared/status.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";
import {
  acceptSignedIn,
  bring,
  codeOf,
  expire,
  invite,
  lifetimeMs,
  type Stage,
  type Staged,
  stages,
} from "../test/stages.ts";

// The table of product.md section 2, cell by cell, through the API.

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

type Command =
  | "accept"
  | "decline"
  | "link"
  | "resend"
  | "sendNew"
  | "invite"
  | "edit"
  | "remove"
  | "block"
  | "unblock"
  | "delete";

const deadline = T0 + lifetimeMs;
const expired = { reason: "invitationExpired", expiredAt: deadline } as const;
const notExpired = { reason: "invitationNotExpired", expiresAt: deadline } as const;
const declined = { reason: "invitationDeclined" } as const;
const accepted = { reason: "alreadyAccepted" } as const;
const blocked = { reason: "blocked" } as const;
const wrong = (status: UserStatus): Refusal => ({ reason: "wrongStatus", status });
type Told = { refused: (row: { id: string }) => Refusal };
const taken = (reason: "alreadyInvited" | "alreadyUser", status: UserStatus): Told => ({
  refused: ({ id }) => ({ reason, userId: id, status }),
});

/** The status that follows, or how it is refused. */
type Cell = UserStatus | "deleted" | Refusal | Told;
type Column = Record<Stage, Cell>;

const pendingOver = (
  over: Cell,
  invited: Cell,
  rest: Pick<Column, "invitationDeclined" | "active" | "blocked" | "removed">,
) => ({ invited, overdue: over, invitationExpired: over, ...rest }) satisfies Column;

const table: Record<Command, Column> = {
  accept: pendingOver(expired, "active", {
    invitationDeclined: declined,
    active: accepted,
    blocked: accepted,
    removed: accepted,
  }),
  decline: pendingOver(expired, "invitationDeclined", {
    invitationDeclined: declined,
    active: accepted,
    blocked: accepted,
    removed: accepted,
  }),
  link: pendingOver(expired, "invited", {
    invitationDeclined: declined,
    active: accepted,
    blocked,
    removed: wrong("removed"),
  }),
  resend: pendingOver(expired, "invited", {
    invitationDeclined: declined,
    active: accepted,
    blocked,
    removed: wrong("removed"),
  }),
  sendNew: pendingOver("invited", notExpired, {
    invitationDeclined: "invited",
    active: accepted,
    blocked,
    removed: wrong("removed"),
  }),
  invite: pendingOver(taken("alreadyInvited", "invitationExpired"), taken("alreadyInvited", "invited"), {
    invitationDeclined: taken("alreadyInvited", "invitationDeclined"),
    active: taken("alreadyUser", "active"),
    blocked: taken("alreadyUser", "blocked"),
    removed: "invited",
  }),
  edit: pendingOver("invitationExpired", "invited", {
    invitationDeclined: "invitationDeclined",
    active: "active",
    blocked,
    removed: wrong("removed"),
  }),
  remove: pendingOver("removed", "removed", {
    invitationDeclined: "removed",
    active: "removed",
    blocked: "removed",
    removed: wrong("removed"),
  }),
  block: pendingOver(wrong("invitationExpired"), wrong("invited"), {
    invitationDeclined: wrong("invitationDeclined"),
    active: "blocked",
    blocked: wrong("blocked"),
    removed: wrong("removed"),
  }),
  unblock: pendingOver(wrong("invitationExpired"), wrong("invited"), {
    invitationDeclined: wrong("invitationDeclined"),
    active: wrong("active"),
    blocked: "active",
    removed: wrong("removed"),
  }),
  delete: pendingOver(wrong("invitationExpired"), wrong("invited"), {
    invitationDeclined: wrong("invitationDeclined"),
    active: wrong("active"),
    blocked: wrong("blocked"),
    removed: "deleted",
  }),
};

const menuItems = {
  link: "copyLink",
  resend: "resend",
  sendNew: "sendNew",
  invite: "inviteAgain",
  edit: "edit",
  remove: "remove",
  block: "block",
  unblock: "unblock",
  delete: "delete",
} as const satisfies Record<Exclude<Command, "accept" | "decline">, RowAction>;

function carryOut(command: Command, { row, code, now }: Staged): Promise<unknown> {
  const { users, invitations } = callerOf({ token: account.token, now });
  const { id: userId, email } = row;
  switch (command) {
    case "accept":
      return callerOf({ now }).invitations.accept({ code, firstName: "G", lastName: "H", termsAccepted: true });
    case "decline":
      return callerOf({ now }).invitations.decline({ code });
    case "link":
      return invitations.link({ userId });
    case "resend":
      return invitations.resend({ userId });
    case "sendNew":
      return invitations.sendNew({ userId });
    case "invite":
      return users.invite({ email, firstName: "New", lastName: "Name", groupIds: [account.usersGroupId] });
    case "edit":
      return users.edit({ userId, groupIds: [account.usersGroupId] });
    case "remove":
      return users.remove({ userId });
    case "block":
      return users.block({ userId });
    case "unblock":
      return users.unblock({ userId });
    case "delete":
      return users.delete({ userId });
  }
}

const commands = Object.keys(table) as Command[];

describe.each(stages)("a user who is %s", (stage) => {
  test.each(commands)("meets %s as the table says", async (command) => {
    const staged = await bring(account, stage);
    const { row, now } = staged;
    const { get } = callerOf({ token: account.token, now }).users;
    const cell = table[command][stage];
    const refusal = typeof cell === "string" ? null : "refused" in cell ? cell.refused(row) : cell;

    if (command !== "accept" && command !== "decline") expect(row.actions[menuItems[command]]).toEqual(refusal);
    if (refusal !== null) {
      expect(await refusalOf(carryOut(command, staged))).toEqual(refusal);
      expect(await get({ userId: row.id })).toEqual(row);
      return;
    }
    const answer = await carryOut(command, staged);
    if (cell === "deleted") {
      expect(answer).toEqual({ id: row.id });
      expect(await refusalOf(get({ userId: row.id }))).toEqual({ reason: "notFound" });
      return;
    }
    const after = await get({ userId: row.id });
    expect(after.status).toBe(cell);
    if (command === "link") expect(after).toEqual(row);
    else expect(after.revision).toBeGreaterThan(row.revision);
    if (!["accept", "decline", "link"].includes(command)) expect(answer).toEqual(after);
  });
});

describe("what a command changes", () => {
  test("resending restarts the seven days and keeps the link", async () => {
    const { row, code, now } = await bring(account, "invited");
    const after = await callerOf({ token: account.token, now }).invitations.resend({ userId: row.id });
    expect(after).toMatchObject({
      sentAt: now,
      invitedAt: T0,
      expiresAt: now + lifetimeMs,
      delivery: { state: "queued" },
    });
    expect(await codeOf(row.id)).toBe(code);
    expect(await callerOf({ now: deadline }).invitations.preview({ code })).toMatchObject({
      expiresAt: now + lifetimeMs,
    });
  });

  test("resending has to wait for 60 seconds, and for a day after five mails", async () => {
    const { id: userId } = await invite(account);
    const resendAt = (now: number) => callerOf({ token: account.token, now }).invitations.resend({ userId });
    await resendAt(T0 + 1_000);
    expect(await refusalOf(resendAt(T0 + 60_999))).toEqual({ reason: "coolingDown", retryAfterMs: 1 });
    for (const minute of [2, 4, 6]) await resendAt(T0 + minute * 60_000);
    const dayMs = 24 * 3_600_000;
    expect(await refusalOf(resendAt(T0 + 8 * 60_000))).toEqual({
      reason: "tooManySends",
      retryAfterMs: dayMs - 8 * 60_000,
    });
    expect((await resendAt(T0 + dayMs)).status).toBe("invited");
  });

  test("a new invitation has a new link, and every older one says that it was replaced", async () => {
    const { row, code, now } = await bring(account, "invitationExpired");
    const after = await callerOf({ token: account.token, now }).invitations.sendNew({ userId: row.id });
    expect(after).toMatchObject({ status: "invited", invitedAt: now, expiresAt: now + lifetimeMs });
    const anew = await codeOf(row.id);
    expect(anew).not.toBe(code);
    expect(await refusalOf(callerOf({ now }).invitations.preview({ code }))).toEqual({ reason: "invitationReplaced" });
    expect(await refusalOf(callerOf({ now }).invitations.decline({ code }))).toEqual({ reason: "invitationReplaced" });
    expect((await callerOf({ now }).invitations.preview({ code: anew })).email).toBe(row.email);
  });

  test("inviting somebody who was removed brings the same user back, with new names and groups", async () => {
    const { row, now } = await bring(account, "removed");
    expect(row).toMatchObject({ groups: [], removedAt: now });
    const group = await callerOf({ token: account.token, now }).groups.create({ name: "Returned" });
    const after = await callerOf({ token: account.token, now }).users.invite({
      email: row.email.toUpperCase(),
      firstName: "Second",
      lastName: "Time",
      groupIds: [group.id],
    });
    expect(after).toMatchObject({
      id: row.id,
      firstName: "Second",
      lastName: "Time",
      status: "invited",
      groups: [{ id: group.id, name: "Returned" }],
      joinedAt: null,
      removedAt: null,
    });
  });

  test("deleting empties the personal details of the user everywhere, and keeps the ids", async () => {
    const { row, code, now } = await bring(account, "removed");
    const api = callerOf({ token: account.token, now });
    await api.users.delete({ userId: row.id });
    const { rows } = await api.events.list({ userId: row.id, pageSize: 100 });
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.map(({ details }) => details)).toEqual(rows.map(() => ({})));
    expect(JSON.stringify(rows)).not.toContain("Grace");
    expect(await api.users.list({ search: row.email, status: ["removed"] })).toMatchObject({ rows: [], total: 0 });
    expect(await refusalOf(callerOf({ now }).invitations.preview({ code }))).toEqual({ reason: "alreadyAccepted" });
  });

  test("copying a link moves nothing and is written down, without the link", async () => {
    const { row, now } = await bring(account, "invited");
    const api = callerOf({ token: account.token, now });
    const { url, expiresAt } = await api.invitations.link({ userId: row.id });
    expect(expiresAt).toBe(deadline);
    expect(url).toBe(`http://localhost:8787/accept#${await codeOf(row.id, "copy")}`);
    const { rows } = await api.events.list({ userId: row.id });
    expect(rows[0]).toMatchObject({ type: "invitation.linkCopied", actor: { kind: "token", name: "Test" } });
    expect(JSON.stringify(rows)).not.toContain(url.slice(-40));
  });

  test("a command that meets an overdue invitation records its expiry first, as the clock's doing", async () => {
    const { row, now } = await bring(account, "overdue");
    await callerOf({ token: account.token, now: now + 5 }).invitations.sendNew({ userId: row.id });
    const { rows } = await callerOf({ token: account.token }).events.list({ userId: row.id });
    expect(rows.map(({ type, at, actor }) => [type, at, actor.kind])).toEqual([
      ["invitation.created", now + 5, "token"],
      ["invitation.expired", deadline, "system"],
      // Its mail was never handed over: that is a failure of its own.
      ["invitation.failed", deadline, "system"],
      ["invitation.created", T0, "token"],
    ]);
  });

  test("the expiry of somebody whom an alarm has marked is not recorded twice", async () => {
    const { row, now } = await bring(account, "overdue");
    await expire(row.id, now);
    await expire(row.id, now + 1);
    await callerOf({ token: account.token, now: now + 5 }).users.remove({ userId: row.id });
    const { rows } = await callerOf({ token: account.token }).events.list({ userId: row.id });
    expect(rows.filter(({ type }) => type === "invitation.expired")).toHaveLength(1);
  });
});

describe("the link of a removed user tells how that invitation ended", () => {
  const remove = (userId: string, now: number) => callerOf({ token: account.token, now }).users.remove({ userId });
  const endings = [
    ["invited", { reason: "invitationWithdrawn" }],
    ["overdue", expired],
    ["invitationExpired", expired],
    ["invitationDeclined", declined],
    ["active", accepted],
    ["blocked", accepted],
  ] as const satisfies [Stage, Refusal][];

  test.each(endings)("removed while %s", async (stage, refusal) => {
    const { row, code, now } = await bring(account, stage);
    await remove(row.id, now);
    for (const at of [now, now + 2 * lifetimeMs]) {
      const { preview, accept, decline } = callerOf({ now: at }).invitations;
      expect(await refusalOf(preview({ code }))).toEqual(refusal);
      expect(await refusalOf(accept({ code, firstName: "G", lastName: "", termsAccepted: true }))).toEqual(refusal);
      expect(await refusalOf(decline({ code }))).toEqual(refusal);
    }
  });

  test("the first link of somebody invited again says that it was accepted or replaced, and lets nobody in", async () => {
    const { row, code, now } = await bring(account, "removed");
    await callerOf({ token: account.token, now }).users.invite({
      email: row.email,
      firstName: "G",
      lastName: "",
      groupIds: [account.usersGroupId],
    });
    expect(await refusalOf(callerOf({ now }).invitations.preview({ code }))).toEqual({ reason: "invitationReplaced" });
    const cookie = await acceptSignedIn(account, row, now);
    expect(await callerOf({ cookie, now }).profile.get()).toMatchObject({ userId: row.id });
  });
});
