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

const reasons = `
## What reads more, and why

- **A search or a filter that very many match** reads a row of an index for each of them, up to 10,001: a total is exact up to 10,000, and
  no tree of keys says how many lie between two of them. More than that read no more: the page itself comes from a walk through
  everybody in order, or from the range of names that begin with the word. Keeping the numbers instead (of each beginning of one
  and two letters, in each status) would write some 9 rows for each invitation and 18 for each acceptance: $27 a month where a
  million people are invited, to save a hundred-thousandth of a dollar a search.
- **Two conditions at once** (a whole name, a mail's state in a group) look at each whom the rarer one leaves. Two words in one index
  would be a row for each pair of words. The seeded names make it worse than life: 43 first names, 43 last names.
- **A page of an order in which those found all stand at the far end** is collected: a few rows for each, never the whole account.
- **Page 400 of 25 by its number** passes over the 10,000 rows before it, as far as page numbers reach. By cursor nothing is passed over, and
  the last page is walked to from the end.
- **A few ids are found by any two letters**, since the id is searched as well: one in a thousand.
- **Last pages** are as long as what is left for them, and of each user on a page the groups are read: copies of the same user stand
  together in the crowd, and have one to three.
- A time above 1.5 with the same rows is what the machine did meanwhile, or a tree that is a level or two higher.
`;

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
