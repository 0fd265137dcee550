import { createMemo, For, type JSX } from "solid-js";

/** `For` by id: when a row is fetched again its elements stay, and with them focus and scroll. */
export function ForId<T extends { id: string }>(props: {
  each: readonly T[];
  children: (item: () => T) => JSX.Element;
}) {
  return (
    <For each={props.each.map(({ id }) => id)}>
      {(id) => {
        // Looked up in the list itself: a memo of all in between is still the old one for rows made while the router
        // changes pages. A row on its way out is asked once more after it is gone from the list.
        const item = createMemo<T | undefined>((last) => props.each.find((each) => each.id === id) ?? last);
        return item() && props.children(item as () => T);
      }}
    </For>
  );
}
