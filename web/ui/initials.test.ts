import { expect, test } from "vitest";
import { initials } from "./initials.ts";

test("initials are what readers see as letters", () => {
  expect(initials("ron", "ronald")).toBe("RR");
  expect(initials("Björk", "")).toBe("B");
  expect(initials("E\u0301milie", "Zola")).toBe("E\u0301Z");
  expect(initials("👩‍👩‍👧 Smith", "李")).toBe("👩‍👩‍👧李");
  expect(initials("", " ")).toBe("?");
});
