import { useQueryClient } from "@tanstack/solid-query";
import { createEffect, createSignal, on, onCleanup } from "solid-js";
import type { LiveMessage } from "../../shared/live.ts";
import { useAccount } from "../api/account-context.ts";
import { gridTexts } from "../texts/grid.ts";
import { statusWords } from "../texts/users.ts";
import { personName } from "../user-actions/person-name.ts";
import type { UserListState } from "./create-user-list.ts";
import { concernsList } from "./list-changes.ts";

/** Several changes in a moment are one question. */
const pauseMs = 500;
/** What is heard this soon after a refresh is most likely what the refresh was for. */
const ownMs = 2_000;

/**
 * Keeps the rows on the page true without moving any: whoever is shown is fetched and put in place, whoever is not is
 * only counted, until somebody asks to see them.
 */
export function createListLive(list: UserListState) {
  const account = useAccount();
  const queries = useQueryClient();
  const [news, setNews] = createSignal("");
  const [elsewhere, setElsewhere] = createSignal<ReadonlySet<string>>(new Set());
  const isShown = (userId: string) => list.rows().some(({ id }) => id === userId);
  let countsTimer: ReturnType<typeof setTimeout> | undefined;
  let rowsTimer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => {
    clearTimeout(countsTimer);
    clearTimeout(rowsTimer);
  });

  account.onChange((message) => {
    if (!concernsList(message.type)) return;
    clearTimeout(countsTimer);
    countsTimer = setTimeout(() => void queries.invalidateQueries({ queryKey: ["users.counts", account.id] }), pauseMs);
    if (message.userId !== undefined && isShown(message.userId)) void putInPlace(message.userId, message);
    else remember(message);
    outdate();
  });

  /** Other views of the list are asked anew when they are next looked at; this one stays as it is. */
  function outdate() {
    void queries.invalidateQueries({ queryKey: ["users.list", account.id], refetchType: "none" });
  }

  async function putInPlace(userId: string, message: LiveMessage) {
    const fresh = await account.api.users.get.query({ userId }).catch(() => null);
    // Deleted meanwhile, or not to be had: the next look at the whole list tells.
    if (fresh === null) remember(message);
    else {
      const before = list.rows().find(({ id }) => id === fresh.id);
      list.patch(fresh);
      if (before && before.status !== fresh.status)
        setNews(gridTexts.nowIs(personName(fresh), statusWords[fresh.status]));
    }
    // Putting a row in place makes its list look fresh as a whole.
    outdate();
  }

  /** A bulk names nobody and counts as one change. Whoever has just acted expects rows to move: they are asked once more. */
  function remember({ userId, type }: LiveMessage) {
    if (Date.now() - list.refreshedAt() < ownMs) {
      clearTimeout(rowsTimer);
      rowsTimer = setTimeout(() => void list.fetchAgain(), pauseMs);
      return;
    }
    setElsewhere(new Set([...elsewhere(), userId ?? type]));
  }

  // A list that is fetched from here on holds all of them.
  createEffect(
    on(
      () => list.list.isFetching,
      (isFetching) => isFetching && setElsewhere(new Set<string>()),
    ),
  );

  /** Changes that the rows on the page do not show. */
  return {
    /** What somebody on the page has become, for whoever does not see it happen. */
    news,
    count: () => [...elsewhere()].filter((id) => !isShown(id)).length,
  };
}
