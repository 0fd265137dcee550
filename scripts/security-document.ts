import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.ts";

const document = "SECURITY.md";
const defences = join("worker", "attacks", "defences");

/**
 * Whether every test that SECURITY.md names is there, and every defence that can be taken out is named once, at its test.
 * That each patch still fits is seen here too: `npm run test:defences` takes half an hour.
 */
export function keepsPromises(): boolean {
  const promises = read(document).split("\n").flatMap(readRow);
  const broken = [
    ...promises.flatMap(missingOf),
    ...countDefences(promises),
    ...readdirSync(join(root, defences)).flatMap(misfitOf),
  ];
  for (const what of broken) console.error(`${document}: ${what}`);
  return broken.length === 0;
}

type Promised = { promise: string; tests: { file: string; names: string[] }[]; without: string[] };

/** A line of a table whose second cell names tests: `[short](file) "name", "name"`. */
function readRow(line: string): Promised[] {
  const [, promise = "", tests = "", without = ""] = line.split("|").map((cell) => cell.trim());
  if (!tests.includes(".test.ts")) return [];
  const files = [...tests.matchAll(/\]\(([^)]+)\)([^[]*)/g)].map(([, file = "", names = ""]) => ({
    file,
    names: allOf(names, /"([^"]+)"/g),
  }));
  return [{ promise, tests: files, without: allOf(without, /`([^`]+)`/g) }];
}

function allOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}

function missingOf({ promise, tests, without }: Promised): string[] {
  const missing = tests.flatMap(({ file, names }) => {
    if (!existsSync(join(root, file))) return [`${file} is not there`];
    if (names.length === 0) return [`no test of ${file} holds "${promise}"`];
    return names.filter((name) => !read(file).includes(name)).map((name) => `${file} has no test "${name}"`);
  });
  for (const name of without) {
    const patch = join(defences, `${name}.patch`);
    const file = existsSync(join(root, patch)) ? /^# (\S+) > /.exec(read(patch))?.[1] : undefined;
    if (file === undefined) missing.push(`there is no ${patch} that names its test`);
    else if (!tests.some((test) => test.file === file)) missing.push(`${name} is missed by ${file}, not by this row's`);
  }
  return missing;
}

function countDefences(promises: Promised[]): string[] {
  const named = promises.flatMap(({ without }) => without);
  const there = readdirSync(join(root, defences)).map((file) => file.replace(/\.patch$/, ""));
  const oddly = there.filter((name) => named.filter((one) => one === name).length !== 1);
  return oddly.map((name) => `the defence ${name} stands in ${named.includes(name) ? "several rows" : "no row"}`);
}

function misfitOf(patch: string): string[] {
  const { status } = spawnSync("git", ["apply", "--check", join(defences, patch)], { cwd: root });
  return status === 0 ? [] : [`the defence ${patch} cannot be taken out: its patch does not fit`];
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
