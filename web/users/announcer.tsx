import { createEffect, createSignal, on } from "solid-js";
import { gridTexts } from "../texts/grid.ts";
import { count } from "../ui/date-time.ts";
import type { UserListState } from "./create-user-list.ts";
import type { ListView } from "./list-view.ts";

/** Says aloud what has been done to the list, once it is there; which rows those are, the pager says. */
export function Announcer(props: { list: UserListState }) {
  const [text, setText] = createSignal("");
  let before = props.list.shownView();
  createEffect(
    on([props.list.shownView, props.list.data, () => props.list.list.isPlaceholderData], ([view, found, isOld]) => {
      if (view === before || !found || isOld) return;
      setText(announcement(before, view));
      before = view;
    }),
  );
  return (
    <p class="unseen" role="status">
      {text()}
    </p>
  );
}

function announcement(before: ListView, view: ListView): string {
  if (JSON.stringify(view.sort) !== JSON.stringify(before.sort)) {
    const keys = view.sort.map(({ by, dir }) => gridTexts.sortedBy(by, dir)).join("; ");
    return gridTexts.sorted(keys || gridTexts.sortedBy("name", "asc"));
  }
  return view.page === before.page ? gridTexts.updated : gridTexts.onPage(count(view.page));
}
