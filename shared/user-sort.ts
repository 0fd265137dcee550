/** What a list of users can be sorted by. */
export const sortKeys = ["name", "email", "status", "sentAt", "joinedAt", "lastSignInAt"] as const;
export type SortKey = (typeof sortKeys)[number];
