import { rmSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { buildIfChanged } from "../scripts/build.ts";
import { run } from "../scripts/run.ts";
import { spawnUsher } from "../scripts/spawn-usher.ts";
import { storedRows } from "../scripts/stored-rows.ts";
import type { AppRouter } from "../worker/api/router.ts";
import { mailedText, seedUsers } from "./signed-in.ts";

// npm run bench:capacity: what docs/capacity.md counts with. Bytes of users that were seeded and of users who were
// invited, mailed and let in; then the calls and rows of every step, which worker/test/capacity.measure.ts has.

const seeded = 10_000;
const real = 500;

await buildIfChanged({ quiet: true });
await measure(`${seeded} seeded users`, seeded, async (origin) => void (await seedUsers(origin, seeded)));
await measure(`${real} users who were invited one by one, mailed and let in`, real, inviteAndLetIn);
process.exitCode = (await run("vitest", ["run", "--project", "measure", "capacity"])) ? 0 : 1;

async function measure(what: string, users: number, fill: (origin: string) => Promise<void>): Promise<void> {
  const usher = await spawnUsher();
  try {
    await fill(usher.origin);
  } finally {
    await usher.stop();
  }
  console.log(`\n${what}: bytes of D1 for each\n`);
  console.log("| table | bytes | with free room in its pages |\n| --- | ---: | ---: |");
  // Without the room that pages keep for what comes later: a fifth of the small database would be that.
  const used = "sum(s.pgsize - s.unused)";
  const tables = storedRows(
    usher.stateFolder,
    "users",
    `SELECT m.tbl_name AS name, sum(s.pgsize) AS pages, ${used} AS bytes FROM dbstat s JOIN sqlite_master m ON m.name = s.name
      GROUP BY m.tbl_name ORDER BY bytes DESC`,
  );
  rmSync(usher.stateFolder, { recursive: true });
  const sum = (column: string) => tables.reduce((all, row) => all + Number(row[column]), 0);
  for (const { name, bytes, pages } of [...tables, { name: "all", bytes: sum("bytes"), pages: sum("pages") }]) {
    const each = Math.round(Number(bytes) / users);
    if (each >= 20) console.log(`| ${name} | ${each} | ${Math.round(Number(pages) / users)} |`);
  }
}

/** As an integrator invites, and the mailed link is followed. */
async function inviteAndLetIn(origin: string): Promise<void> {
  const { apiToken } = await seedUsers(origin, 1);
  const clientWith = (headers: Record<string, string>) =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${origin}/trpc`, headers })] });
  const api = clientWith({ authorization: `Bearer ${apiToken}` });
  const invitee = clientWith({ origin });
  const group = (await api.groups.list.query()).find(({ isAdministrators }) => !isAdministrators);
  if (!group) throw new Error("The account has only administrators.");
  for (let number = 0; number < real; number++) {
    const email = `katherine.johnson.${number}@capacity.example`;
    const names = { firstName: "Katherine", lastName: `Johnson-${number}` };
    await api.users.invite.mutate({ email, ...names, groupIds: [group.id] });
    const url = await mailedText(origin, email, /https?:\/\/\S+\/accept#\S+/);
    await invitee.invitations.accept.mutate({ code: new URL(url).hash.slice(1), ...names, termsAccepted: true });
  }
  // The last mail's outcome is noted after the mail has been seen.
  await setTimeout(1_000);
}
