import { expect, it } from "vitest";
import { lines, oneLine, plainText, setApart, shorten } from "./safe-text.ts";

it("leaves nothing in a name that ends a line or turns its neighbours around", () => {
  expect(oneLine("Ada\r\nBcc: eve@example.com\0\u2028\u202Eevil\u2069")).toBe("Ada Bcc: eve@example.com evil");
  expect(oneLine("half \ud83d")).toBe("half \ufffd");
});

it("keeps joined emoji and accents", () => {
  expect(oneLine("Zoë 👩‍💻")).toBe("Zoë 👩‍💻");
});

it("keeps the lines of a message", () => {
  expect(lines("One\r\n\r\nTwo\u202e")).toEqual(["One", "", "Two"]);
});

it("cuts between what a reader sees as characters", () => {
  expect(shorten("👩‍💻👩‍💻👩‍💻", 3)).toBe("👩‍💻👩‍💻👩‍💻");
  expect(shorten("👩‍💻👩‍💻👩‍💻", 2)).toBe("👩‍💻…");
  expect(shorten("Ada Lovelace", 5)).toBe("Ada…");
});

it("isolates names written from right to left, and no others", () => {
  expect(plainText(`${setApart("Acme")} by ${setApart("אבי כהן")}`)).toBe("Acme by \u2068אבי כהן\u2069");
  expect(plainText(setApart("\u2069\u2068دانا"))).toBe("\u2068دانا\u2069");
});
