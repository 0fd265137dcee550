import { expect, test } from "vitest";
import type { EventRow } from "../../shared/outputs.ts";
import { eventsCsv } from "./event-csv.ts";

test("a file has a heading, a line for each event in their order, and no formulas", () => {
  const rows: EventRow[] = [
    {
      ...{ seq: 8, type: "user.edited", at: 1_000, recordedAt: 1_000, userId: "USR-B", userName: "+41 Person" },
      actor: { kind: "token", id: "TOK-A", name: '=cmd("x")' },
      details: { groupsBefore: ["GRP-A"], groupsAfter: ["GRP-A", "GRP-B"] },
    },
    { seq: 7, type: "invitation.expired", at: 0, recordedAt: 9_000, actor: { kind: "system" }, details: {} },
  ];
  const groups = new Map([
    ["GRP-A", "Engineering"],
    ["GRP-B", "Guests"],
  ]);
  const [heading, edited, expired, end] = eventsCsv(rows, groups).split("\r\n");
  expect(heading).toMatch(/^\ufeff"Event","When \(UTC\)",/);
  expect(edited).toBe(
    [
      ...['"8"', '"1970-01-01T00:00:01.000Z"', '"1970-01-01T00:00:01.000Z"', '"user.edited"', '"User edited"'],
      ...['"API token"', `"'=cmd(""x"")"`, '"TOK-A"', `"'+41 Person"`, '"USR-B"', '""'],
      '"Groups: Engineering → Engineering, Guests"',
    ].join(","),
  );
  expect(expired).toContain('"invitation.expired","Invitation expired","Automatic","System","","","","",""');
  expect(end).toBe("");
});
