/** An invitation that runs out within this time from now is worth a mark, and a filter of its own. */
export const expiringMs = 48 * 3_600_000;
