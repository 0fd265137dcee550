import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { spawnUsher } from "./spawn-usher.ts";
import { storedRows } from "./stored-rows.ts";
import { apiOf, mailsTo, ordinaryGroup, seedAccount, usherForTest } from "./usher-for-test.ts";

const disks: string[] = [];
/** Only root may mount a disk as small as a test needs it. */
const mayMount = canMount();

afterAll(() => {
  for (const disk of disks) unmount(disk);
});

test("what is no folder is one clear sentence", async () => {
  await expect(spawnUsher({ stateFolder: join(import.meta.dirname, "disk.process.test.ts") })).rejects.toThrow(
    "is no folder. Set USHER_STATE to one.",
  );
});

test.skipIf(!mayMount)("so is a state folder that cannot be written to", async () => {
  await expect(spawnUsher({ stateFolder: mount("size=64m,ro") })).rejects.toThrow(/\S+ cannot be written to\. Make it/);
});

test.skipIf(!mayMount)("so is a disk without room", async () => {
  await expect(spawnUsher({ stateFolder: mount("size=1m") })).rejects.toThrow("The disk is full: ");
});

test.skipIf(!mayMount)(
  "a disk that fills up refuses and loses nothing; with room again it goes on",
  async () => {
    const stateFolder = mount("size=64m");
    const usher = await usherForTest({ stateFolder });
    const { apiToken } = await seedAccount(usher.origin, 3);
    const api = apiOf(usher.origin, apiToken);
    const groupIds = [await ordinaryGroup(api)];
    const invite = (email: string) => api.users.invite.mutate({ email, firstName: "Ann", lastName: "Other", groupIds });
    const known = await invite("before@example.com");
    await expect.poll(() => mailsTo(usher.origin, known.email)).toHaveLength(1);

    fill(stateFolder);
    await expect(inviteUntilRefused(invite)).rejects.toThrow("Internal server error");
    expect(usher.output()).toContain("database or disk is full");
    expect(usher.output()).toContain('"what":"procedure failed"');

    rmSync(join(stateFolder, "ballast"));
    const later = "after@example.com";
    // A database that broke off is opened anew by the call that meets it.
    await expect.poll(() => invite(later).catch(() => null), { timeout: 20_000 }).toMatchObject({ email: later });
    await expect.poll(() => mailsTo(usher.origin, later), { timeout: 60_000 }).toHaveLength(1);
    await usher.stop();
    const broken = "SELECT id FROM users WHERE currentInvitationId NOT IN (SELECT id FROM invitations)";
    expect(storedRows(stateFolder, "users", broken)).toEqual([]);
  },
  180_000,
);

async function inviteUntilRefused(invite: (email: string) => Promise<unknown>): Promise<never> {
  for (let people = 0; ; people++) await invite(`amid-${people}@example.com`);
}

function fill(disk: string): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, "ballast"), Buffer.alloc(bavail * bsize));
}

function mount(options: string): string {
  const disk = mkdtempSync(join(tmpdir(), "usher-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk], { stdio: "pipe" });
  disks.push(disk);
  return disk;
}

function unmount(disk: string): void {
  execFileSync("umount", ["--lazy", disk]);
  rmdirSync(disk);
}

function canMount(): boolean {
  try {
    unmount(mount("size=1m"));
    disks.length = 0;
    return true;
  } catch {
    return false;
  }
}
