import { setTimeout } from "node:timers/promises";
import { type Call, type Connection, connect } from "./connection.ts";
import { percentile } from "./measure.ts";
import { short, table } from "./report.ts";
import { callJson } from "./systems/system.ts";

export type Probe = { name: string; call(index: number): Call };
export type Probed = { name: string; p50: number; p99: number; slowest: number; count: number };

const everyMs = 200;
const openWithinMs = 60_000;

/**
 * Calls the API at a steady rate, each kind on a connection of its own, from the moment the port is open until stopped.
 * An answer's time counts from when its call was due, so that a standstill is seen by every call that it holds up.
 */
export function startProbing(port: number, probes: Probe[]): { stop(): Promise<Probed[]> } {
  const stopping = new AbortController();
  const lanes = Promise.all(probes.map((probe) => keepCalling(port, probe, stopping.signal)));
  // It is awaited when they are stopped, which may be minutes after one has failed.
  lanes.catch(() => undefined);
  return {
    stop() {
      stopping.abort();
      return lanes;
    },
  };
}

async function keepCalling(port: number, { name, call }: Probe, stopping: AbortSignal): Promise<Probed> {
  const connection = await connectOnceOpen(port);
  const times: number[] = [];
  const begunAt = performance.now();
  for (let index = 0; !stopping.aborted; index++) {
    const dueAt = begunAt + index * everyMs;
    await setTimeout(Math.max(0, dueAt - performance.now()));
    await callJson(connection, call(index));
    times.push(performance.now() - dueAt);
  }
  connection.close();
  times.sort((a, b) => a - b);
  return {
    ...{ name, p50: percentile(times, 50), p99: percentile(times, 99) },
    ...{ slowest: percentile(times, 100), count: times.length },
  };
}

/** Whoever comes while `npm start` tries whether the port is free is hung up on at once. */
async function connectOnceOpen(port: number): Promise<Connection> {
  for (const deadline = Date.now() + openWithinMs; ; await setTimeout(5)) {
    try {
      const connection = await connect(port);
      await setTimeout(5);
      if (connection.isOpen()) return connection;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

/** What was probed, phase by phase; bold is beyond the bound. */
export function probedTable(phases: { title: string; probed: Probed[]; boundMs?: number }[]): string {
  const rows = phases.flatMap(({ title, probed, boundMs = Number.POSITIVE_INFINITY }) =>
    probed.map(({ name, p50, p99, slowest, count }) => [
      ...[title, name, short(p50), short(p99)],
      ...[slowest > boundMs ? `**${short(slowest)}**` : short(slowest), String(count)],
    ]),
  );
  return table(["meanwhile", "call", "p50 ms", "p99 ms", "slowest ms", "calls"], rows);
}
