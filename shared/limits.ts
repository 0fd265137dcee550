/** Every number the lifecycle turns on. Spans are milliseconds. */

const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** An invitation is valid for 7 x 24 h unless INVITATION_LIFETIME_MS says otherwise. */
export const defaultLifetimeMs = 7 * dayMs;

export const resendCooldownMs = minuteMs;
/** Invitation mails to one address by one account within a day. */
export const maxSendsPerDay = 5;
/** The same from all accounts together: what is beyond waits, and nobody is told. */
export const maxMailsToAddress = 10;
/** Such a mail asks again this much later: no nearer does an account get to when others have written. */
export const crowdedAddressPauseMs = hourMs;
/** Until it is as old as this, an account has the lower cap on the invitation mails of a day. */
export const youngAccountMs = 7 * dayMs;
export const askAgainCooldownMs = dayMs;

/** The reminder leaves this long before the deadline, if the lifetime is long enough and no mail is younger than a day. */
export const reminderLeadMs = 48 * hourMs;
export const reminderMinLifetimeMs = 4 * dayMs;
export const reminderMinAgeMs = dayMs;

/** Whoever invited hears at once of what became of it, then of everything since, this long after the mail before. */
export const newsIntervalMs = hourMs;

/** Waits between attempts to hand a mail over; after the last one the mail has failed. */
export const deliveryBackOffMs = [30_000, 2 * minuteMs, 10 * minuteMs, hourMs, 4 * hourMs, 12 * hourMs] as const;
export const deliveryTimeoutMs = 10_000;
/** If the process dies between an attempt and its outcome, the next attempt begins this long after it. */
export const deliveryLeaseMs = 3 * deliveryTimeoutMs;

/** A retry with the same idempotency key answers as the first call did for this long. */
export const commandMemoryMs = dayMs;
/** A timer without a row (the process died between the two) keeps trying this long before it frees itself. */
export const orphanTimerMs = minuteMs;

/** Fewer than these may wake in the same second: nobody waits for them. */
export const crowdSize = 50;
/** A crowd's deadline is recorded within this, or within a twentieth of a short lifetime. */
export const crowdSpanMs = minuteMs;
/** Expiries recorded together, so that other calls come between one set and the next. */
export const expirySet = 100;

/** One-time codes that one client may have sent to one address within a window. */
export const maxCodesPerClient = 5;
export const codeWindowMs = 15 * minuteMs;
/** From all clients together in a day; beyond it each client still gets its first ones, so that nobody is locked out. */
export const maxCodesToAddress = 30;
export const codesAlways = 2;
/** Wrong entries that a code survives, plus one: what may be guessed of it. */
export const triesPerCode = 3;

/** When a token was last used is noted this coarsely. */
export const tokenUseGrainMs = hourMs;
export const maxTokens = 100;

export const pageSizes = [5, 10, 25, 50, 100] as const;
export type PageSize = (typeof pageSizes)[number];
export const defaultPageSize: PageSize = 10;
/** Beyond this many matches a filtered list says "more than", and page numbers stop. */
export const exactTotalLimit = 10_000;

export const maxAddressLength = 254;
export const maxNameLength = 100;
export const maxMessageLength = 1_000;
export const maxSearchLength = 200;
export const maxBulk = 500;
/**
 * What our own pages and client ask for in one call of a longer run. A call is one transaction, in which nobody else is
 * answered: by 500 at a time an import of thousands is twice as fast, and others wait for seconds.
 */
export const bulkStep = 100;
/** Mails of bulk runs leave an account one after the other, this far apart: forty a minute. */
export const bulkMailSpacingMs = 1_500;
export const maxGroupsPerUser = 50;
