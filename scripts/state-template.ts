import { rmSync } from "node:fs";
import { join } from "node:path";
import { spawnUsher, stateTemplate } from "./spawn-usher.ts";

/** Before the tests of a project: an Usher without data, which those begin with who ask for a fresh one. */
export async function setup(): Promise<void> {
  const { stateFolder, stop } = await spawnUsher();
  await stop();
  rmSync(join(stateFolder, "secrets.json"));
  process.env[stateTemplate] = stateFolder;
}

export function teardown(): void {
  const folder = process.env[stateTemplate];
  if (folder) rmSync(folder, { recursive: true, force: true });
}
