import { createSignal, onCleanup } from "solid-js";
import { maxBulk } from "../../../shared/limits.ts";
import type { ManyResult } from "../../../shared/outputs.ts";
import { useAccount } from "../../api/account-context.ts";
import { newIdempotencyKey } from "../../api/client.ts";
import { failureSentence } from "../../api/refusal.ts";
import { type BulkAction, type BulkPlan, deadlinesOf } from "./bulk-plan.ts";
import { type ManyCall, runBulk } from "./run-bulk.ts";

export type BulkState =
  | { kind: "asking" }
  | { kind: "running"; done: number }
  /** `failure` says why it broke off; without one it was stopped, or everybody has a result. */
  | { kind: "ended"; failure: string | null };

/** One action on many users, from the question to the result of each. */
export function createBulk(action: BulkAction, plan: BulkPlan, afterwards: () => void) {
  const { api } = useAccount();
  const [state, setState] = createSignal<BulkState>({ kind: "asking" });
  const [results, setResults] = createSignal<ReadonlyMap<string, ManyResult>>(new Map());
  const userIds = plan.able.map(({ id }) => id);
  const runId = newIdempotencyKey();
  let run = 0;
  onCleanup(() => run++);

  const [deadlines, setDeadlines] = createSignal<{ first: number; last: number } | null>(null);
  if (userIds.length > 0 && (action === "resend" || action === "sendNew")) void foresee(`${action}Many`);

  /** Until when the links will be valid, as the server itself sees it; a question without it can be answered too. */
  async function foresee(procedure: "resendMany" | "sendNewMany") {
    const first = userIds.slice(0, maxBulk);
    const dryRun = await api.users[procedure].mutate({ userIds: first, dryRun: true }).catch(() => null);
    if (dryRun) setDeadlines(deadlinesOf(dryRun.results, userIds.length));
  }

  const callFor = (groupIds: string[]): ManyCall => {
    const answered = async (call: Promise<{ results: ManyResult[] }>) => (await call).results;
    switch (action) {
      case "resend":
        return (userIds, idempotencyKey) => answered(api.users.resendMany.mutate({ userIds, idempotencyKey }));
      case "sendNew":
        return (userIds, idempotencyKey) => answered(api.users.sendNewMany.mutate({ userIds, idempotencyKey }));
      case "edit":
        return (userIds, idempotencyKey) => answered(api.users.editMany.mutate({ userIds, groupIds, idempotencyKey }));
      case "remove":
        return (userIds, idempotencyKey) => answered(api.users.removeMany.mutate({ userIds, idempotencyKey }));
    }
  };

  /** Begins, or goes on where it broke off. */
  async function start(groupIds: string[] = []) {
    const mine = ++run;
    setState({ kind: "running", done: results().size });
    let failure: string | null = null;
    try {
      for await (const found of runBulk(userIds, callFor(groupIds), runId, results())) {
        setResults(found);
        if (mine !== run) break;
        setState({ kind: "running", done: found.size });
      }
    } catch (error) {
      failure = failureSentence(error);
    }
    setState({ kind: "ended", failure });
    afterwards();
  }

  return {
    state,
    deadlines,
    results,
    total: userIds.length,
    isWhole: () => results().size === userIds.length,
    start: (groupIds?: string[]) => void start(groupIds),
    /** The call that is under way still counts. */
    stop: () => void run++,
  };
}

export type Bulk = ReturnType<typeof createBulk>;
