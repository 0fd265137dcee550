import { expect, test } from "vitest";
import type { UserRow } from "../../../shared/outputs.ts";
import { usersCsv } from "./users-csv.ts";

const row = {
  id: "USR-0123456789ABCDEF",
  email: "anna@example.com",
  firstName: '=HYPERLINK("x")',
  lastName: "Müller; Meyer",
  groups: [
    { id: "GRP-1", name: "Sales", isAdministrators: false },
    { id: "GRP-2", name: "Leads", isAdministrators: false },
  ],
  externalId: "0042",
  status: "invited",
  delivery: { state: "sent", attempts: 1, at: 0 },
  invitedAt: 0,
  sentAt: 0,
  expiresAt: 604_800_000,
  joinedAt: null,
  lastSignInAt: null,
} as UserRow;

test("an exported list opens in a spreadsheet as text, and runs nothing", () => {
  const [header, line] = usersCsv([row]).split("\r\n");
  expect(header?.startsWith('\ufeff"Email","First name"')).toBe(true);
  expect(line).toContain(`"'=HYPERLINK(""x"")"`);
  expect(line).toContain('"1970-01-08T00:00:00.000Z","",""');
});
