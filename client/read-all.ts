import type { CallOptions, EventRow, EventsListInput, TokenCalls, UserRow, UsersListInput } from "./api.ts";

/** Whom to read; the order is kept from page to page. */
export type UsersFilter = Omit<UsersListInput, "page" | "pageSize" | "cursor">;
export type EventsFilter = Omit<EventsListInput, "pageSize" | "cursor">;

/** Reads every user by cursor: nobody who stays is skipped or seen twice, whoever else writes meanwhile. */
export async function* allUsers(
  list: TokenCalls["users"]["list"],
  filter: UsersFilter = {},
  options?: CallOptions,
): AsyncGenerator<UserRow, void, undefined> {
  yield* pages((cursor) => list({ ...filter, ...cursor, pageSize: 100 }, options));
}

/** Reads the audit trail by cursor. */
export async function* allEvents(
  list: TokenCalls["events"]["list"],
  filter: EventsFilter = {},
  options?: CallOptions,
): AsyncGenerator<EventRow, void, undefined> {
  yield* pages((cursor) => list({ ...filter, ...cursor, pageSize: 100 }, options));
}

async function* pages<Row>(
  read: (cursor: { cursor?: string }) => Promise<{ rows: Row[]; nextCursor: string | null }>,
): AsyncGenerator<Row, void, undefined> {
  let next: string | null = null;
  do {
    const page: { rows: Row[]; nextCursor: string | null } = await read(next === null ? {} : { cursor: next });
    yield* page.rows;
    next = page.nextCursor;
  } while (next !== null);
}
