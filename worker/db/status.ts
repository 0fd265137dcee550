import type { UserStatus } from "../../shared/status.ts";

// `u` is the user, ?2 is now.

/** Invited users whose deadline has passed and whom no alarm has marked yet: they count among the expired ones. */
export const overdueSql = "u.status = 'invited' AND u.expiresAt <= ?2";

/**
 * The effective status in SQL, for the lists and counts that a database must make: the twin of `effectiveStatus`.
 * status.test.ts feeds both the same rows.
 */
export const effectiveStatusSql = `CASE WHEN ${overdueSql} THEN 'invitationExpired' ELSE u.status END`;

/** Users stored under a status that is also their effective one. */
export function storedStatusSql(status: UserStatus): string {
  return status === "invited" ? "u.status = 'invited' AND u.expiresAt > ?2" : `u.status = '${status}'`;
}

/** Users of some effective statuses, as ranges of an index that has the stored one: overdue users stand as invited. */
export function anyStatusSql(statuses: UserStatus[], status = "status", expiresAt = "expiresAt"): string {
  const isOf = `${status} IN (${storedSql(statuses)})`;
  const is = statuses.includes("invited") ? ">" : "<=";
  return asksDeadline(statuses) ? `${isOf} AND (${status} <> 'invited' OR ${expiresAt} ${is} ?2)` : isOf;
}

/** Whether the overdue and the invited, who are stored alike, are told from each other. */
export function asksDeadline(statuses: UserStatus[]): boolean {
  return statuses.includes("invited") !== statuses.includes("invitationExpired");
}

/** What users of some effective statuses are stored under. */
export function storedSql(statuses: UserStatus[]): string {
  const isOverdueToo = statuses.includes("invitationExpired") && !statuses.includes("invited");
  return [...statuses, ...(isOverdueToo ? ["invited"] : [])].map((status) => `'${status}'`).join(", ");
}
