import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import type { SourcelessWorkerOptions } from "wrangler";
import { applyMigrations, pendingMigrations } from "./apply-migrations.ts";
import { spreadOverdueAlarms } from "./overdue-alarms.ts";
import { distFolder, root, workerOptionsFile } from "./paths.ts";
import { startRefusal } from "./start-refusal.ts";
import { prepareStateFolder } from "./state-folder.ts";
import { lockState } from "./state-lock.ts";

const minute = 60_000;
/** So long is waited for what fell due meanwhile before it says that it is ready. */
const sweptWithinMs = 5_000;
const everyMinute = encodeURIComponent("* * * * *");
export const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const localDatabases = { DB: "DB", MAILBOX: "MAILBOX" };
/** CommonJS without type declarations. */
const workerd: { default: string } = createRequire(import.meta.url)("workerd");

/** What a deployment sets as variables; passed through from the environment of `npm start`. */
const passedThrough = [
  "LINK_EPOCH",
  "FIRST_ADMINISTRATOR",
  "OPEN_SIGN_UP",
  "TERMS_URL",
  "SUPPORT",
  "MAIL_FROM",
  "SMTP_URL",
  "BOUNCE_ADDRESS",
  "INVITATION_LIFETIME_MS",
  "INVITATIONS_PER_DAY",
  "INVITATIONS_PER_DAY_YOUNG",
] as const;

export type UsherOptions = {
  port: number;
  stateFolder: string;
  env?: Record<string, string | undefined>;
};

export type RunningUsher = {
  origin: string;
  stop: () => Promise<void>;
};

/** Runs the built Worker in workerd, in local mode, with everything it keeps under the state folder. */
export async function startUsher({ port, stateFolder, env = {} }: UsherOptions): Promise<RunningUsher> {
  prepareStateFolder(stateFolder);
  const unlock = await lockState(stateFolder);
  try {
    await assertPortIsFree(port);
    return await run(port, stateFolder, env, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function run(
  port: number,
  stateFolder: string,
  env: Record<string, string | undefined>,
  unlock: () => void,
): Promise<RunningUsher> {
  const origin = `http://localhost:${port}`;
  const workerdPidFile = join(stateFolder, "workerd.pid");
  process.env.MINIFLARE_WORKERD_PATH = join(root, "scripts", "workerd.sh");
  process.env.USHER_WORKERD = workerd.default;
  process.env.USHER_WORKERD_PID_FILE = workerdPidFile;

  const settings: Record<string, string> = { MAIL_FROM: "Usher <usher@example.com>", INVITATIONS_PER_DAY: "" };
  for (const name of passedThrough) {
    const value = env[name];
    if (value) settings[name] = value;
  }
  // That of an earlier start may be somebody else's by now.
  rmSync(workerdPidFile, { force: true });
  const watchdog = takeDownWithUs(workerdPidFile);
  let miniflare: Miniflare | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  async function stop(): Promise<void> {
    isStopping = true;
    clearInterval(timer);
    await miniflare?.dispose();
    watchdog.kill("SIGKILL");
    rmSync(workerdPidFile, { force: true });
    unlock();
  }
  async function runScheduled(): Promise<void> {
    try {
      // Asked for as a page is: Miniflare's own bindings stand still until they are answered, and what the runtime
      // prints meanwhile is not read. With hundreds of alarms due at start, both would wait for each other for ever.
      const answer = await miniflare?.dispatchFetch(`${origin}/cdn-cgi/local/scheduled?cron=${everyMinute}`);
      if (!answer?.ok) throw new Error(await answer?.text());
    } catch (error) {
      // One that is stopped half-way is made good by the next.
      if (!isStopping) console.error("The scheduled handler failed:", error);
    }
  }
  try {
    await migrate(stateFolder);
    spreadOverdueAlarms(stateFolder, Date.now());
    miniflare = openMiniflare({
      ...builtWorker({ ...settings, ...localSecrets(stateFolder), ORIGIN: origin }),
      host: "127.0.0.1",
      port,
      resourcePersistencePath: stateFolder,
      // What was due while it lay dead is late enough.
      unsafeHandleRuntimeRestart: () => runScheduled(),
      unsafeTriggerHandlers: true,
    });
    await miniflare.ready;
  } catch (error) {
    await stop();
    throw error;
  }
  // After a long downtime that takes half a minute, in which everybody is answered.
  await Promise.race([runScheduled(), setTimeout(sweptWithinMs, null, { ref: false })]);
  timer = setInterval(runScheduled, minute);
  return { origin, stop };
}

/**
 * In a runtime of its own, without the Worker: no alarm and no request finds a schema that is older than the code.
 * Starting that takes a second, so only when there is something to apply.
 */
async function migrate(stateFolder: string): Promise<void> {
  if (pendingMigrations(stateFolder).length === 0) return;
  const miniflare = openMiniflare({
    modules: true,
    script: "export default {}",
    d1Databases: localDatabases,
    resourcePersistencePath: stateFolder,
  });
  try {
    await applyMigrations(await miniflare.getD1Database("DB"));
  } finally {
    await miniflare.dispose();
  }
}

function openMiniflare(options: Parameters<typeof convertV4MiniflareOptions>[0]): Miniflare {
  const listeners = new Map(stopSignals.map((signal) => [signal, process.listeners(signal)]));
  const offline = { cf: false, telemetry: { enabled: false }, log: new Log(LogLevel.WARN) } as const;
  const miniflare = new Miniflare(convertV4MiniflareOptions({ ...options, ...offline }));
  for (const signal of stopSignals) keepOnly(signal, listeners.get(signal) ?? []);
  return miniflare;
}

/** Miniflare's own listeners end the process before anything can be tidied up. */
function keepOnly(signal: NodeJS.Signals, wanted: NodeJS.SignalsListener[]): void {
  for (const listener of process.listeners(signal)) {
    if (!wanted.includes(listener)) process.removeListener(signal, listener);
  }
}

/**
 * The built Worker with what wrangler.toml binds and these variables, in local mode: without EMAIL and with MAILBOX, it
 * limits nobody, so that a seed or a benchmark may hurry.
 */
export function builtWorker(variables: Record<string, string>) {
  const workerOptions: SourcelessWorkerOptions = JSON.parse(readFileSync(workerOptionsFile, "utf8"));
  const { email: _email, ratelimits: _limits, d1Databases: _databases, modulesRules: _rules, ...kept } = workerOptions;
  const { bindings, ...configured } = kept;
  return {
    ...configured,
    name: "usher",
    modules: builtModules(),
    d1Databases: localDatabases,
    bindings: {
      ...(bindings as Record<string, string>),
      ...variables,
      QUEUE_STARTED_AT: String(Date.now()),
    },
  };
}

export function builtModules() {
  const folder = join(distFolder, "usher");
  const files = globSync("**/*.js", { cwd: folder }).sort((a, b) => rank(a) - rank(b));
  return files.map((path) => ({ type: "ESModule" as const, path, contents: readFileSync(join(folder, path), "utf8") }));
}

/** The entry module comes first. */
function rank(path: string): number {
  return path === "index.js" ? 0 : 1;
}

function localSecrets(stateFolder: string): Record<string, string> {
  const file = join(stateFolder, "secrets.json");
  if (!existsSync(file)) {
    const secrets = {
      LINK_KEYS: randomBytes(32).toString("base64url"),
      AUTH_SECRET: randomBytes(32).toString("base64url"),
    };
    writeFileSync(file, JSON.stringify(secrets, null, 2));
    chmodSync(file, 0o600);
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

/** workerd outlives a parent that is killed; this small process sees our end of the pipe close and kills it. */
function takeDownWithUs(pidFile: string): ChildProcess {
  const watchdog = spawn("sh", ["-c", 'read -r _; kill -9 "$(cat "$0")"', pidFile], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watchdog.unref();
  return watchdog;
}

async function assertPortIsFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", () =>
      reject(startRefusal(`Port ${port} is taken. Stop what listens there, or set another: PORT=8788 npm start`)),
    );
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve()));
  });
}
