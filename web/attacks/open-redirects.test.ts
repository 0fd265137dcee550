import * as v from "valibot";
import { expect, test } from "vitest";
import { accountsUpdate } from "../../shared/inputs.ts";
import { returnPath } from "../api/return-path.ts";

const own = "https://users.example.com";

test.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/%09/evil.example",
  "/%5cevil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/a/../..//evil.example",
  "/%2e//evil.example",
  "/users/%2E%2E//evil.example",
  "https://evil.example",
  "https:evil.example",
  "//users.example.com@evil.example",
  "javascript:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "/a\u2028//evil.example",
  "/｡｡/evil.example",
  "@evil.example",
  "",
  "users",
  ["//evil.example"],
  { toString: () => "//evil.example" },
  null,
  undefined,
])("whoever signs in by a link with ?to=%j stays with us", (to) => {
  const url = new URL(returnPath(to), own);
  expect(url.origin).toBe(own);
  // What a router does with it, which takes a path and not an address.
  expect(new URL(`${url.pathname}${url.search}`, own).origin).toBe(own);
});

test("whoever signs in by a link of ours comes back to where they were", () => {
  for (const path of ["/a/ACC-0000000000000000/users?search=a//b/.c#d", "/accounts", "/"])
    expect(returnPath(path)).toBe(path);
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "\u0001javascript:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:https://users.example.com/x",
  "ftp://example.com",
  "//evil.example",
  "/local",
  "",
  "x".repeat(3_000),
])("no account sends whoever has joined to %j", (homeUrl) => {
  expect(v.safeParse(accountsUpdate, { homeUrl }).success).toBe(false);
});
