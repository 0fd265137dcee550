import type { UserCounts } from "../../shared/outputs.ts";
import type { UserStatus } from "../../shared/status.ts";
import { firstOf, rowsOf } from "./rows.ts";
import { overdueSql } from "./status.ts";

/** The counts that triggers keep by stored status, and the overdue users by whom they are off. */
export function countsStatements(db: D1Database, accountId: string, now: number): D1PreparedStatement[] {
  return [
    db.prepare("SELECT status, count FROM userCounts WHERE accountId = ?1").bind(accountId),
    db
      .prepare(
        `SELECT count(*) AS overdue FROM users u INDEXED BY users_by_expiry WHERE u.accountId = ?1 AND ${overdueSql}`,
      )
      .bind(accountId, now),
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
