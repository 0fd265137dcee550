import { beforeAll, expect, test, vi } from "vitest";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { codeOf, currentInvitation, invite, newAddress } from "../test/stages.ts";
import { ring } from "../test/timers.ts";

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

/** The lines that a call leaves behind, parsed. */
async function linesOf(call: () => Promise<unknown>) {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  log.mockClear();
  await call().catch(() => undefined);
  const lines = log.mock.calls.map(([line]) => String(line));
  expect(lines.join()).not.toContain("@");
  return lines.map((line) => JSON.parse(line));
}

const api = () => callerOf({ token: account.token });
const person = () => ({
  email: newAddress(),
  firstName: "Grace",
  lastName: "Hopper",
  groupIds: [account.usersGroupId],
});

test("each command leaves one line: what it was, what came of it, by whom and about whom in ids alone", async () => {
  const row = await invite(account);
  const by = { accountId: account.accountId, actor: expect.stringMatching(/^TOK-/), requestId: expect.any(String) };
  const done = await linesOf(() => api().users.edit({ userId: row.id, groupIds: [account.usersGroupId] }));
  expect(done).toEqual([
    { level: "info", what: "command", path: "users.edit", outcome: "done", userId: row.id, ...by },
  ]);
  const refused = await linesOf(() => api().users.block({ userId: row.id }));
  expect(refused).toMatchObject([{ path: "users.block", outcome: "wrongStatus", userId: row.id, ...by }]);
  const many = await linesOf(() => api().users.inviteMany({ users: [person(), person()] }));
  expect(many).toMatchObject([{ path: "users.inviteMany", outcome: "done", many: 2, ...by }]);
  const bad = await linesOf(() => api().users.invite({ ...person(), email: "grace@" }));
  expect(bad).toMatchObject([{ path: "users.invite", outcome: "BAD_REQUEST" }]);
  expect(await linesOf(() => api().users.get({ userId: row.id })), "a question is no command").toEqual([]);
});

test("so does what is done by a link, and each alarm", async () => {
  const row = await invite(account);
  const { id: invitationId } = await currentInvitation(row.id);
  expect(await linesOf(() => ring(invitationId, T0 + 100))).toMatchObject([
    { what: "alarm", invitationId, did: "attemptMail,sleep" },
  ]);
  const code = await codeOf(row.id);
  expect(await linesOf(() => callerOf({}).invitations.decline({ code }))).toMatchObject([
    { path: "invitations.decline", outcome: "done", accountId: account.accountId, invitationId },
  ]);
  vi.useRealTimers();
});
