import { expect, test } from "vitest";
import type { InviteManyOutput, UsersInviteManyInput, UsersListInput } from "./api.ts";
import { type InviteAllProgress, inviteAll } from "./invite-all.ts";
import { allUsers } from "./read-all.ts";

const listOf = (size: number) =>
  Array.from({ length: size }, (_none, at) => ({
    ...{ email: `p${at}@example.com`, firstName: "P", lastName: "", groupIds: ["GRP-1"] },
  }));

/** A server that remembers keys, and is killed at its `failing`th call, before or after it has done its work. */
function server(failing = 0, when: "before" | "after" = "before") {
  const answers = new Map<string, InviteManyOutput>();
  const mails: string[] = [];
  let calls = 0;
  const inviteMany = async ({ users, idempotencyKey = "" }: UsersInviteManyInput): Promise<InviteManyOutput> => {
    calls++;
    if (calls === failing && when === "before") throw new Error("killed");
    const answer = answers.get(idempotencyKey) ?? {
      results: users.map(({ email }, index) => {
        const isThere = mails.includes(email);
        if (!isThere) mails.push(email);
        return { index, outcome: isThere ? ("alreadyInvited" as const) : ("created" as const), userId: email };
      }),
    };
    answers.set(idempotencyKey, answer);
    if (calls === failing) throw new Error("killed");
    return answer;
  };
  return { inviteMany, mails, calls: () => calls };
}

test("a list of any length is invited 100 a call, and each row is told by its place in the list", async () => {
  const { inviteMany, calls } = server();
  const progress: InviteAllProgress[] = [];
  const { results, counts } = await inviteAll(inviteMany, [...listOf(240), ...listOf(1)], {
    onProgress: (step) => progress.push(step),
  });
  expect(calls()).toBe(3);
  expect(results.map(({ index }) => index)).toEqual(Array.from({ length: 241 }, (_none, at) => at));
  expect(counts).toMatchObject({ created: 240, alreadyInvited: 1 });
  expect(progress.map(({ done, total, results: some }) => [done, total, some.length])).toEqual([
    [100, 241, 100],
    [200, 241, 100],
    [241, 241, 41],
  ]);
});

test("an earlier row of the same call is told by its place in the list too", async () => {
  const inviteMany = async ({ users }: UsersInviteManyInput): Promise<InviteManyOutput> => ({
    results: users.map((_user, index) => ({ index, outcome: "alreadyInvited", userId: null, duplicateOf: 0 })),
  });
  const { results } = await inviteAll(inviteMany, listOf(101));
  expect([results[99]?.duplicateOf, results[100]?.duplicateOf]).toEqual([0, 100]);
});

test.each(["before", "after"] as const)("a run killed %s its second call is taken up under its name", async (when) => {
  const { inviteMany, mails } = server(2, when);
  const rows = listOf(240);
  await expect(inviteAll(inviteMany, rows, { runId: "night" })).rejects.toThrow("killed");
  const { counts } = await inviteAll(inviteMany, rows, { runId: "night" });
  // What was done is told again as it was told, or would have been.
  expect(counts).toMatchObject({ created: 240, alreadyInvited: 0 });
  expect(new Set(mails).size).toBe(mails.length);
});

test("another run, another list and another way of asking have keys of their own", async () => {
  const keys: (string | undefined)[] = [];
  const inviteMany = async ({ idempotencyKey }: UsersInviteManyInput): Promise<InviteManyOutput> => {
    keys.push(idempotencyKey);
    return { results: [] };
  };
  await inviteAll(inviteMany, listOf(200), { runId: "one" });
  await inviteAll(inviteMany, listOf(1), { runId: "two" });
  await inviteAll(inviteMany, listOf(2), { runId: "two" });
  await inviteAll(inviteMany, listOf(2), { runId: "two", renew: true });
  await inviteAll(inviteMany, listOf(2));
  await inviteAll(inviteMany, listOf(2));
  await inviteAll(inviteMany, [], { runId: "one" });
  expect(keys).toHaveLength(7);
  expect(new Set(keys).size).toBe(7);
  for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]{1,100}$/);
});

test("a list is read on by cursor under the same filter until there is no more", async () => {
  const asked: (UsersListInput | undefined)[] = [];
  const list = async (input?: UsersListInput) => {
    asked.push(input);
    const nextCursor = asked.length < 3 ? `c${asked.length}` : null;
    return { rows: [], total: 0, totalIsExact: true, nextCursor };
  };
  for await (const _user of allUsers(list, { status: ["invited"] }));
  expect(asked).toEqual([
    { status: ["invited"], pageSize: 100 },
    { status: ["invited"], pageSize: 100, cursor: "c1" },
    { status: ["invited"], pageSize: 100, cursor: "c2" },
  ]);
});
