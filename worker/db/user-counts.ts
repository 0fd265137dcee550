import type { UserCounts } from "../../shared/outputs.ts";
import type { UserStatus } from "../../shared/status.ts";
import type { Bind } from "./bind.ts";
import { firstOf, rowsOf } from "./rows.ts";
import { overdueSql } from "./status.ts";
import { hasFacetSql, listSql, type UserFilter } from "./user-filter.ts";

const countOverdue = `SELECT count(*) AS overdue FROM users u INDEXED BY users_by_expiry WHERE u.accountId = ?1 AND ${overdueSql}`;

/** The counts that triggers keep by stored status, and the overdue users by whom they are off. */
export function countsStatements(db: D1Database, accountId: string, now: number): D1PreparedStatement[] {
  return [
    db.prepare("SELECT status, count FROM userCounts WHERE accountId = ?1").bind(accountId),
    db.prepare(countOverdue).bind(accountId, now),
  ];
}

export function countsOf([kept, overdueResult]: D1Result[]): UserCounts {
  const counts: UserCounts = {
    active: 0,
    invited: 0,
    invitationExpired: 0,
    invitationDeclined: 0,
    blocked: 0,
    removed: 0,
  };
  for (const { status, count } of rowsOf<{ status: UserStatus; count: number }>(kept)) counts[status] = count;
  const overdue = firstOf<{ overdue: number }>(overdueResult)?.overdue ?? 0;
  counts.invited -= overdue;
  counts.invitationExpired += overdue;
  return counts;
}

/** How many a filter leaves, by the same counts, for a filter that `isKept`. */
export function keptCountSql({ statuses, facets: [set], notAskedAgain }: UserFilter, bind: Bind): string {
  const stored = statuses.map((status) => `'${status}'`).join(", ");
  const sum = (from: string) => `(SELECT coalesce(sum(count), 0) FROM ${from} AND status IN (${stored}))`;
  const kept =
    set === undefined
      ? sum("userCounts WHERE accountId = ?1")
      : sum(`facetCounts WHERE accountId = ?1 AND facet IN (${listSql(set, bind)})`);
  const askedAgain = notAskedAgain ? ` - ${sum("facetCounts WHERE accountId = ?1 AND facet = 'askedAgain'")}` : "";
  const tests = [
    ...(set === undefined ? [] : [`AND ${hasFacetSql(set, bind)}`]),
    ...(notAskedAgain ? ["AND u.askedAgainAt IS NULL"] : []),
  ];
  const overdue = `(${[countOverdue, ...tests].join(" ")})`;
  const isOff = statuses.includes("invited") !== statuses.includes("invitationExpired");
  const correction = isOff ? ` ${statuses.includes("invited") ? "-" : "+"} ${overdue}` : "";
  return `SELECT ${kept}${askedAgain}${correction} AS total`;
}
