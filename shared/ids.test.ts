import { expect, test } from "vitest";
import { displayId, idPatterns } from "./ids.ts";

test("ids are shown in groups of four", () => {
  expect(displayId("USR-0123456789ABCDEF")).toBe("USR-0123-4567-89AB-CDEF");
});

test("what an id begins with and how long it is tells what it names", () => {
  const random = "0123456789ABCDEF";
  for (const [kind, pattern] of Object.entries(idPatterns)) {
    for (const prefix of ["USR", "ACC", "GRP", "TOK", "INV"]) {
      const id = `${prefix}-${prefix === "INV" ? `${random}GHJKMNPQRS` : random}`;
      const names = { USR: "user", ACC: "account", GRP: "group", TOK: "token", INV: "invitation" }[prefix];
      expect(pattern.test(id), `${kind} ${id}`).toBe(names === kind);
    }
  }
});
