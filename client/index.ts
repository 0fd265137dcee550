export type * from "./api.ts";
export { createUsherClient, type UsherClient, type UsherClientOptions } from "./client.ts";
export type { InviteAllOptions, InviteAllOutput, InviteAllProgress, InviteRow } from "./invite-all.ts";
export type { Clock, RetryOptions } from "./persist.ts";
export type { EventsFilter, UsersFilter } from "./read-all.ts";
export { type InputError, isInputError, isRefusal, type RefusedError } from "./refusals.ts";
