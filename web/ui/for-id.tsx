import { createMemo, For, type JSX, Show } from "solid-js";

/** `For` by id: when a row is fetched again its elements stay, and with them focus and scroll. */
export function ForId<T extends { id: string }>(props: {
  each: readonly T[];
  children: (item: () => T) => JSX.Element;
}) {
  const byId = createMemo(() => new Map(props.each.map((item) => [item.id, item])));
  return (
    <For each={props.each.map(({ id }) => id)}>
      {(id) => {
        // A row on its way out is asked once more after it is gone from the list.
        const item = createMemo<T | undefined>((last) => byId().get(id) ?? last);
        return <Show when={item()}>{(present) => props.children(present)}</Show>;
      }}
    </For>
  );
}
