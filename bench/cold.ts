import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { bundle } from "./bundle.ts";
import { connect } from "./connection.ts";
import { cpuMs, median } from "./measure.ts";
import { short, table } from "./report.ts";
import { recordedStart, recordingLauncher, startRuntime } from "./runtime.ts";
import { openBare } from "./systems/bare.ts";
import { openBetterAuth } from "./systems/better-auth.ts";
import type { OpenSystems, System } from "./systems/system.ts";
import { openUsher, usherWorker } from "./systems/usher.ts";

type Start = { ms: number; cpu: number };
type Starting = {
  name: string;
  folder: string;
  /** What somebody who is not signed in asks first: what an invitation is about. */
  first(port: number): Promise<void>;
  starts: Start[];
  /** Of the runtime that was recorded, whose temporary folders the others use. */
  stop(): Promise<void>;
};

const opens: Record<string, OpenSystems> = {
  empty: openEmpty({}),
  // What is left is our code: the simulated queues alone take longer to start than it.
  "empty, bound like usher": openEmpty({ ...usherWorker(), durableObjects: {} }),
  bare: openBare("bare", false),
  usher: openUsher,
  "better-auth": openBetterAuth("better-auth", false),
};

/**
 * From spawning workerd to the first answer of 200, with D1 and objects as they are bound. Miniflare hands its
 * configuration over once; workerd is then started from that by itself, so Node is not in the figure.
 */
export async function measureColdStarts(folder: string, runs: number): Promise<string> {
  const all: Starting[] = [];
  try {
    for (const [name, open] of Object.entries(opens)) all.push(await record(name, open, folder));
    // The first fills the page cache.
    for (let run = 0; run <= runs; run++) {
      for (let turn = 0; turn < all.length; turn++) {
        const one = all[(turn + run) % all.length];
        const start = one && (await startOnce(one));
        if (start && run > 0) one.starts.push(start);
      }
    }
    return coldTable(all);
  } finally {
    for (const { stop } of all) await stop();
  }
}

async function record(name: string, open: OpenSystems, parent: string): Promise<Starting> {
  const folder = mkdtempSync(join(parent, `cold-${name}-`));
  const [system] = await open(folder, 1, recordingLauncher);
  if (system === undefined) throw new Error(`${name} has no system.`);
  await invitePerson(system);
  return {
    name,
    folder,
    async first(port) {
      const connection = await connect(port);
      await system.operations.preview?.(connection, 0);
      connection.close();
    },
    starts: [],
    stop: system.runtime.stop,
  };
}

/** With time for the mail to be sent, so that no start finds it due. */
async function invitePerson({ operations, runtime, prepare }: System): Promise<void> {
  const connection = await connect(runtime.port);
  await operations.invite?.(connection, 0);
  connection.close();
  await setTimeout(1_000);
  await prepare("preview");
}

async function startOnce({ name, folder, first }: Starting): Promise<Start> {
  const { command, args, configFile } = recordedStart(folder);
  const config = openSync(configFile, "r");
  const at = performance.now();
  const child = spawn(command, args, { stdio: [config, "ignore", "ignore", "pipe"] });
  closeSync(config);
  try {
    await first(await portOf(child.stdio[3] as Readable));
    return { ms: performance.now() - at, cpu: cpuMs(child.pid ?? 0) };
  } catch (error) {
    throw new Error(`${name} did not start`, { cause: error });
  } finally {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
}

/** workerd says on its control pipe where each socket listens. */
function portOf(control: Readable): Promise<number> {
  let said = "";
  return new Promise((resolve, reject) => {
    control.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
      for (const line of said.split("\n").slice(0, -1)) {
        const { socket, port } = JSON.parse(line);
        if (String(socket).startsWith("direct:")) resolve(port);
      }
    });
    control.once("close", () => reject(new Error("workerd ended before it listened.")));
  });
}

function coldTable(all: Starting[]): string {
  const [floor, bound] = all;
  if (floor === undefined || bound === undefined) return "";
  const best = ({ starts }: Starting) => Math.min(...starts.map(({ ms }) => ms));
  const middle = ({ starts }: Starting) => median(starts.map(({ ms }) => ms));
  return table(
    [
      ...["first answer, ms", "best", "median", "above empty: best", "above empty: median"],
      ...["above empty, bound alike: best", "median", "CPU ms, median"],
    ],
    all.map((one) => [
      one.name,
      short(best(one)),
      short(middle(one)),
      short(best(one) - best(floor)),
      short(middle(one) - middle(floor)),
      short(best(one) - best(bound)),
      short(middle(one) - middle(bound)),
      short(median(one.starts.map(({ cpu }) => cpu))),
    ]),
  );
}

function openEmpty(bindings: object): OpenSystems {
  return async (folder, _people, startedBy) => [
    {
      name: "empty",
      runtime: await startRuntime({ ...bindings, modules: [await bundle("empty")] }, folder, startedBy),
      operations: {
        async preview(connection) {
          await connection.call({ method: "GET", path: "/" });
        },
      },
      hasFollowUps: false,
      prepare: async () => {},
    },
  ];
}
