import { describe, expect, it } from "vitest";
import { parseSender } from "./sender.ts";

describe("MAIL_FROM", () => {
  it.each([
    ["usher@example.com", { name: "", email: "usher@example.com" }],
    ["Usher <usher@example.com>", { name: "Usher", email: "usher@example.com" }],
    ['"Usher, Inc." <usher@example.com>', { name: "Usher, Inc.", email: "usher@example.com" }],
    ["<usher@example.com>", { name: "", email: "usher@example.com" }],
    ["", null],
    ["usher", null],
    ["Usher usher@example.com", null],
    ["Usher <usher>", null],
    ["Usher <one@example.com, two@example.com>", null],
    ["Usher <one@example.com>\r\nBcc: two@example.com", null],
  ])("%j", (from, sender) => {
    expect(parseSender(from)).toEqual(sender);
  });
});
