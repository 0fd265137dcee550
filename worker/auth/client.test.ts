import { expect, test } from "vitest";
import { clientOf } from "./client.ts";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["2001:0DB8:0001:ffff::1", "2001:db8:1::/48"],
  ["2001:db8::1", "2001:db8:0::/48"],
  ["2001:db8:0:0:0:0:0:1", "2001:db8:0::/48"],
  ["127.0.0.1", ""],
  ["::1", ""],
])("of %s a client is known as %s", (address, client) => {
  expect(clientOf(new Request("http://localhost", { headers: { "cf-connecting-ip": address } }))).toBe(client);
});

test("nobody says who a client is but the network before us", () => {
  const headers = { "x-forwarded-for": "192.0.2.7", "x-real-ip": "192.0.2.7", "true-client-ip": "192.0.2.7" };
  expect(clientOf(new Request("http://localhost", { headers }))).toBe("");
});
