import { For, Show } from "solid-js";
import { groupsTexts } from "../texts/groups.ts";
import { ForId } from "../ui/for-id.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import type { GroupList } from "./create-group-list.ts";
import { ActionsCell, CountCell, NameCell } from "./group-cells.tsx";
import type { OpenDialog } from "./group-dialogs.tsx";
import styles from "./groups-table.module.css";

export function GroupsTable(props: { list: GroupList; open: (dialog: OpenDialog) => void }) {
  return (
    <table class={styles.table} aria-busy={props.list.query.isFetching}>
      <caption class="unseen" tabindex="-1" data-groups-caption>
        {groupsTexts.caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">{groupsTexts.name}</th>
          <th scope="col" class={styles.users}>
            {groupsTexts.users}
          </th>
          <th scope="col" class={styles.actions}>
            {groupsTexts.actions}
          </th>
        </tr>
      </thead>
      <tbody>
        <Show when={props.list.query.data} fallback={<SkeletonRows />}>
          <ForId each={props.list.groups()}>
            {(group) => (
              <tr>
                <th scope="row">
                  <NameCell group={group()} />
                </th>
                <td>
                  <CountCell group={group()} />
                </td>
                <td>
                  <ActionsCell group={group()} open={props.open} />
                </td>
              </tr>
            )}
          </ForId>
        </Show>
      </tbody>
    </table>
  );
}

function SkeletonRows() {
  return (
    <For each={[1, 2, 3]}>
      {() => (
        <tr>
          <For each={["name", "users", "actions"]}>
            {() => (
              <td>
                <Skeleton size="short" />
              </td>
            )}
          </For>
        </tr>
      )}
    </For>
  );
}
