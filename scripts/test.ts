import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checks, runSteps, type Step } from "./check.ts";
import { ensureChromium } from "./chromium.ts";
import { root } from "./paths.ts";
import { run } from "./run.ts";
import { keepsSizeBudgets } from "./size-budgets.ts";

type Count = { passed: number; failed: number };

/** Those that compute, one after the other; and those that mostly wait for deadlines and restarts, beside them. */
const projects = ["shared", "worker", "browser"];
const waiting = "process";
const build = "build";
/** These run what was built; without a build they would only say so once more. */
const needBuild = ["process", "browser"];
const reports = join(root, "node_modules", ".cache", "test-reports");

const steps: Step[] = [
  ...checks,
  { name: build, run: () => run("node", ["scripts/build.ts"]) },
  { name: "size budgets", run: async () => keepsSizeBudgets() },
  { name: "wrangler deploy --dry-run", run: () => run("wrangler", ["deploy", "--dry-run"]) },
  { name: "a browser to test with", run: async () => findBrowser() },
];

const failedSteps = await runSteps(steps);
const failures = [...failedSteps];
const total: Count = { passed: steps.length - failedSteps.length, failed: failedSteps.length };
mkdirSync(reports, { recursive: true });
const log = join(reports, `${waiting}.log`);
const logFile = openSync(log, "w");
const besides = countProject(waiting, logFile);
for (const project of projects) {
  console.log(`\n== tests: ${project}`);
  note(project, await countProject(project));
}
console.log(`\n== tests: ${waiting}, beside the others`);
const counted = await besides;
closeSync(logFile);
process.stdout.write(readFileSync(log));
note(waiting, counted);
if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function note(project: string, { passed, failed }: Count): void {
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(`${project} tests`);
}

async function countProject(project: string, output?: number): Promise<Count> {
  if (failedSteps.includes(build) && needBuild.includes(project)) {
    console.log(`The ${project} tests are not run: there is no build.`);
    return { passed: 0, failed: 1 };
  }
  const report = join(reports, `${project}.json`);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const ended = await run("vitest", ["run", "--project", project, ...reporters], output);
  const count = readReport(report);
  // A file that could not be loaded, an error outside a test or a run that broke off fails without a failed test.
  return ended || count.failed > 0 ? count : { ...count, failed: 1 };
}

function readReport(file: string): Count {
  try {
    const report: { numPassedTests: number; numFailedTests: number } = JSON.parse(readFileSync(file, "utf8"));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function findBrowser(): boolean {
  try {
    console.log(ensureChromium());
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}
