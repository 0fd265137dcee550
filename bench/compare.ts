import { setTimeout } from "node:timers/promises";
import { type Connection, connect } from "./connection.ts";
import { cpuMs, median, percentile, shuffled, sum } from "./measure.ts";
import type { Operation } from "./operations.ts";
import type { Database } from "./runtime.ts";
import type { System } from "./systems/system.ts";

/** How many calls a leg has, and all legs begin with, of what can be done once for each person. */
export type Plan = { rounds: number; perLeg: number; warmUps: number; concurrencies: number[] };

/** One system's figures of one operation; per operation, in milliseconds where nothing else is said. */
export type Figures = {
  operation: Operation;
  system: string;
  concurrency: number;
  count: number;
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
  /** Of the runtime, what it has put off included. */
  cpu: number;
  /** Calls to D1 until the answer, and after it. */
  calls: number;
  callsAfterwards: number;
  /** Of one processor, what this program itself has used. */
  clientShare: number;
};

type Leg = { times: number[]; elapsed: number; cpu: number; clientCpu: number };

/** What can be repeated is quick for the most part, and would be over before a processor has found its pace. */
const repeatableTimes = 8;
const repeatableLegMs = 400;
const longestLegMs = 20_000;

export function peopleNeeded({ rounds, perLeg, warmUps, concurrencies }: Plan): number {
  return warmUps + concurrencies.length * rounds * perLeg;
}

/**
 * Measures one operation on all systems that have it. All are up at once, and short legs alternate between them in
 * shuffled order, so that whatever else the machine does falls on all of them alike.
 */
export async function compare(systems: System[], operation: Operation, plan: Plan): Promise<Figures[]> {
  const taking: System[] = [];
  for (const system of systems) {
    await system.prepare(operation.name);
    if (system.operations[operation.name]) taking.push(system);
  }
  const calls = new Map<System, { calls: number; callsAfterwards: number }>();
  for (const system of taking) {
    const { warmUps } = plan;
    await leg(system, operation, { from: 0, count: warmUps - 1, concurrency: 4 });
    calls.set(system, await callsToD1(system, operation, warmUps - 1));
  }
  const figures: Figures[] = [];
  const count = operation.usesPeople ? plan.perLeg : plan.perLeg * repeatableTimes;
  for (const [turn, concurrency] of plan.concurrencies.entries()) {
    const legs = new Map<System, Leg[]>(taking.map((system) => [system, []]));
    for (let round = 0; round < plan.rounds; round++) {
      const from = plan.warmUps + (turn * plan.rounds + round) * plan.perLeg;
      for (const system of shuffled(taking)) {
        legs.get(system)?.push(await leg(system, operation, { from, count, concurrency }));
      }
    }
    for (const [system, run] of legs) {
      const counted = calls.get(system) ?? { calls: Number.NaN, callsAfterwards: Number.NaN };
      figures.push({ operation, system: system.name, concurrency, ...figuresOf(run), ...counted });
    }
  }
  return figures;
}

function figuresOf(legs: Leg[]) {
  const times = legs.flatMap((one) => one.times).toSorted((a, b) => a - b);
  const elapsed = sum(legs.map((one) => one.elapsed));
  return {
    count: times.length,
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    p99: percentile(times, 99),
    perSecond: median(legs.map((one) => (one.times.length / one.elapsed) * 1_000)),
    cpu: sum(legs.map((one) => one.cpu)) / times.length,
    clientShare: sum(legs.map((one) => one.clientCpu)) / elapsed,
  };
}

async function leg(
  system: System,
  operation: Operation,
  { from, count, concurrency }: { from: number; count: number; concurrency: number },
): Promise<Leg> {
  const connections = await Promise.all(Array.from({ length: concurrency }, () => connect(system.runtime.port)));
  const times: number[] = [];
  const begunAt = performance.now();
  const isOver = () => {
    const spent = performance.now() - begunAt;
    if (spent > longestLegMs) throw new Error(`${system.name}: "${operation.title}" takes too long`);
    return !operation.usesPeople && spent > repeatableLegMs;
  };
  let next = from;
  async function work(connection: Connection): Promise<void> {
    while (next < from + count && !isOver()) {
      const index = next++;
      const at = performance.now();
      await system.operations[operation.name]?.(connection, index);
      times.push(performance.now() - at);
    }
  }
  const cpuBefore = cpuMs(system.runtime.pid);
  const clientBefore = process.cpuUsage();
  await Promise.all(connections.map(work));
  const elapsed = performance.now() - begunAt;
  const { user, system: inKernel } = process.cpuUsage(clientBefore);
  for (const connection of connections) connection.close();
  await atRest(system, operation);
  return { times, elapsed, cpu: cpuMs(system.runtime.pid) - cpuBefore, clientCpu: (user + inKernel) / 1_000 };
}

/** An object wakes this long after it was armed at the latest. */
const firstWakeMs = 130;

/** What goes on after the answers, mails above all, is over: it counts for who does it, and disturbs nobody else. */
async function atRest({ hasFollowUps, runtime: { pid } }: System, { usesPeople }: Operation): Promise<void> {
  if (!hasFollowUps || !usesPeople) return;
  await setTimeout(firstWakeMs);
  for (let calm = 0, looked = 0; calm < 2 && looked < 500; looked++) {
    const before = cpuMs(pid);
    await setTimeout(20);
    calm = cpuMs(pid) - before < 1 ? calm + 1 : 0;
  }
}

async function callsToD1(system: System, operation: Operation, index: number) {
  const { db, port } = system.runtime;
  const connection = await connect(port);
  const before = await callNumber(db);
  await system.operations[operation.name]?.(connection, index);
  const answered = await callNumber(db);
  await atRest(system, operation);
  const after = await callNumber(db);
  connection.close();
  // Asking is a call, too.
  return { calls: answered - before - 1, callsAfterwards: after - answered - 1 };
}

/** Local D1 answers a bookmark that goes up by one with each call. */
async function callNumber(db: Database): Promise<number> {
  const session = db.withSession("first-primary");
  await session.prepare("SELECT 1").run();
  const [high = 0, low = 0] = (session.getBookmark() ?? "").split("-").map((part) => Number.parseInt(part, 16));
  return high * 2 ** 32 + low;
}
