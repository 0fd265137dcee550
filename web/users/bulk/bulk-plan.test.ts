import { expect, test } from "vitest";
import { actionsFor } from "../../../shared/actions.ts";
import type { UserRow } from "../../../shared/outputs.ts";
import type { UserStatus } from "../../../shared/status.ts";
import { bulkPlan, newDeadline, reasons } from "./bulk-plan.ts";

const day = 86_400_000;

function row(id: string, status: UserStatus): UserRow {
  const facts = {
    id,
    status,
    expiresAt: 7 * day,
    invitationId: "INV",
    groupIds: ["G"],
    inAdministrators: false,
    askedAgainAt: null,
  };
  const asker = { kind: "user" as const, id: "me", mayWrite: true, mayReadLinks: true };
  const actions = actionsFor(facts, { activeAdministrators: 2, administratorsGroupId: "A" }, asker, day);
  // Only what a bulk looks at.
  return { id, status, sentAt: 0, expiresAt: 7 * day, actions } as UserRow;
}

const rows = [
  row("1", "invited"),
  row("2", "invitationExpired"),
  row("3", "active"),
  row("4", "invited"),
  row("5", "active"),
];

test("each row tells by itself whether it takes part", () => {
  const plan = bulkPlan(rows, "resend");
  expect(plan.able.map(({ id }) => id)).toEqual(["1", "4"]);
  expect(plan.unable.map(({ row: { id }, refusal }) => [id, refusal.reason])).toEqual([
    ["2", "invitationExpired"],
    ["3", "alreadyAccepted"],
    ["5", "alreadyAccepted"],
  ]);
  expect(bulkPlan(rows, "sendNew").able.map(({ id }) => id)).toEqual(["2"]);
});

test("why some are left out is said once for each reason, the commonest first", () => {
  expect(reasons(bulkPlan(rows, "resend").unable).map(({ refusal, count }) => [refusal.reason, count])).toEqual([
    ["alreadyAccepted", 2],
    ["invitationExpired", 1],
  ]);
});

test("the new deadline is as far away as the lifetime that the rows show", () => {
  expect(newDeadline(rows, 100 * day)).toBe(107 * day);
  expect(newDeadline([], 100 * day)).toBeNull();
});
