import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../scripts/paths.ts";
import { sum } from "./measure.ts";

// npm run bench:growth: what each operation reads, and how long it takes, among so many users and accounts and among
// 100 users who are alone. Writes bench/growth.md. worker/test/growth.measure.ts measures.

const { values } = parseArgs({
  options: { users: { type: "string", default: "100000" }, accounts: { type: "string", default: "10000" } },
});

type Figures = { rows: number; ms: number };
type Told = Record<"few" | "users" | "accountsBeside" | "seedingS" | "rounds" | "bytes", number> & {
  operations: Record<string, Record<"alone" | "small" | "crowd", Figures[]>>;
};

const reasons = "";

const load = loadavg()[0] ?? Number.NaN;
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { stdout, status } = spawnSync(process.execPath, [vitest, "run", "--project", "measure", "growth"], {
  cwd: root,
  env: { ...process.env, GROWTH_USERS: values.users, GROWTH_ACCOUNTS: values.accounts },
  encoding: "utf8",
  maxBuffer: 1e9,
  stdio: ["ignore", "pipe", "inherit"],
});
const found = /growth: (\{.*\})/.exec(stdout)?.[1];
if (status !== 0 || found === undefined) {
  console.error(stdout);
  process.exit(1);
}
const page = pageOf(JSON.parse(found));
console.log(page);
writeFileSync(join(root, "bench", "growth.md"), page);

/** What stands for the median of numbers that are whole. */
function middle(numbers: number[]): number {
  const [from, to] = [Math.floor(numbers.length / 4), Math.ceil((numbers.length * 3) / 4)];
  return sum(numbers.toSorted((one, other) => one - other).slice(from, to)) / (to - from);
}

function pageOf({ few, users, accountsBeside, seedingS, rounds, bytes, operations }: Told): string {
  const [many, accounts] = [users.toLocaleString("en"), accountsBeside.toLocaleString("en")];
  // A hundred users have no second page of some.
  const both = Object.entries(operations).filter(([, { alone }]) => alone.length > 0);
  const rows = both.map(([what, { alone, small, crowd }]) => {
    const [a = 0, b = 0, c = 0] = [alone, small, crowd].map((each) => Math.max(...each.map((one) => one.rows)));
    const [x = 0, y = 0] = [small, crowd].map((each) => middle(each.map((one) => one.ms)));
    const [more, longer] = [c / a, y / x];
    const bold = (ratio: number, limit: number, text: string) => (ratio > limit ? `**${text}**` : text);
    return `| ${[what, a, b, c, bold(more, 2, more.toFixed(1)), x.toFixed(1), y.toFixed(1), bold(longer, 1.5, longer.toFixed(2))].join(" | ")} |`;
  });
  return `# What is read among ${few} users, and among ${many}

    npm run bench:growth -- --users ${users} --accounts ${accountsBeside}

${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, load ${load.toFixed(1)} before. ${few} users first alone in the database; then beside an account of ${many}
and ${accounts} accounts of five (${(bytes / 1e9).toFixed(1)} GB, filled in ${seedingS} s), in ${rounds} turns. Rows are D1's own \`meta.rows_read\`, the most of all turns; times
are means of the middle half, since a Worker sees whole milliseconds. Lists are pages of five by each of the twelve sorts. Bold is beyond
2 times the rows or 1.5 times the time.

| operation | rows, ${few} alone | ${few} beside | ${many} | rows, ratio | ms, ${few} beside | ms, ${many} | ms, ratio |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}
${reasons}`;
}
