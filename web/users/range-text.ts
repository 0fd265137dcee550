import { createMemo, untrack } from "solid-js";
import { usersTexts } from "../texts/users.ts";
import { count } from "../ui/date-time.ts";
import type { UserListState } from "./create-user-list.ts";

/** `11-20 of 200 rows`: which are shown, also while others are on their way. */
export function createRangeText(list: UserListState): () => string {
  return createMemo((before: string) => {
    const found = list.data();
    if (list.list.isPlaceholderData) return before;
    if (!found || found.rows.length === 0) return usersTexts.noRows;
    const { page, pageSize } = untrack(list.shownView);
    const from = (page - 1) * pageSize + 1;
    return usersTexts.range(count(from), count(from + found.rows.length - 1), count(found.total), found.totalIsExact);
  }, "");
}
