import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { afterAll } from "vitest";
import type { AppRouter } from "../worker/api/router.ts";
import type { StoredMail } from "../worker/email/mailbox.ts";
import type { Seeded } from "../worker/local/seed.ts";
import { type SpawnedUsher, type SpawnOptions, spawnUsher } from "./spawn-usher.ts";

const spawned: Promise<SpawnedUsher>[] = [];
let isOver = false;

afterAll(async () => {
  isOver = true;
  for (const spawning of await Promise.allSettled(spawned)) {
    if (spawning.status === "rejected") continue;
    await spawning.value.stop();
    rmSync(spawning.value.stateFolder, { recursive: true, force: true });
  }
});

/** `npm start` for the tests of one file: what still runs at their end is stopped, and its state thrown away. */
export function usherForTest(options: SpawnOptions = {}): Promise<SpawnedUsher> {
  if (isOver) throw new Error("A test that has timed out goes on.");
  const spawning = spawnUsher(options);
  spawned.push(spawning);
  return spawning;
}

/** The same port and state again, for one that was stopped or killed. */
export function startAgain({ port, stateFolder }: SpawnedUsher, env?: Record<string, string>): Promise<SpawnedUsher> {
  return usherForTest({ port, stateFolder, ...(env ? { env } : {}) });
}

/** Both processes at once, as when the machine goes down: not even the runtime has a moment left. */
export async function killAll(usher: SpawnedUsher): Promise<void> {
  const runtime = Number(readFileSync(join(usher.stateFolder, "workerd.pid"), "utf8"));
  const killed = usher.kill();
  process.kill(runtime, "SIGKILL");
  await killed;
}

export async function seedAccount(origin: string, users: number): Promise<Seeded> {
  const response = await fetch(`${origin}/dev/seed`, { method: "POST", body: JSON.stringify({ users }) });
  if (!response.ok) throw new Error(`/dev/seed answered ${response.status} ${await response.text()}`);
  return response.json();
}

/** The API as a program of the account has it; without a token, as anybody has. */
export function apiOf(origin: string, apiToken: string | null) {
  const headers = apiToken === null ? {} : { authorization: `Bearer ${apiToken}` };
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${origin}/trpc`, maxItems: 20, headers })] });
}

export type ProgramApi = ReturnType<typeof apiOf>;

/** A group that means nothing, to invite people into. */
export async function ordinaryGroup(api: ProgramApi): Promise<string> {
  const group = (await api.groups.list.query()).find(({ isAdministrators }) => !isAdministrators);
  if (group === undefined) throw new Error("The account has only administrators.");
  return group.id;
}

export async function mailsTo(origin: string, address: string): Promise<StoredMail[]> {
  const response = await fetch(`${origin}/dev/mailbox.json?to=${encodeURIComponent(address)}`);
  return response.json();
}

/** The code of the link in an invitation's mail. */
export function linkCodeIn({ text }: StoredMail): string {
  const code = /\/accept#(\S+)/.exec(text)?.[1];
  if (code === undefined) throw new Error("The mail has no link.");
  return code;
}
