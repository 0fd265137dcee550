import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { root } from "../scripts/paths.ts";
import type { Module } from "./bundle.ts";

export type Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;

/** A Worker and what it is bound to, as Miniflare takes it. */
export type WorkerOptions = { modules: Module[]; [option: string]: unknown };

/** One Worker in a workerd of its own; `db` is what it calls DB. */
export type Runtime = { port: number; pid: number; db: Database; stop(): Promise<void> };

const workerd: { default: string } = createRequire(import.meta.url)("workerd");
const launcher = join(root, "scripts", "workerd.sh");
export const recordingLauncher = join(import.meta.dirname, "record-workerd.sh");

/**
 * Starts a Worker with its state in that folder. Its own socket is called, not Miniflare's, so that neither Node nor the
 * proxy of local development is on the way that is measured.
 */
export async function startRuntime(
  worker: WorkerOptions,
  folder: string,
  startedBy: string = launcher,
): Promise<Runtime> {
  const pidFile = join(folder, "workerd.pid");
  process.env.MINIFLARE_WORKERD_PATH = startedBy;
  process.env.USHER_WORKERD = workerd.default;
  process.env.USHER_WORKERD_PID_FILE = pidFile;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      compatibilityDate: "2026-11-02",
      compatibilityFlags: ["nodejs_compat"],
      d1Databases: { DB: "DB" },
      ...worker,
      resourcePersistencePath: folder,
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      cf: false,
      telemetry: { enabled: false },
      log: new Log(LogLevel.WARN),
      // A line for each command is part of what is measured; printing it is not.
      handleStructuredLogs: ({ level, message }) => {
        if (level === "error" || level === "warn") console.error(message);
      },
    }),
  );
  await miniflare.ready;
  const { port } = await miniflare.unsafeGetDirectURL();
  return {
    port: Number(port),
    pid: Number(readFileSync(pidFile, "utf8")),
    db: await miniflare.getD1Database("DB"),
    stop: () => miniflare.dispose(),
  };
}

/** How a runtime that was started by the recording launcher is started again, without Miniflare. */
export function recordedStart(folder: string): { command: string; args: string[]; configFile: string } {
  return {
    command: workerd.default,
    args: readFileSync(join(folder, "workerd.arguments"), "utf8").trim().split("\n"),
    configFile: join(folder, "workerd.config"),
  };
}
