import { bulkMailSpacingMs } from "../../../shared/limits.ts";
import type { ManyResult, UserRow } from "../../../shared/outputs.ts";
import type { Refusal } from "../../../shared/refusal.ts";

/** What can be done with many users in one go. */
export const bulkActions = ["resend", "sendNew", "edit", "remove"] as const;
export type BulkAction = (typeof bulkActions)[number];

export type BulkPlan = {
  able: UserRow[];
  /** Left out, by what each row says itself of the action. */
  unable: { row: UserRow; refusal: Refusal }[];
};

export function bulkPlan(rows: readonly UserRow[], action: BulkAction): BulkPlan {
  const plan: BulkPlan = { able: [], unable: [] };
  for (const row of rows) {
    const refusal = row.actions[action];
    if (refusal === null) plan.able.push(row);
    else plan.unable.push({ row, refusal });
  }
  return plan;
}

/** How many are left out for each reason, the commonest first. */
export function reasons(unable: BulkPlan["unable"]): { refusal: Refusal; count: number }[] {
  const byReason = new Map<string, { refusal: Refusal; count: number }>();
  for (const { refusal } of unable) {
    const known = byReason.get(refusal.reason);
    byReason.set(refusal.reason, { refusal, count: (known?.count ?? 0) + 1 });
  }
  return [...byReason.values()].sort((one, other) => other.count - one.count);
}

/** The first and the last deadline of so many, from what a dry run says of the first of them; null if none is mailed. */
export function deadlinesOf(dryRun: readonly ManyResult[], size: number): { first: number; last: number } | null {
  const known = dryRun.flatMap(({ expiresAt }) => expiresAt ?? []);
  if (known.length === 0) return null;
  const first = Math.min(...known);
  const mailed = size - (dryRun.length - known.length);
  return { first, last: first + (mailed - 1) * bulkMailSpacingMs };
}
