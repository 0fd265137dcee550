import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startRefusal } from "./start-refusal.ts";

/** Two of them on one state folder would each miss what the other writes. */
export async function lockState(stateFolder: string): Promise<() => void> {
  const file = join(stateFolder, "usher.pid");
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (holder !== 0 && holder !== process.pid && isRunning(holder, "start.ts")) {
    throw startRefusal(`Usher is already running on ${stateFolder} (process ${holder}). Stop it, or set USHER_STATE.`);
  }
  writeFileSync(file, String(process.pid));
  // After a kill, the old workerd has a moment left to live.
  const pidFile = join(stateFolder, "workerd.pid");
  const old = existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8")) : 0;
  for (let waited = 0; old !== 0 && isRunning(old, "workerd") && waited < 5000; waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return () => rmSync(file, { force: true });
}

/** Process ids are used again, so where /proc tells, the command line has to fit as well. */
function isRunning(pid: number, command: string): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  if (existsSync("/proc/self/cmdline")) {
    return existsSync(commandLine) && readFileSync(commandLine, "utf8").includes(command);
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
