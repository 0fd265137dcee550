import { keepPreviousData } from "@tanstack/solid-query";
import { createMemo } from "solid-js";
import type { EventsListInput } from "../../shared/inputs.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createPagesQuery } from "../api/create-pages-query.ts";

const pageSize = 50;

/** The id is the one that the row has on the page, which is what a link's `#` names. */
export type ShownEvent = EventRow & { id: string };

/** The events that pass a filter, newest first, as far back as they have been read. `from` is where to begin. */
export function createEventPages(
  options: () => { filter: NonNullable<EventsListInput>; from?: number | null | undefined },
) {
  const account = useAccount();
  const list = createPagesQuery(() => {
    const { filter, from = null } = options();
    const input = { ...filter, pageSize: pageSize as 50 };
    return {
      queryKey: ["events.list", account.id, input, from],
      // A cursor stands before its event, so that of the next one begins with it.
      from: from === null ? null : String(from + 1),
      queryFn: ({ pageParam: cursor }) => account.api.events.list.query(cursor ? { ...input, cursor } : input),
      placeholderData: keepPreviousData,
      staleTime: 0,
      // Whoever has read far back has a long list to fetch again, and is told of news anyway.
      refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= 1,
    };
  });
  const rows = createMemo((): ShownEvent[] =>
    (list.pages() ?? []).flatMap((page) => page.rows.map((row) => ({ ...row, id: String(row.seq) }))),
  );
  return { list, rows, isLoaded: () => list.pages() !== undefined && !list.isPlaceholder() };
}

export type EventPages = ReturnType<typeof createEventPages>;
