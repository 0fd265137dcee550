/** Where a user stands in one account. `removed` users are kept so that they can be invited again. */
export const userStatuses = [
  "active",
  "invited",
  "invitationExpired",
  "invitationDeclined",
  "blocked",
  "removed",
] as const;
export type UserStatus = (typeof userStatuses)[number];

/** Whom a list shows when nobody asks for a status. */
export const listedStatuses = userStatuses.filter((status) => status !== "removed");

/** Whether a user has yet to join: their row's menu is about the invitation. */
export function isPending(status: UserStatus): boolean {
  return status === "invited" || status === "invitationExpired" || status === "invitationDeclined";
}

/** How an offer of a place ended. An open invitation has no ending. */
export const invitationEndings = ["accepted", "declined", "expired", "replaced", "withdrawn"] as const;
export type InvitationEnding = (typeof invitationEndings)[number];

/** An invitation is valid while `now < expiresAt`; exactly at the deadline it is over. */
export function isOverdue(expiresAt: number, now: number): boolean {
  return now >= expiresAt;
}

/**
 * The status as the clock has it. The stored word may lag behind a late alarm, so no rule reads it directly.
 * Its twin in SQL is worker/db/status.ts.
 */
export function effectiveStatus(user: { status: UserStatus; expiresAt: number | null }, now: number): UserStatus {
  const overdue = user.status === "invited" && user.expiresAt !== null && isOverdue(user.expiresAt, now);
  return overdue ? "invitationExpired" : user.status;
}
