import { describe, expect, it } from "vitest";
import { T0 } from "../test/harness.ts";
import { newInvitationId } from "./invitation-id.ts";
import { makeCode, readCode } from "./link-code.ts";
import { type LinkKey, linkKeys } from "./link-keys.ts";

const secrets = ["the-newest-link-key-of-thirty-two-bytes", "an-older-link-key-of-thirty-two-bytes-too"];
const keys = await linkKeys(secrets.join(","));
const [newest, older] = keys as [LinkKey, LinkKey];
const id = newInvitationId(T0);
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function bytesOf(code: string): Uint8Array {
  return Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

describe("a link's code", () => {
  it.each(["mail", "copy"] as const)("names its invitation and that it was a %s", async (channel) => {
    expect(await readCode(await makeCode(id, channel, newest, 1), keys, 1)).toMatchObject({
      invitationId: id,
      channel,
    });
  });

  it("is version, shard, the invitation, channel, key and 32 bytes of HMAC, in base64url", async () => {
    const bytes = bytesOf(await makeCode(id, "copy", older, 1));
    expect(bytes).toHaveLength(2 + 16 + 2 + 32);
    expect([bytes[0], bytes[1], bytes[18], bytes[19]]).toEqual([1, 0, 1, older.id]);
  });

  it("is the same each time, so that a mail sent again carries the same link", async () => {
    expect(await makeCode(id, "mail", newest, 1)).toBe(await makeCode(id, "mail", newest, 1));
    expect(await makeCode(id, "copy", newest, 1)).not.toBe(await makeCode(id, "mail", newest, 1));
  });

  it("is forged when any one character is another, the last included", async () => {
    const code = await makeCode(id, "mail", newest, 1);
    for (let at = 0; at < code.length; at++) {
      for (const character of at === code.length - 1 ? alphabet : "Aa0_-z") {
        if (character === code[at]) continue;
        const changed = code.slice(0, at) + character + code.slice(at + 1);
        expect([at, character, await readCode(changed, keys, 1)]).toEqual([at, character, null]);
      }
    }
  });

  it("is forged when it does not encode to itself", async () => {
    // Only every sixteenth character can stand last in the base64url of 52 bytes; the others decode to the same bytes.
    const code = await makeCode(id, "mail", newest, 1);
    const last = alphabet.indexOf(code.at(-1) ?? "");
    const twins = Array.from({ length: 15 }, (_, spare) => code.slice(0, -1) + alphabet[last + spare + 1]);
    expect(last % 16).toBe(0);
    for (const twin of twins) {
      expect(bytesOf(twin)).toEqual(bytesOf(code));
      expect(await readCode(twin, keys, 1)).toBeNull();
    }
    for (const other of [`${code}=`, `${code}A`, ` ${code}`, `${code}\n`, code.slice(0, -1), code.toLowerCase()]) {
      expect(await readCode(other, keys, 1)).toBeNull();
    }
  });

  it.each([
    ["nothing", ""],
    ["one character", "a"],
    ["no base64url", "💌".repeat(35)],
    ["zeros of the right length", "A".repeat(70)],
    ["a megabyte", "A".repeat(1_000_000)],
  ])("is not found in %s", async (_, text) => {
    expect(await readCode(text, keys, 1)).toBeNull();
  });

  it("dies when the epoch is raised", async () => {
    const code = await makeCode(id, "mail", newest, 1);
    expect(await readCode(code, keys, 2)).toBeNull();
    expect(await readCode(await makeCode(id, "mail", newest, 2), keys, 2)).not.toBeNull();
  });

  it("of an older key is good as long as that key is there", async () => {
    const code = await makeCode(id, "mail", older, 1);
    expect(await readCode(code, keys, 1)).not.toBeNull();
    expect(await readCode(code, [newest], 1)).toBeNull();
    const posing = bytesOf(code).with(19, newest.id);
    const text = btoa(String.fromCharCode(...posing))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
    expect(await readCode(text, keys, 1)).toBeNull();
  });

  it("is never made for what is no invitation", async () => {
    await expect(makeCode("USR-0000000000000000", "mail", newest, 1)).rejects.toThrow("Not an invitation id");
  });
});
