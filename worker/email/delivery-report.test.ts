import { describe, expect, it } from "vitest";
import { internationalReport, outOfOffice, postfixReport } from "../test/delivery-reports.ts";
import { readDeliveryReport } from "./delivery-report.ts";

const to = "grace@example.org";
const bounced = { kind: "failed", error: "bounced" };

describe.each([
  { server: "Postfix", write: postfixReport },
  { server: "one of RFC 6533", write: internationalReport },
])("a report of $server", ({ write }) => {
  it.each([
    ["failed", "5.1.1", bounced],
    // Given up after days of trying.
    ["failed", "4.4.7", bounced],
    ["delayed", "4.4.1", null],
    ["delivered", "2.0.0", { kind: "delivered" }],
    ["relayed", "2.0.0", null],
    ["expanded", "2.0.0", null],
  ])("%s %s", async (action, status, report) => {
    expect(await readDeliveryReport(write(to, { action, status }))).toEqual(report);
  });
});

it.each([
  ["an answering machine", outOfOffice(to)],
  ["nothing", ""],
  ["no mail at all", "\u0000\uffff{}"],
  [
    "a report about nobody",
    "Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--b--\r\n",
  ],
])("%s reports nothing", async (_, raw) => {
  expect(await readDeliveryReport(raw)).toBeNull();
});
