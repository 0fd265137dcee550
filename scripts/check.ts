import { run } from "./run.ts";
import { keepsPromises } from "./security-document.ts";

export type Step = { name: string; run: () => Promise<boolean> };

/** What is quick enough to run before every commit. */
export const checks: Step[] = [
  { name: "format and lint", run: () => run("biome", ["check", "--error-on-warnings", "."]) },
  { name: "types", run: () => run("tsc", ["-b"]) },
  { name: "what SECURITY.md promises has its tests", run: async () => keepsPromises() },
];

/** Runs every step, also after one that failed, and answers the names of those that failed. */
export async function runSteps(steps: Step[]): Promise<string[]> {
  const failed: string[] = [];
  for (const step of steps) {
    console.log(`\n== ${step.name}`);
    try {
      if (!(await step.run())) failed.push(step.name);
    } catch (error) {
      console.error(error);
      failed.push(step.name);
    }
  }
  return failed;
}

if (import.meta.main) {
  const failed = await runSteps(checks);
  console.log(failed.length === 0 ? "\nAll well." : `\nFailed: ${failed.join(", ")}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
