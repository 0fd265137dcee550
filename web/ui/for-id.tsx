import { For, type JSX, Show } from "solid-js";

/** `For` by id: when a row is fetched again its elements stay, and with them focus and scroll. */
export function ForId<T extends { id: string }>(props: {
  each: readonly T[];
  children: (item: () => T) => JSX.Element;
}) {
  return (
    <For each={props.each.map(({ id }) => id)}>
      {(id) => {
        let last: T | undefined;
        // A row on its way out is asked once more after it is gone from the list. Looked up in the list itself: a memo
        // in between is still the old one for rows made while the router changes pages.
        const item = () => {
          last = props.each.find((each) => each.id === id) ?? last;
          return last;
        };
        return <Show when={item()}>{(present) => props.children(present)}</Show>;
      }}
    </For>
  );
}
