import { keepPreviousData, useQueryClient } from "@tanstack/solid-query";
import { createComputed, createEffect, createMemo, createSignal, on } from "solid-js";
import type { UserList, UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { failureOf } from "../api/refusal.ts";
import { painted } from "../ui/painted.ts";
import { createDeadlineTimer } from "../user-actions/create-deadline-timer.ts";
import { createListView } from "./create-list-view.ts";
import { type ListView, listInput } from "./list-view.ts";
import { lastFrontPage, reachOf } from "./page-reach.ts";

/** The part of the list that the URL asks for, and the ways to change that. */
export function createUserList() {
  const account = useAccount();
  const queries = useQueryClient();
  const listView = createListView();
  const { change } = listView;
  const shownView = createFollowing(listView.view, listView.isKnown);
  const queryKey = ["users.list", account.id] as const;

  const list = createQuery(() => {
    const shown = shownView();
    return {
      // The clock is asked with each request, not with each view.
      queryKey: [...queryKey, listInput(shown, 0)],
      queryFn: () => account.api.users.list.query(listInput(shown, Date.now())),
      enabled: listView.isKnown(),
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
  const reach = createMemo(() => reachOf(data()?.total ?? 0, data()?.totalIsExact ?? true, shownView().pageSize));

  createEffect(() => {
    const isThere = data() && !list.isPlaceholderData;
    if (isThere && rows().length === 0 && shownView().page > reach().pages) change({ page: reach().pages }, true);
    // A page between the first rows and the end of a very long list.
    if (isPageRefused(list.error) && shownView().page > 1) change({ page: lastFrontPage(shownView().pageSize) }, true);
  });

  const nextDeadline = () => {
    const deadlines = rows().flatMap(({ status, expiresAt }) => (status === "invited" && expiresAt ? [expiresAt] : []));
    return deadlines.length === 0 ? null : Math.min(...deadlines);
  };
  createDeadlineTimer(nextDeadline, () => void fetchAgain());

  let refreshedAt = 0;

  /** Asked for by somebody, or after a command of theirs. */
  async function refresh() {
    refreshedAt = Date.now();
    await fetchAgain();
  }

  async function fetchAgain() {
    await Promise.all([
      queries.invalidateQueries({ queryKey }),
      queries.invalidateQueries({ queryKey: ["users.counts", account.id] }),
    ]);
  }

  /** Puts a user's fresh row in the place of the old one. Where it belongs now is asked with the next `refresh`. */
  function patch(fresh: UserRow) {
    queries.setQueriesData<UserList>(
      { queryKey },
      // Undefined leaves a list as it is: only those that show the user are touched.
      (known) =>
        known?.rows.some(({ id }) => id === fresh.id)
          ? { ...known, rows: known.rows.map((row) => (row.id === fresh.id ? fresh : row)) }
          : undefined,
    );
  }

  return {
    ...listView,
    shownView,
    list,
    counts,
    data,
    rows,
    reach,
    refresh,
    fetchAgain,
    refreshedAt: () => refreshedAt,
    patch,
  };
}

/**
 * The view that rows and everything said of them belong to: a painted frame behind what was pressed, which looks so
 * before anything heavier is done, however soon the answer is there.
 */
function createFollowing(view: () => ListView, isKnown: () => boolean): () => ListView {
  const [following, setFollowing] = createSignal(view());
  let newest = following();
  createComputed(
    on([view, isKnown], ([next], before) => {
      newest = next;
      // Until the first one is known there are no rows.
      if (!before?.[1]) setFollowing(next);
      else void painted().then(() => next === newest && setFollowing(next));
    }),
  );
  return following;
}

function isPageRefused(error: unknown): boolean {
  if (!error) return false;
  const failure = failureOf(error);
  return failure.kind === "input" && failure.problems.some(({ field }) => field === "page");
}

export type UserListState = ReturnType<typeof createUserList>;
