import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { newInvitationId } from "./invitation-id.ts";
import { makeCode, readCode } from "./link-code.ts";
import { type LinkKey, linkKeys } from "./link-keys.ts";
import { recipientOf } from "./recipient.ts";
import { makeStopCode, readStopCode } from "./stop-code.ts";

const secrets = "the newest key of thirty-two bytes or more, the older key of thirty-two bytes or more";
const id = newInvitationId(Date.UTC(2026, 2, 1));
let keys: LinkKey[];
let key: LinkKey;
let address: string;

beforeAll(async () => {
  keys = await linkKeys(secrets);
  const [, older] = keys;
  if (older === undefined) throw new Error("Two keys are needed");
  key = older;
  address = (await recipientOf(env, "ACC-1", "ada@example.com")).here;
});

test("a code to stop says for which invitation and address it was made, and nobody can read the address in it", async () => {
  const code = await makeStopCode(id, address, key, env.AUTH_SECRET);
  expect(code).toMatch(/^[A-Za-z0-9_-]{91}$/);
  expect(await readStopCode(code, keys, env.AUTH_SECRET)).toEqual({ invitationId: id, keyId: key.id, address });
  expect(atob(code.replaceAll("-", "+").replaceAll("_", "/"))).not.toContain("ada");
  const elsewhere = (await recipientOf(env, "ACC-2", "ada@example.com")).here;
  expect(elsewhere).not.toBe(address);
});

test("one that differs in any bit, is cut, or was made with a key or a secret that is gone, is forged", async () => {
  const code = await makeStopCode(id, address, key, env.AUTH_SECRET);
  const bytes = Uint8Array.from(atob(`${code.replaceAll("-", "+").replaceAll("_", "/")}=`), (each) =>
    each.charCodeAt(0),
  );
  expect(bytes).toHaveLength(68);
  for (const at of bytes.keys()) {
    const forged = bytes.with(at, (bytes[at] ?? 0) ^ 1);
    const text = btoa(String.fromCharCode(...forged))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
    expect(await readStopCode(text, keys, env.AUTH_SECRET)).toBeNull();
  }
  for (const other of [code.slice(0, -1), `${code}A`, "", "stop"])
    expect(await readStopCode(other, keys, env.AUTH_SECRET)).toBeNull();
  expect(await readStopCode(code, keys.slice(0, 1), env.AUTH_SECRET)).toBeNull();
  expect(await readStopCode(code, keys, "another-auth-secret-of-thirty-two-bytes-or-more")).toBeNull();
});

test("no code of a link stops anything, and no code to stop is that of a link", async () => {
  const stop = await makeStopCode(id, address, key, env.AUTH_SECRET);
  expect(await readCode(stop, keys, 1)).toBeNull();
  for (const channel of ["mail", "copy"] as const) {
    expect(await readStopCode(await makeCode(id, channel, key, 1), keys, env.AUTH_SECRET)).toBeNull();
  }
});
