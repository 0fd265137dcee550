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

export function anyStatusSql(statuses: UserStatus[]): string {
  const arms = statuses.flatMap((status) =>
    status === "invitationExpired" ? [storedStatusSql(status), overdueSql] : [storedStatusSql(status)],
  );
  return arms.length === 0 ? "FALSE" : `(${arms.map((arm) => `(${arm})`).join(" OR ")})`;
}
