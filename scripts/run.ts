import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { root } from "./paths.ts";

const env = {
  // The Node that runs this script, and the tools of this project, before any other of the machine.
  PATH: [dirname(process.execPath), join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_LOG_PATH: join(root, "node_modules", ".cache", "wrangler-logs"),
  NO_UPDATE_NOTIFIER: "1",
  // The tests start Usher some seventy times.
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compiled"),
};

/** Runs a tool of this project with its output shown, or kept in an open file; true when it ended well. */
export async function run(command: string, args: string[], output: "inherit" | number = "inherit"): Promise<boolean> {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", output, output] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code === 0));
  });
}
