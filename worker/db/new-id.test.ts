import { describe, expect, it } from "vitest";
import { idPatterns } from "../../shared/ids.ts";
import { base32, fromBase32, newId } from "./new-id.ts";

describe("ids", () => {
  it.each(["user", "account", "group", "token"] as const)("of a %s have its prefix and 80 random bits", (kind) => {
    const ids = Array.from({ length: 500 }, () => newId(kind));
    for (const id of ids) expect(id).toMatch(idPatterns[kind]);
    expect(new Set(ids).size).toBe(500);
    // Every character varies, so none of the 80 bits is a constant.
    for (let at = 4; at < 20; at++) expect(new Set(ids.map((id) => id[at])).size).toBeGreaterThan(16);
  });
});

describe("base 32", () => {
  it.each([
    [[], ""],
    [[0], "00"],
    [[255], "ZW"],
    [[0, 0, 0, 0, 0], "00000000"],
    [[255, 255, 255, 255, 255], "ZZZZZZZZ"],
    [[0x08, 0x86, 0x42, 0x98, 0xe8], "12345678"],
  ])("writes %j as %j, and reads it back", (bytes, text) => {
    expect(base32(Uint8Array.from(bytes))).toBe(text);
    expect(fromBase32(text, bytes.length)).toEqual(Uint8Array.from(bytes));
  });

  it("reads back whatever it wrote, of any length", () => {
    for (let length = 0; length <= 40; length++) {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      expect(fromBase32(base32(bytes), length)).toEqual(bytes);
    }
  });

  it.each(["0", "000", "0U", "0o", "00 ", "ZZ"])("does not read %j as one byte: it would not write it so", (text) => {
    expect(fromBase32(text, 1)).toBeNull();
  });
});
