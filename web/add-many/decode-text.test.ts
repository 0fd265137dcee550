import { expect, test } from "vitest";
import { decodeText } from "./decode-text.ts";

const text = "Jürgen Müller;Zoë €";
const utf16 = (swap: boolean) => {
  const bytes = new Uint8Array(new Uint16Array([0xfeff, ...[...text].map((sign) => sign.charCodeAt(0))]).buffer);
  return swap ? bytes.map((_byte, at) => bytes[at ^ 1] ?? 0) : bytes;
};

test("a file is read as what it says it is", () => {
  expect(decodeText(new TextEncoder().encode(text))).toBe(text);
  expect(decodeText(new TextEncoder().encode(`\ufeff${text}`))).toBe(text);
  expect(decodeText(utf16(false))).toBe(text);
  expect(decodeText(utf16(true))).toBe(text);
});

test("umlauts of an older spreadsheet survive", () => {
  expect(decodeText(Uint8Array.from([0x4a, 0xfc, 0x72, 0x67, 0x65, 0x6e, 0x3b, 0x80]))).toBe("Jürgen;€");
});
