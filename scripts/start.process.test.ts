import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { maxCodesPerClient } from "../shared/limits.ts";
import { type SpawnedUsher, type SpawnOptions, spawnUsher } from "./spawn-usher.ts";
import { apiOf, ordinaryGroup, seedAccount } from "./usher-for-test.ts";

const running: SpawnedUsher[] = [];

afterEach(async () => {
  const ended = running.splice(0);
  await Promise.all(ended.map((usher) => usher.stop()));
  for (const { stateFolder } of ended) rmSync(stateFolder, { recursive: true, force: true });
});

async function start(options: SpawnOptions = {}): Promise<SpawnedUsher> {
  const usher = await spawnUsher(options);
  running.push(usher);
  return usher;
}

function runtimeOf(usher: SpawnedUsher): number {
  return Number(readFileSync(join(usher.stateFolder, "workerd.pid"), "utf8"));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("serves the app at every page's address and the accept page at its own", async () => {
  const { origin } = await start();
  const [root, deep, accept] = await Promise.all(
    ["/", "/a/ACC-0000000000000000/users", "/accept"].map(async (path) => (await fetch(origin + path)).text()),
  );
  expect(deep).toBe(root);
  expect(accept).toContain("<!doctype html>");
  expect(accept).not.toBe(root);
});

test("a taken port is one clear sentence", async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toThrow(`Port ${port} is taken.`);
});

test("a state folder is used by one at a time", async () => {
  const { stateFolder } = await start();
  await expect(start({ stateFolder })).rejects.toThrow("Usher is already running");
});

test("stopped, it leaves no process and no lock behind", async () => {
  const usher = await start();
  const runtime = runtimeOf(usher);
  await usher.stop();
  expect(isRunning(runtime)).toBe(false);
  expect(existsSync(join(usher.stateFolder, "usher.pid"))).toBe(false);
});

/** A first invitation of the day, and a last; then codes for one address until there are no more. */
async function useUpLimits({ origin }: SpawnedUsher) {
  const { apiToken } = await seedAccount(origin, 1);
  const api = apiOf(origin, apiToken);
  const groupIds = [await ordinaryGroup(api)];
  const invite = (email: string) =>
    api.users.invite.mutate({ email, firstName: "Grace", lastName: "Hopper", groupIds });
  const askForCode = async () => {
    const headers = { origin, "content-type": "application/json", "cf-connecting-ip": "192.0.2.1" };
    const body = JSON.stringify({ email: "codes@example.com" });
    const path = `${origin}/api/auth/email-otp/send-verification-otp`;
    return (await fetch(path, { method: "POST", headers, body })).status;
  };
  for (let sent = 0; sent < invitationsPerDay; sent++) await invite(`grace.${sent}@example.com`);
  for (let sent = 0; sent < maxCodesPerClient; sent++) expect(await askForCode()).toBe(204);
  return { invite, askForCode };
}

const invitationsPerDay = 2;

test("killed, it takes the runtime down and starts again on the same port and state, and what was counted counts", async () => {
  const env = { INVITATIONS_PER_DAY: String(invitationsPerDay) };
  const usher = await start({ env });
  const { invite, askForCode } = await useUpLimits(usher);
  const runtime = runtimeOf(usher);
  const secrets = readFileSync(join(usher.stateFolder, "secrets.json"), "utf8");
  await usher.kill();
  await expect.poll(() => isRunning(runtime), { timeout: 5000 }).toBe(false);
  const again = await start({ port: usher.port, stateFolder: usher.stateFolder, env });
  expect((await fetch(again.origin)).status).toBe(200);
  const refusal = { reason: "tooManySends", limit: "account" };
  await expect(invite("one-more@example.com")).rejects.toMatchObject({ data: { refusal } });
  expect(await askForCode()).toBe(429);
  expect(readFileSync(join(again.stateFolder, "secrets.json"), "utf8")).toBe(secrets);
});
