import { useSearchParams } from "@solidjs/router";
import { keepPreviousData, useQueryClient } from "@tanstack/solid-query";
import { createEffect, createMemo, onCleanup } from "solid-js";
import type { UserList, UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { type ListView, listInput, pageCount, readView, viewParams } from "./list-view.ts";

const longestTimerMs = 2 ** 31 - 1;

/** The part of the list that the URL asks for, and the ways to change that. */
export function createUserList() {
  const account = useAccount();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const view = createMemo(() => readView(params));
  const queryKey = ["users.list", account.id] as const;

  const list = createQuery(() => {
    const input = listInput(view());
    return {
      queryKey: [...queryKey, input],
      queryFn: () => account.api.users.list.query(input),
      // Old rows stay until the new ones are there.
      placeholderData: keepPreviousData,
    };
  });
  const counts = createQuery(() => ({
    queryKey: ["users.counts", account.id],
    queryFn: () => account.api.users.counts.query(),
    enabled: list.isSuccess,
  }));

  /** After a failed refresh the old ones are still there. */
  const data = () => list.data;
  const rows = createMemo((): UserRow[] => data()?.rows ?? []);
  const pages = () => pageCount(data()?.total ?? 0, view().pageSize);

  /** Anything but another page starts from the first one again. */
  function change(part: Partial<ListView>, isTyping = false) {
    setParams(viewParams({ ...view(), page: 1, ...part }), { replace: isTyping });
  }

  createEffect(() => {
    const found = data();
    if (found && !list.isPlaceholderData && found.rows.length === 0 && found.total > 0 && view().page > pages()) {
      change({ page: pages() }, true);
    }
  });

  // What runs out while it is looked at changes its word at the deadline, not at the next click.
  createEffect(() => {
    const deadlines = rows().flatMap(({ status, expiresAt }) => (status === "invited" && expiresAt ? [expiresAt] : []));
    if (deadlines.length === 0) return;
    const waitMs = Math.max(1_000, Math.min(...deadlines) - Date.now() + 500);
    const timer = setTimeout(() => void refresh(), Math.min(waitMs, longestTimerMs));
    onCleanup(() => clearTimeout(timer));
  });

  async function refresh() {
    await Promise.all([
      queries.invalidateQueries({ queryKey }),
      queries.invalidateQueries({ queryKey: ["users.counts", account.id] }),
    ]);
  }

  /** Puts a user's fresh row in the place of the old one. Where it belongs now is asked with the next `refresh`. */
  function patch(fresh: UserRow) {
    queries.setQueriesData<UserList>(
      { queryKey },
      (known) => known && { ...known, rows: known.rows.map((row) => (row.id === fresh.id ? fresh : row)) },
    );
  }

  return { view, change, list, counts, data, rows, pages, refresh, patch };
}

export type UserListState = ReturnType<typeof createUserList>;
