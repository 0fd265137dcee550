import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { machineCpu } from "./measure.ts";
import { short } from "./report.ts";

const packages: { devDependencies: Record<string, string>; dependencies: Record<string, string> } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

/** Watches what else goes on, for a line that says under what conditions was measured. */
export function machineWatch() {
  const before = machineCpu();
  const begunAt = performance.now();
  const load = loadavg()[0] ?? Number.NaN;
  return {
    told(): string {
      const after = machineCpu();
      const available = (performance.now() - begunAt) * cpus().length;
      const percentOf = (ms: number) => `${short((ms / available) * 100, 2)} %`;
      return [
        `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node},`,
        `workerd ${packages.devDependencies.workerd}, better-auth ${packages.dependencies["better-auth"]}; load before ${short(load)}, the processors`,
        `${percentOf(after.busyMs - before.busyMs)} busy and ${percentOf(after.stolenMs - before.stolenMs)} withheld by the host.`,
      ].join(" ");
    },
  };
}
