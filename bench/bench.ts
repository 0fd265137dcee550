import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfChanged } from "../scripts/build.ts";
import { measureColdStarts } from "./cold.ts";
import { compare, type Figures, type Plan, peopleNeeded } from "./compare.ts";
import { machineWatch } from "./machine.ts";
import { operations } from "./operations.ts";
import { headline, inFull, short } from "./report.ts";
import { openBare } from "./systems/bare.ts";
import { openBetterAuth } from "./systems/better-auth.ts";
import type { OpenSystems, System } from "./systems/system.ts";
import { openUsher } from "./systems/usher.ts";

// npm run bench [-- cold | --short] [-- --only preview,accept] [-- --systems bare,usher]
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: "boolean" }, only: { type: "string" }, systems: { type: "string" } },
});
const isWhole = !flags.short && flags.only === undefined && flags.systems === undefined && positionals.length === 0;

const opens: Record<string, OpenSystems> = {
  bare: openBare("bare", false),
  "bare-again": openBare("bare-again", false),
  "bare-do": openBare("bare-do", true),
  usher: openUsher,
  "better-auth": openBetterAuth("better-auth", false),
  "better-auth-tuned": openBetterAuth("better-auth-tuned", true),
};
/** What half a minute has room for. */
const shortSystems = ["bare", "bare-again", "bare-do", "usher"];
const plan: Plan = flags.short
  ? { rounds: 2, perLeg: 16, warmUps: 16, concurrencies: [1] }
  : { rounds: 8, perLeg: 16, warmUps: 192, concurrencies: [1, 16] };
const coldRuns = 15;
const page = join(import.meta.dirname, "results.md");

await buildIfChanged({ quiet: true });
const folder = mkdtempSync(join(tmpdir(), "usher-bench-"));
// However it ends, Ctrl-C included, which Miniflare makes an orderly exit.
process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
if (positionals.includes("cold")) console.log(await measureColdStarts(folder, coldRuns));
else await measure();

async function measure(): Promise<void> {
  const watch = machineWatch();
  const figures = await compareAll(flags.systems?.split(",") ?? (flags.short ? shortSystems : Object.keys(opens)));
  const client = Math.max(...figures.map(({ clientShare }) => clientShare));
  const run = `${watch.told()} The client took at most ${short(client * 100, 2)} % of one.`;
  console.log(`${headline(figures)}\n\n${run}`);
  if (!isWhole) return;
  const cold = await measureColdStarts(folder, coldRuns);
  console.log(`\n${cold}`);
  const pages = [
    "# Usher beside the bare runtime\n\n    npm run bench\n\nwrites this page; `bench/README.md` says what is measured, and why it is as it is.\n",
    `${run}\n`,
    headline(figures),
    ...runBefore(),
    `\n## Cold start\n\nFrom spawning workerd to the first answer: a preview by somebody who is not signed in.\n\n${cold}`,
    `\n${inFull(figures)}`,
  ];
  writeFileSync(page, `${pages.join("\n")}\n`);
}

/** The first table of the page that is written over, so that it can be seen how far figures reproduce. */
function runBefore(): string[] {
  const written = readFileSync(page, "utf8");
  const [run] = /^\d{4}-\d\d-\d\d.*$/m.exec(written) ?? [];
  const [, ratios] = /^## One call at a time\n[^|]*((?:\|.*\n)+)/m.exec(written) ?? [];
  return run && ratios ? [`\n## One call at a time, the run before\n\n${run}\n\n${ratios.trimEnd()}`] : [];
}

async function compareAll(names: string[]): Promise<Figures[]> {
  const systems: System[] = [];
  const only = flags.only?.split(",");
  const begunAt = performance.now();
  try {
    for (const name of names) {
      const open = opens[name];
      if (open === undefined) throw new Error(`There is no system "${name}".`);
      systems.push(...(await open(mkdtempSync(join(folder, `${name}-`)), peopleNeeded(plan))));
    }
    const figures: Figures[] = [];
    for (const operation of operations) {
      if (only && !only.includes(operation.name)) continue;
      if (flags.short && operation.name === "list100000") continue;
      figures.push(...(await compare(systems, operation, plan)));
      console.error(`${short((performance.now() - begunAt) / 1_000)} s: ${operation.title}`);
    }
    return figures;
  } finally {
    for (const system of systems) await system.runtime.stop();
  }
}
