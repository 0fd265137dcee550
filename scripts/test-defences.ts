import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./paths.ts";

// npm run test:defences [-- part of a name]: takes each defence out in turn, in a copy of the tree, and sees its test
// go red. Each patch names that test in its first line.

const folder = join(root, "worker", "attacks", "defences");
const wanted = process.argv[2] ?? "";
const patches = readdirSync(folder).filter((name) => name.endsWith(".patch") && name.includes(wanted));

const unseen = patches.filter((patch) => !isMissed(patch));
console.log(`\n${patches.length - unseen.length} of ${patches.length} defences are missed by their tests`);
for (const patch of unseen) console.log(`nobody misses ${patch}`);
process.exitCode = unseen.length === 0 ? 0 : 1;

/** Whether the test of a defence fails without it. */
function isMissed(patch: string): boolean {
  const [, file = "", test = ""] = /^# (\S+) > (.+)$/m.exec(readFileSync(join(folder, patch), "utf8")) ?? [];
  const copy = mkdtempSync(join(tmpdir(), "usher-defence-"));
  try {
    copyTree(copy);
    execFileSync("git", ["apply", join(folder, patch)], { cwd: copy });
    const project = projectOf(file);
    if (project === "process" || project === "browser") runIn(copy, "node", ["scripts/build.ts"]);
    const report = join(copy, "report.json");
    const name = test.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    runIn(copy, "vitest", ["run", "--project", project, file, "-t", name, "--reporter=json", `--outputFile=${report}`]);
    const { numFailedTests }: { numFailedTests: number } = JSON.parse(readFileSync(report, "utf8"));
    console.log(`${numFailedTests > 0 ? "red " : "GREEN"} ${patch}: ${file} > ${test}`);
    return numFailedTests > 0;
  } catch (error) {
    console.log(`FAILED ${patch}: ${String(error).slice(0, 300)}`);
    return false;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function copyTree(copy: string): void {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  for (const file of files.split("\0").filter(Boolean)) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
}

function projectOf(file: string): string {
  if (file.endsWith(".process.test.ts")) return "process";
  if (file.endsWith(".browser.test.ts")) return "browser";
  return file.startsWith("worker/") ? "worker" : "shared";
}

function runIn(copy: string, command: string, args: string[]): void {
  const PATH = `${join(root, "node_modules", ".bin")}:${process.env.PATH}`;
  spawnSync(command, args, { cwd: copy, stdio: "ignore", env: { ...process.env, PATH } });
}
