import { describe, expect, it } from "vitest";
import { linkKeys } from "./link-keys.ts";

const one = "one-link-key-of-thirty-two-bytes-or-more";
const two = "two-link-key-of-thirty-two-bytes-or-more";

describe("LINK_KEYS", () => {
  it("gives its keys newest first, each with an id that stays the same beside other keys", async () => {
    const [newest, older, ...others] = await linkKeys(` ${two} , ${one},`);
    expect(others).toEqual([]);
    const [alone] = await linkKeys(one);
    expect(older?.id).toBe(alone?.id);
    expect(newest?.id).not.toBe(older?.id);
    expect(newest?.id).toBe((await digestOf(two))[0]);
  });

  it("cannot be read back from what it gives", async () => {
    const [key] = await linkKeys(one);
    expect(key?.key.extractable).toBe(false);
  });

  it.each([
    ["", "LINK_KEYS is empty"],
    [" , ", "LINK_KEYS is empty"],
    ["x".repeat(31), "32 bytes or more"],
    [`${one},short`, "32 bytes or more"],
    [`${one},${one}`, "the same id"],
  ])("%j is refused with a sentence for the operator", async (secrets, sentence) => {
    await expect(linkKeys(secrets)).rejects.toThrow(sentence);
  });

  it("counts bytes, not characters", async () => {
    expect(await linkKeys("é".repeat(16))).toHaveLength(1);
  });
});

async function digestOf(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
