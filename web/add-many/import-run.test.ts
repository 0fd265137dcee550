import { expect, test } from "vitest";
import type { InviteManyResult } from "../../shared/outputs.ts";
import type { InviteRow, PlannedRow } from "./import-plan.ts";
import { type Progress, runPlan } from "./import-run.ts";

function planOfSize(size: number): PlannedRow[] {
  return Array.from({ length: size }, (_none, at) => {
    const email = `p${at}@example.com`;
    const person = { line: at + 2, email, firstName: "A", lastName: "", groups: [], externalId: null, sameAs: null };
    if (at === 1) return { person, skip: { kind: "duplicate", line: 2 } };
    return { person, invite: { email, firstName: "A", lastName: "", groupIds: ["GRP-1"] } };
  });
}

function server(failing?: number) {
  const calls: { key: string | undefined; emails: string[] }[] = [];
  const invite = async (users: InviteRow[], key: string | undefined): Promise<InviteManyResult[]> => {
    calls.push({ key, emails: users.map(({ email }) => email) });
    if (calls.length - 1 === failing) throw new Error("unreachable");
    return users.map(({ email }, index) => ({ index, outcome: "created", userId: `USR-${email}` }));
  };
  return { calls, invite };
}

async function collect(run: AsyncGenerator<Progress>): Promise<Progress[]> {
  const all: Progress[] = [];
  for await (const progress of run) all.push(progress);
  return all;
}

test("results find their rows, past those that were not asked for", async () => {
  const { calls, invite } = server();
  const steps = await collect(runPlan(planOfSize(102), invite, { runId: "run" }));
  expect(calls.map(({ key, emails }) => [key, emails.length])).toEqual([
    ["run-0", 100],
    ["run-1", 1],
  ]);
  expect(steps.map(({ done, total }) => [done, total])).toEqual([
    [100, 101],
    [101, 101],
  ]);
  expect(steps[1]?.results[1]).toBeNull();
  expect(steps[1]?.results[101]).toEqual({ outcome: "created", userId: "USR-p101@example.com" });
});

test("a run that broke off goes on where it was, under the keys it had", async () => {
  const plan = planOfSize(280);
  const first = server(1);
  const steps: Progress[] = [];
  const broken = (async () => {
    for await (const progress of runPlan(plan, first.invite, { runId: "run" })) steps.push(progress);
  })();
  await expect(broken).rejects.toThrow("unreachable");
  const second = server();
  const rest = await collect(runPlan(plan, second.invite, { runId: "run", known: steps.at(-1)?.results ?? [] }));
  expect(second.calls.map(({ key }) => key)).toEqual(["run-1", "run-2"]);
  expect(rest.at(-1)?.done).toBe(279);
});

test("a dry run has no key, and nobody to ask about is no call", async () => {
  const { calls, invite } = server();
  await collect(runPlan(planOfSize(1), invite, { runId: null }));
  expect(calls.map(({ key }) => key)).toEqual([undefined]);
  expect(await collect(runPlan([], invite, { runId: null }))).toEqual([]);
});
