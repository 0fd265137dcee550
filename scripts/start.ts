import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isStartRefusal, startRefusal } from "./start-refusal.ts";
import { type RunningUsher, startUsher, stopSignals } from "./usher-process.ts";

// --no-build and --no-demo are for tests that spawn this script: the build is there, the state begins empty.
const { values: flags } = parseArgs({
  options: { "no-build": { type: "boolean" }, "no-demo": { type: "boolean" } },
});

try {
  await start();
} catch (error) {
  console.error(isStartRefusal(error) ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const port = readPort(process.env.PORT);
  const stateFolder = resolve(process.env.USHER_STATE || ".usher");
  if (!flags["no-build"]) {
    const { buildIfChanged } = await import("./build.ts");
    await buildIfChanged({ quiet: true });
  }
  const usher = await startUsher({ port, stateFolder, env: process.env });
  stopOnSignals(usher);
  const adminEmail = flags["no-demo"] ? undefined : await demoAdministrator(usher.origin, stateFolder);
  console.log(`\nUsher is at ${usher.origin} (data in ${stateFolder}, Ctrl-C stops it)`);
  if (adminEmail) console.log(`Sign in as ${adminEmail}`);
  console.log(`The code, like every mail, is at ${usher.origin}/dev/mailbox\n`);
}

function readPort(value: string | undefined): number {
  const port = Number(value || 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw startRefusal(`PORT has to be a number from 1 to 65535, not "${value}".`);
  }
  return port;
}

/** Made once for a state folder; later starts only repeat whom to sign in as. */
async function demoAdministrator(origin: string, stateFolder: string): Promise<string | undefined> {
  const file = join(stateFolder, "demo-administrator");
  if (existsSync(file)) return readFileSync(file, "utf8");
  const response = await fetch(`${origin}/dev/demo`, { method: "POST", headers: { origin } });
  const answer = await response.text();
  if (!response.ok) {
    console.error(`The demo data could not be made (${response.status} ${answer}).`);
    return undefined;
  }
  const demo: { adminEmail: string } = JSON.parse(answer);
  writeFileSync(file, demo.adminEmail);
  return demo.adminEmail;
}

function stopOnSignals(usher: RunningUsher): void {
  let stopping = false;
  for (const signal of stopSignals) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      await usher.stop();
      process.exit(0);
    });
  }
}
