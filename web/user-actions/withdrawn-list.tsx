import { For, Show } from "solid-js";
import type { UserList } from "../../shared/outputs.ts";
import { personName } from "./person-name.ts";
import styles from "./withdrawn-list.module.css";

/** Whose invitations end, by name and address; `more` words how many further ones there are. */
export function WithdrawnList(props: { list: UserList; more: (count: number) => string }) {
  return (
    <ul class={styles.list}>
      <For each={props.list.rows}>
        {(row) => (
          <li>
            <bdi>{personName(row)}</bdi> ({row.email})
          </li>
        )}
      </For>
      <Show when={props.list.total > props.list.rows.length}>
        <li>{props.more(props.list.total - props.list.rows.length)}</li>
      </Show>
    </ul>
  );
}
