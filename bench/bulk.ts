import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import Papa from "papaparse";
import { type InviteRow, inviteAll } from "../client/invite-all.ts";
import { buildIfChanged } from "../scripts/build.ts";
import { type SpawnedUsher, spawnUsher } from "../scripts/spawn-usher.ts";
import { storedRows } from "../scripts/stored-rows.ts";
import { bulkMailSpacingMs } from "../shared/limits.ts";
import { type LocalAccount, openAccount } from "./local-account.ts";
import { machineWatch } from "./machine.ts";
import { median, percentile } from "./measure.ts";
import { probedTable, startProbing } from "./prober.ts";
import { short, table } from "./report.ts";
import { type Held, heldNow } from "./watch-workerd.ts";

// npm run bench:bulk [-- --people 20000]: a CSV is read, checked and invited by the client, 100 people a call as the page does.
const { values } = parseArgs({ options: { people: { type: "string", default: "10000" } } });
const people = Number(values.people);
const mailsWatchedMs = 60_000;
const isListed = "email LIKE 'listed-%'";

type Step = { ms: number; held: Held; shown: number; stored: number };

await buildIfChanged({ quiet: true });
const machine = machineWatch();
const usher = await spawnUsher();
process.once("exit", () => rmSync(usher.stateFolder, { recursive: true, force: true, maxRetries: 3 }));
try {
  await measure(usher);
} finally {
  await usher.stop();
}

async function measure({ port, stateFolder }: SpawnedUsher): Promise<void> {
  const account = await openAccount(usher);
  const rows = rowsOf(csvOf(people), account);
  const before = heldNow(stateFolder);

  const checking = startProbing(port, account.probes);
  const check = await timed(account, rows, true);
  const checked = await checking.stop();
  const importing = startProbing(port, account.probes);
  const run = await timed(account, rows, false);
  const imported = await importing.stop();
  const mailing = startProbing(port, account.probes);
  await setTimeout(mailsWatchedMs);
  const mailed = await mailing.stop();
  account.close();

  const phases = [
    { title: `checking ${people}`, probed: checked },
    { title: `inviting ${people}`, probed: imported },
    { title: "the minute after, while their mails leave", probed: mailed },
  ];
  report([
    stepsTable(check, run),
    `\n${progressLine(run)}`,
    memoryLine(before, run),
    `\n${mailLine(stateFolder)}`,
    `\n## The API meanwhile\n\n${probedTable(phases)}`,
  ]);
}

function csvOf(count: number): string {
  const lines = Array.from({ length: count }, (_none, at) => `listed-${at}@example.com,Ann ${at},Other,staff-${at}`);
  return ["email,firstName,lastName,externalId", ...lines].join("\n");
}

function rowsOf(csv: string, { groups }: LocalAccount): InviteRow[] {
  const groupIds = groups.filter(({ isAdministrators }) => !isAdministrators).map(({ id }) => id);
  const { data } = Papa.parse<Omit<InviteRow, "groupIds">>(csv, { header: true });
  return data.map((person) => ({ ...person, groupIds: groupIds.slice(0, 1) }));
}

/** Each call, how long it took, and how far the run says it is beside what the database has. */
async function timed({ ask }: LocalAccount, rows: InviteRow[], dryRun: boolean): Promise<Step[]> {
  const { stateFolder } = usher;
  const steps: Step[] = [];
  let beganAt = performance.now();
  const { counts } = await inviteAll((input) => ask("users.inviteMany", input), rows, {
    ...(dryRun ? { dryRun } : {}),
    onProgress({ done }) {
      const ms = performance.now() - beganAt;
      const sql = `SELECT count(*) AS stored FROM users WHERE ${isListed}`;
      const [{ stored = 0 } = {}] = storedRows(stateFolder, "users", sql);
      steps.push({ ms, held: heldNow(stateFolder), shown: done, stored: Number(stored) });
      beganAt = performance.now();
    },
  });
  if (counts.created !== people) throw new Error(`Not all are invited: ${JSON.stringify(counts)}`);
  return steps;
}

function stepsTable(check: Step[], run: Step[]): string {
  const row = (title: string, steps: Step[]) => {
    const times = steps.map(({ ms }) => ms).sort((a, b) => a - b);
    const total = times.reduce((sum, ms) => sum + ms, 0);
    const [half, rest] = [steps.slice(0, steps.length / 2), steps.slice(steps.length / 2)];
    const medianOf = (some: Step[]) => short(median(some.map(({ ms }) => ms)));
    return [
      ...[title, String(steps.length), short(total / 1_000), short((people / total) * 1_000)],
      ...[short(percentile(times, 50)), short(percentile(times, 100)), medianOf(half), medianOf(rest)],
    ];
  };
  return table(
    ["", "calls", "seconds", "people a second", "p50 ms", "slowest ms", "p50 of the first half", "of the second"],
    [row("check (dry run)", check), row("invite", run)],
  );
}

function progressLine(run: Step[]): string {
  const wrong = run.filter(({ shown, stored }) => shown !== stored).length;
  if (wrong > 0 || run.at(-1)?.stored !== people) throw new Error(`The progress was wrong at ${wrong} steps.`);
  return `Progress: after each of the ${run.length} calls it names as many people as the database has, and in the end all ${people}.\n`;
}

function memoryLine(before: Held, run: Step[]): string {
  const at = (share: number) => run[Math.ceil(share * run.length) - 1]?.held.megabytes;
  return `Memory of workerd: ${before.megabytes} MB before, ${at(0.25)}, ${at(0.5)}, ${at(0.75)} and ${at(1)} MB after each quarter of the list.`;
}

/** Slots, and what has left by now: the mails of those invited one by one are not among them. */
function mailLine(stateFolder: string): string {
  const sent = storedRows(
    stateFolder,
    "mails",
    "SELECT sentAt FROM mails WHERE recipient LIKE 'listed-%' ORDER BY sentAt",
  );
  const gapsOf = (rows: Record<string, unknown>[]) =>
    rows.slice(1).map(({ sentAt }, at) => Number(sentAt) - Number(rows[at]?.sentAt));
  const slots = storedRows(stateFolder, "users", `SELECT sentAt FROM users WHERE ${isListed} ORDER BY sentAt`);
  const uneven = gapsOf(slots).filter((gap) => gap !== bulkMailSpacingMs).length;
  if (uneven > 0 || slots.length !== people) throw new Error(`${uneven} slots are not ${bulkMailSpacingMs} ms apart.`);
  const gaps = gapsOf(sent).sort((a, b) => a - b);
  const hours = (Number(slots.at(-1)?.sentAt) - Number(slots[0]?.sentAt)) / 3_600_000;
  return [
    `Mail: one every ${bulkMailSpacingMs} ms, the last after ${short(hours)} hours. A minute after the import ${sent.length} had left,`,
    `${short(percentile(gaps, 1))} ms (p1), ${short(percentile(gaps, 50))} ms (p50) and ${short(percentile(gaps, 99))} ms (p99) after the one before.`,
  ].join(" ");
}

function report(parts: string[]): void {
  const page = [
    `# ${people} people by CSV\n`,
    `    npm run bench:bulk${people === 10_000 ? "" : ` -- --people ${people}`}\n`,
    "writes this page; `bench/README.md` says what is measured, and how.\n",
    `${machine.told()}\n`,
    ...parts,
  ].join("\n");
  console.log(page);
  writeFileSync(join(import.meta.dirname, "bulk.md"), `${page}\n`);
}
