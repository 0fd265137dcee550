import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import { type AppRouter, type CallOptions, type EventRow, type TokenCalls, tokenCalls, type UserRow } from "./api.ts";
import { carryingBookmark } from "./bookmark.ts";
import { refusingForeign } from "./foreign-answer.ts";
import { type InviteAllOptions, type InviteAllOutput, type InviteRow, inviteAll } from "./invite-all.ts";
import { persistLink, type RetryOptions } from "./persist.ts";
import { allEvents, allUsers, type EventsFilter, type UsersFilter } from "./read-all.ts";

export type UsherClientOptions = {
  /** Where Usher is reached, such as `https://users.example.com`. */
  url: string;
  /** An API token of the account: `usher_…`. */
  token: string;
  retry?: RetryOptions;
  /** In place of the global one. */
  fetch?: typeof globalThis.fetch;
};

export type UsherClient = TokenCalls & {
  users: {
    /** Every user that the filter lets through, read by cursor: `for await (const user of usher.users.all())`. */
    all(filter?: UsersFilter, options?: CallOptions): AsyncGenerator<UserRow, void, undefined>;
    /** `inviteMany` for a list of any length, with progress; a run that was killed is taken up under its `runId`. */
    inviteAll(rows: readonly InviteRow[], options?: InviteAllOptions): Promise<InviteAllOutput>;
  };
  events: {
    /** Every event that the filter lets through, read by cursor; with `after`, oldest first from there. */
    all(filter?: EventsFilter, options?: CallOptions): AsyncGenerator<EventRow, void, undefined>;
  };
  /** The tRPC client underneath, with the same retries and keys. */
  trpc: TRPCClient<AppRouter>;
};

/** The API of one account, called by a program. */
export function createUsherClient({
  url,
  token,
  retry = {},
  fetch = globalThis.fetch,
}: UsherClientOptions): UsherClient {
  const sending = carryingBookmark(refusingForeign(fetch));
  const trpc = createTRPCClient<AppRouter>({
    links: [
      persistLink(retry),
      httpLink({
        url: new URL("/trpc", url).href,
        headers: { authorization: `Bearer ${token}` },
        // Names and addresses belong in bodies, not in URLs that servers log.
        methodOverride: "POST",
        // tRPC describes what it passes more loosely than the platform does.
        fetch: (input, init) => sending(input, init as RequestInit),
      }),
    ],
  });
  const calls = callsOf(trpc);
  return {
    ...calls,
    users: {
      ...calls.users,
      all: (filter, options) => allUsers(calls.users.list, filter, options),
      inviteAll: (rows, options) => inviteAll(calls.users.inviteMany, rows, options),
    },
    events: { ...calls.events, all: (filter, options) => allEvents(calls.events.list, filter, options) },
    trpc,
  };
}

type Call = (input?: unknown, options?: CallOptions) => Promise<unknown>;

/** A function for each procedure, in place of `.query` and `.mutate`. */
function callsOf(trpc: TRPCClient<AppRouter>): TokenCalls {
  // The table of procedures and the types of their calls are made from one thing; the compiler cannot follow the loop.
  const procedures = trpc as unknown as Record<string, Record<string, { query: Call; mutate: Call }>>;
  const calls: Record<string, Record<string, Call>> = {};
  for (const [router, kinds] of Object.entries(tokenCalls)) {
    const group: Record<string, Call> = {};
    for (const [name, kind] of Object.entries(kinds)) {
      const procedure = procedures[router]?.[name];
      group[name] = (input, options) =>
        Promise.resolve(procedure?.[kind === "query" ? "query" : "mutate"](input, options));
    }
    calls[router] = group;
  }
  return calls as unknown as TokenCalls;
}
