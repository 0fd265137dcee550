import { expect, test } from "vitest";
import { actionsFor } from "../../../shared/actions.ts";
import type { UserRow } from "../../../shared/outputs.ts";
import type { UserStatus } from "../../../shared/status.ts";
import { bulkPlan, deadlinesOf, reasons } from "./bulk-plan.ts";

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

test("the deadlines go from the first turn to the last, and who is not mailed takes none", () => {
  const mailed = (expiresAt: number) => ({ userId: "USR", refusal: null, sentAt: 0, expiresAt });
  const refused = { userId: "USR", refusal: { reason: "coolingDown", retryAfterMs: 1 } } as const;
  expect(deadlinesOf([mailed(7 * day)], 1)).toEqual({ first: 7 * day, last: 7 * day });
  // Of 500 the next 600 after them are not known.
  const dryRun = [refused, ...Array.from({ length: 499 }, (_none, at) => mailed(7 * day + at * 1_500))];
  expect(deadlinesOf(dryRun, 1_100)).toEqual({ first: 7 * day, last: 7 * day + 1_098 * 1_500 });
  expect(deadlinesOf([refused], 1)).toBeNull();
});
