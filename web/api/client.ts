import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AppRouter } from "../../worker/api/router.ts";
import { fetchUnlessAsked } from "./early.ts";

/**
 * Typed calls of the API. Account pages pass their account; pages outside of one pass null. `heardOf` answers the
 * bookmark of the last change that the page was told of: no answer is older than that.
 */
export function createApi(accountId: string | null, heardOf: () => string | undefined = () => undefined) {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: "/trpc",
        // tRPC's own type of what it passes to a fetch is wider.
        fetch: (url, init) => fetchUnlessAsked(url, init as RequestInit),
        // Addresses and names belong in bodies, not in URLs that servers log.
        methodOverride: "POST",
        maxItems: 20,
        headers: () => {
          const bookmark = heardOf();
          return {
            ...(accountId === null ? {} : { "x-usher-account": accountId }),
            ...(bookmark === undefined ? {} : { "x-usher-bookmark": bookmark }),
          };
        },
      }),
    ],
  });
}

export type Api = ReturnType<typeof createApi>;

/** One key per intended change: what is sent again with it happens once. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}

/**
 * Keys for a form that may be sent several times: the same values keep the key, so that a retry after a lost answer
 * repeats nothing; other values get another.
 */
export function createIdempotencyKeys() {
  let key = newIdempotencyKey();
  let last = "";
  return (values: unknown): string => {
    const text = JSON.stringify(values);
    if (text !== last) key = newIdempotencyKey();
    last = text;
    return key;
  };
}
