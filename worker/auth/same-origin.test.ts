import { expect, test } from "vitest";
import { isSameOrigin } from "./same-origin.ts";

const own = "https://usher.example";

test.each([
  ["our own page", { origin: own, "sec-fetch-site": "same-origin" }, true],
  ["a reading request of our own page", { "sec-fetch-site": "same-origin" }, true],
  ["a program, which names neither", {}, true],
  ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }, false],
  ["another host of our domain", { origin: "https://blog.usher.example", "sec-fetch-site": "same-site" }, false],
  ["our name without encryption", { origin: "http://usher.example" }, false],
  ["a sandboxed form", { origin: "null" }, false],
  ["an image on another site", { "sec-fetch-site": "cross-site" }, false],
  ["a link opened by hand", { "sec-fetch-site": "none" }, false],
])("%s", (_, headers, expected) => {
  expect(isSameOrigin(new Request(own, { headers: new Headers(headers) }), own)).toBe(expected);
});
