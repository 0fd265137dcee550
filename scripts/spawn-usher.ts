import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./paths.ts";

export type SpawnedUsher = {
  origin: string;
  port: number;
  stateFolder: string;
  /** Everything printed so far. */
  output: () => string;
  /** As Ctrl-C does. */
  stop: () => Promise<void>;
  /** SIGKILL: nothing is said, nothing is finished. */
  kill: () => Promise<void>;
};

export type SpawnOptions = {
  /** Leave out for a fresh one. */
  stateFolder?: string;
  /** Leave out for a free one. */
  port?: number;
  env?: Record<string, string>;
  demo?: boolean;
};

/** For tests: `npm start` on the existing build, as a process of its own. */
export async function spawnUsher(options: SpawnOptions = {}): Promise<SpawnedUsher> {
  const port = options.port ?? (await freePort());
  const stateFolder = options.stateFolder ?? freshState();
  const flags = options.demo ? ["--no-build"] : ["--no-build", "--no-demo"];
  const child = spawn(process.execPath, [join(root, "scripts", "start.ts"), ...flags], {
    cwd: root,
    env: { ...process.env, ...options.env, PORT: String(port), USHER_STATE: stateFolder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const origin = `http://localhost:${port}`;
  await new Promise<void>((resolve, reject) => {
    function collect(chunk: string): void {
      output += chunk;
      if (output.includes(`Usher is at ${origin}`)) resolve();
    }
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code} before it was ready:\n${output}`)));
  }).catch((error: unknown) => {
    if (options.stateFolder === undefined) rmSync(stateFolder, { recursive: true, force: true });
    throw error;
  });
  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
  return {
    origin,
    port,
    stateFolder,
    output: () => output,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/** Names a state in which every migration is applied, see state-template.ts: each start would spend a second on them. */
export const stateTemplate = "USHER_STATE_TEMPLATE";

function freshState(): string {
  const folder = mkdtempSync(join(tmpdir(), "usher-"));
  const template = process.env[stateTemplate];
  if (template) cpSync(template, folder, { recursive: true });
  return folder;
}

/**
 * Below the ports that systems hand out by themselves (32768 and up): one of those can be somebody's connection by the
 * time it is listened on.
 */
async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const port = randomInt(20_000, 30_000);
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
  throw new Error("No free port was found.");
}
