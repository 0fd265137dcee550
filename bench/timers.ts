import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { buildIfChanged } from "../scripts/build.ts";
import { headStartMs } from "../scripts/overdue-alarms.ts";
import { type SpawnedUsher, spawnUsher } from "../scripts/spawn-usher.ts";
import { changeStored, storedRows } from "../scripts/stored-rows.ts";
import { defaultLifetimeMs, maxBulk } from "../shared/limits.ts";
import { type LocalAccount, openAccount } from "./local-account.ts";
import { machineWatch } from "./machine.ts";
import { percentile } from "./measure.ts";
import { passTime } from "./pass-time.ts";
import { type Probed, probedTable, startProbing } from "./prober.ts";
import { short, table } from "./report.ts";
import { type Watched, watchWorkerd } from "./watch-workerd.ts";

// npm run bench:timers [-- --due 10000]: so many invitations fall due in the same second, while Usher runs and while it does not.
const { values } = parseArgs({ options: { due: { type: "string", default: "2000" } } });
const due = Number(values.due);
const boundMs = due > 2_000 ? 1_000 : 500;
/** They come from bulk runs, are told by sweeps, and wake once more over a minute before they sleep until the deadline. */
const untilDueMs = 140_000 + 20 * due;
const quietMs = 10_000;
/** How long the API is still watched when all is recorded: after a start, objects begin to free themselves only then. */
const afterwardsMs = 40_000 + headStartMs * due;
/** Until every alarm of the crowd is overdue, the last of which is eleven minutes after the deadline. */
const downtimeMs = 12 * 60_000;
const page = join(import.meta.dirname, "timers.md");
const isDue = "email LIKE 'due-%'";

type Phase = { title: string; probed: Probed[]; held: Watched; boundMs?: number };

await buildIfChanged({ quiet: true });
const folder = mkdtempSync(join(tmpdir(), "usher-timers-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
const [running, overdue] = [join(folder, "running"), join(folder, "overdue")];
const machine = machineWatch();

const { account, dueAt, port } = await prepare();
const starting = spawnUsher({ stateFolder: running, port });
const quietStart = await watched("a start with nothing due", starting, () => setTimeout(quietMs));
const usher = await starting;
const quiet = await watched("nothing due", usher, () => setTimeout(quietMs));
if (Date.now() > dueAt) throw new Error("The deadline came too soon: this machine is too busy.");
await setTimeout(dueAt - Date.now() - 1_000);
const atOnce = await watched("all due at once", usher, () => recorded(running), boundMs);
await usher.stop();
passTime(overdue, downtimeMs);
const startedAt = Date.now();
const again = spawnUsher({ stateFolder: overdue, port });
const atStart = await watched("a start with all of them overdue", again, () => recorded(overdue), boundMs);
await (await again).stop();
writeSection([quietStart, quiet, atOnce, atStart]);

/** Makes them, tells all objects, and leaves a copy for which the deadline comes while nothing runs. */
async function prepare(): Promise<{ account: LocalAccount; dueAt: number; port: number }> {
  const first = await spawnUsher({ stateFolder: running });
  const account = await openAccount(first);
  await inviteThem(account);
  account.close();
  await first.stop();
  const dueAt = Date.now() + untilDueMs;
  changeStored(
    running,
    "users",
    `UPDATE users SET expiresAt = ${dueAt}, sentAt = ${dueAt - defaultLifetimeMs} WHERE ${isDue};
    UPDATE invitations SET armed = 0, mailDueAt = NULL, mailState = 'sent', reminderDueAt = NULL
      WHERE (accountId, id) IN (SELECT accountId, currentInvitationId FROM users WHERE ${isDue})`,
  );
  const second = await spawnUsher({ stateFolder: running, port: first.port });
  while (count(running, "invitations", "armed = 0") > 0) await sweep(second);
  // The last of them wake a minute later, to find out until when they sleep.
  await setTimeout(62_000);
  await second.stop();
  cpSync(running, overdue, { recursive: true });
  return { account, dueAt, port: first.port };
}

async function inviteThem({ ask, groups }: LocalAccount): Promise<void> {
  const groupIds = groups.filter(({ isAdministrators }) => !isAdministrators).map(({ id }) => id);
  for (let from = 0; from < due; from += maxBulk) {
    const users = Array.from({ length: Math.min(maxBulk, due - from) }, (_none, at) => ({
      ...{ email: `due-${from + at}@example.com`, firstName: "Ann", lastName: "Other", groupIds: groupIds.slice(0, 1) },
    }));
    await ask("users.inviteMany", { users });
  }
}

/** Wrangler's way of running the scheduled handler by hand. */
async function sweep({ origin }: SpawnedUsher): Promise<void> {
  const response = await fetch(`${origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent("* * * * *")}`);
  if (!response.ok) throw new Error(`The sweep answered ${response.status}.`);
}

/** Calls the API while something goes on, also while Usher is still starting. */
async function watched(
  title: string,
  starting: SpawnedUsher | Promise<SpawnedUsher>,
  work: () => Promise<unknown>,
  bound?: number,
): Promise<Phase> {
  const probing = startProbing(port, account.probes);
  const { stateFolder } = await starting;
  const watch = watchWorkerd(stateFolder);
  await work();
  const probed = await probing.stop();
  return { title, probed, held: watch.stop(), ...(bound === undefined ? {} : { boundMs: bound }) };
}

async function recorded(stateFolder: string): Promise<void> {
  while (count(stateFolder, "users", `status = 'invited' AND ${isDue}`) > 0) await setTimeout(1_000);
  await setTimeout(afterwardsMs);
}

function count(stateFolder: string, table: string, which: string): number {
  return Number(storedRows(stateFolder, table, `SELECT count(*) AS n FROM ${table} WHERE ${which}`)[0]?.n);
}

/** How long after `since` each was recorded; throws unless all were, once, and whoever invited has heard or will. */
function latenesses(stateFolder: string, since: number): string[] {
  const events = storedRows(
    stateFolder,
    "events",
    `SELECT e.userId, e.recordedAt - ${since} AS late FROM events e JOIN users u ON u.accountId = e.accountId AND u.id = e.userId
      WHERE e.type = 'invitation.expired' AND e.at = u.expiresAt AND u.status = 'invitationExpired' AND u.${isDue}`,
  );
  const people = new Set(events.map(({ userId }) => userId)).size;
  const told = "SELECT count(*) AS mails FROM mails WHERE recipient LIKE 'admin@%'";
  const [{ mails = null } = {}] = storedRows(stateFolder, "mails", told);
  const owed = count(stateFolder, "invitations", "news = 'owed'");
  const notices = count(stateFolder, "notices", "kind = 'news'");
  if (events.length !== due || people !== due) throw new Error(`${events.length} expiries of ${people} were recorded.`);
  if (mails !== 1 || notices !== 1) throw new Error(`${mails} mails tell of it, and ${notices} will.`);
  const late = events.map((event) => Number(event.late)).sort((a, b) => a - b);
  const seconds = [50, 99, 100].map((percent) => short(percentile(late, percent) / 1_000));
  return [...seconds, String(due - owed), String(owed)];
}

function writeSection(phases: Phase[]): void {
  const heldRows = phases.map(({ title, held: { first, most, last } }) => [
    title,
    ...[first, most, last].flatMap(({ files, megabytes }) => [String(files), String(megabytes)]),
  ]);
  const section = [
    `## ${due} due in the same second\n`,
    `    npm run bench:timers${due === 2_000 ? "" : ` -- --due ${due}`}\n`,
    `${machine.told()}\n`,
    `No answer may take longer than ${boundMs} ms meanwhile; bold is beyond that. What any start takes stands first.\n`,
    `${probedTable(phases)}\n`,
    "Every one is recorded: one event each, at its deadline. Of whoever invited them there is one mail, which tells of those",
    "recorded until it left, and one notice, by which the rest follows an hour later.\n",
    `${table(
      ["seconds until recorded", "p50", "p99", "last", "told at once", "told an hour later"],
      [
        ["after the deadline", ...latenesses(running, dueAt)],
        ["after the process was started", ...latenesses(overdue, startedAt)],
      ],
    )}\n`,
    "What workerd holds: files open and megabytes of memory, when the phase begins, at most, and when it ends.\n",
    table(["", "files", "MB", "files at most", "MB at most", "files at the end", "MB at the end"], heldRows),
  ].join("\n");
  console.log(section);
  const intro = "# Timers in bulk\n\n`bench/README.md` says what is measured, and how.\n";
  writeFileSync(page, `${[intro, ...otherSections(), section].join("\n")}\n`);
}

/** Those of other numbers, from earlier runs. */
function otherSections(): string[] {
  const sections = readPage()
    .split(/^(?=## )/m)
    .slice(1);
  return sections.filter((section) => !section.startsWith(`## ${due} `)).map((section) => `${section.trimEnd()}\n`);
}

function readPage(): string {
  try {
    return readFileSync(page, "utf8");
  } catch {
    return "";
  }
}
