import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { buildIfChanged } from "../scripts/build.ts";
import { launchOptions } from "../scripts/chromium.ts";
import { type FormFactor, formFactors, openLighthouseBrowser, scoresOf } from "../scripts/lighthouse.ts";
import { spawnUsher } from "../scripts/spawn-usher.ts";
import type { Seeded } from "../worker/local/seed.ts";
import { measureFirstViews } from "./first-views.ts";
import { median, mediansOf } from "./measure.ts";
import { hundredRows, type Interactions, listPresses, measurePresses } from "./measure-interactions.ts";
import { type Mount, measureBareMount, measureMount } from "./measure-mount.ts";
import { short } from "./report.ts";
import { pagesReport, writePagesReport } from "./report-pages.ts";
import { inviteOne, mailedText, seedUsers, signInAs } from "./signed-in.ts";

/** What nobody wants in a test, because a busy machine decides it: how fast the pages are. */

const { values: options } = parseArgs({
  options: {
    users: { type: "string", default: "100000" },
    rounds: { type: "string", default: "5" },
    // Lighthouse, and the rows of a desk four times slower: three minutes more.
    desk: { type: "boolean" },
    // A folder that keeps the account for the next run.
    state: { type: "string" },
  },
});
const throttle = 4;
const deskRounds = 5;
const lighthouseRounds = 3;

await buildIfChanged({ quiet: true });
const usher = await spawnUsher(options.state ? { stateFolder: options.state } : {});
try {
  const account = await accountOf(Number(options.users));
  const figures = await measureFirstViews(usher.origin, account, Number(options.rounds));
  const conditions = `${new Date().toISOString().slice(0, 10)}, ${Number(options.users).toLocaleString("en")} users, the middle of ${options.rounds} rounds; load of the machine at the end ${short(loadavg()[0] ?? Number.NaN)}.`;
  const told = `${conditions}\n\n${pagesReport(figures)}`;
  console.log(told);
  writePagesReport(told);
  if (options.desk) await measureDesk(account);
} finally {
  await usher.stop();
}

async function accountOf(users: number): Promise<Seeded> {
  const kept = options.state && join(options.state, `account-of-${users}.json`);
  if (kept && existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));
  const account = await seedUsers(usher.origin, users);
  if (kept) writeFileSync(kept, JSON.stringify(account));
  return account;
}

async function measureDesk({ accountId, adminEmail, apiToken }: Seeded): Promise<void> {
  const usersUrl = `${usher.origin}/a/${accountId}/users`;
  const judged = `judged-${Date.now()}@example.com`;
  await inviteOne(usher.origin, apiToken, judged);
  const acceptUrl = await mailedText(usher.origin, judged, /https?:\/\/\S+\/accept#\S+/);
  print("Lighthouse, performance", "95 or more", await measurePerformance({ usersUrl, acceptUrl, adminEmail }));
  const { mounts, bareMounts, interactions } = await measureRows(usersUrl, adminEmail);
  print(`100 rows, ${throttle} times slower`, "ms: under 100", mountRows(mounts, bareMounts));
  print(`Next frame after a press, 100 rows, ${throttle} times slower`, "ms: under 200", mediansOf(interactions));
}

async function measurePerformance(what: { usersUrl: string; acceptUrl: string; adminEmail: string }) {
  const browser = await openLighthouseBrowser(usher.origin);
  try {
    const page = await browser.context.newPage();
    await signInAs(page, usher.origin, what.adminEmail);
    await page.close();
    const found: Record<string, number> = {};
    const machine: number[] = [];
    async function judge(name: string, url: string, formFactor: FormFactor): Promise<void> {
      const scores: number[] = [];
      for (let round = 0; round < lighthouseRounds; round++) {
        try {
          const result = await browser.judge(url, formFactor, ["performance"]);
          scores.push(scoresOf(result).performance ?? 0);
          machine.push(result.environment.benchmarkIndex);
        } catch (error) {
          // A machine that is too busy to record: the other rounds count.
          console.error(`${name}: ${error}`);
        }
      }
      found[`${name}, ${formFactor}`] = median(scores);
    }
    for (const formFactor of formFactors) {
      await judge("Users page", what.usersUrl, formFactor);
      await judge("accept page", what.acceptUrl, formFactor);
    }
    found["(this machine, by Lighthouse's index)"] = median(machine);
    return found;
  } finally {
    await browser.close();
  }
}

async function measureRows(usersUrl: string, adminEmail: string) {
  const browser = await chromium.launch(launchOptions());
  try {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await signInAs(page, usher.origin, adminEmail);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    const mounts: Mount[] = [];
    const bareMounts: Mount[] = [];
    const interactions: Interactions[] = [];
    for (let round = 0; round < deskRounds; round++) {
      mounts.push(await measureMount(browser, page, `${usersUrl}?size=100`));
      bareMounts.push(await measureBareMount(browser, page));
    }
    for (let round = 0; round < deskRounds; round++) {
      await page.goto(`${usersUrl}?size=100`);
      await hundredRows(page);
      await page.waitForLoadState("networkidle");
      interactions.push(await measurePresses(page, listPresses(page)));
    }
    return { mounts, bareMounts, interactions };
  } finally {
    await browser.close();
  }
}

/** Time of the processor, in which nothing else that the machine does counts; by the clock it is never less. */
function mountRows(mounts: Mount[], bareMounts: Mount[]): Record<string, number> {
  const of = (all: Mount[], pick: (mount: Mount) => number) => median(all.map(pick));
  const rows = of(mounts, ({ allRows }) => allRows.threadMs);
  const bare = of(bareMounts, ({ allRows }) => allRows.threadMs);
  return {
    "from the answer to the rows that fill the screen": of(mounts, ({ firstRows }) => firstRows.threadMs),
    "the same by the clock": of(mounts, ({ firstRows }) => firstRows.wallMs),
    "to all 100 rows": rows,
    "the same by the clock ": of(mounts, ({ allRows }) => allRows.wallMs),
    "a bare table of 100 rows of text, in the same page": bare,
    "times that": rows / bare,
  };
}

function print(title: string, bound: string, found: Record<string, number>): void {
  console.log(`\n${title} (${bound})`);
  for (const [name, value] of Object.entries(found)) {
    console.log(`  ${String(Math.round(value * 10) / 10).padStart(7)}  ${name}`);
  }
}
