import arrowDown from "lucide-static/icons/arrow-down.svg?raw";
import arrowUp from "lucide-static/icons/arrow-up.svg?raw";
import chevronsUpDown from "lucide-static/icons/chevrons-up-down.svg?raw";
import { For, Show } from "solid-js";
import type { SortKey } from "../../shared/inputs.ts";
import { usersTexts } from "../../shared/texts/users.ts";
import { ForId } from "../ui/for-id.tsx";
import { Icon } from "../ui/icon.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import type { UserListState } from "./create-user-list.ts";
import { nextSort } from "./list-view.ts";
import { RowButton, type RowMenuState } from "./row-button.tsx";
import { EmailCell, GroupsCell, IdentityCell, JoinedCell, LastSignInCell } from "./user-cells.tsx";
import styles from "./users-table.module.css";

const columns = [
  { id: "user", label: usersTexts.user, sort: "name" },
  { id: "email", label: usersTexts.email, sort: "email" },
  { id: "joined", label: usersTexts.joined, sort: "joinedAt" },
  { id: "lastSignIn", label: usersTexts.lastSignIn, sort: "lastSignInAt" },
  { id: "group", label: usersTexts.group, sort: null },
] as const;

export function UsersTable(props: { list: UserListState; menu: RowMenuState }) {
  return (
    <div class={styles.scroller}>
      <table class={styles.table} aria-busy={props.list.list.isFetching}>
        <caption class="unseen" tabindex="-1" data-users-caption>
          {usersTexts.caption}
        </caption>
        <thead>
          <tr>
            <For each={columns}>
              {(column) => (
                <Show
                  when={column.sort}
                  fallback={
                    <th scope="col" class={styles[column.id]}>
                      {column.label}
                    </th>
                  }
                >
                  {(by) => (
                    <SortableHeader list={props.list} by={by()} label={column.label} class={styles[column.id]} />
                  )}
                </Show>
              )}
            </For>
            <th scope="col" class={styles.actions}>
              {usersTexts.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          <Show when={props.list.data()} fallback={<SkeletonRows count={props.list.view().pageSize} />}>
            <ForId each={props.list.rows()}>
              {(row) => (
                <tr>
                  <th scope="row">
                    <IdentityCell row={row()} />
                  </th>
                  <td>
                    <EmailCell row={row()} />
                  </td>
                  <td>
                    <JoinedCell row={row()} />
                  </td>
                  <td>
                    <LastSignInCell row={row()} />
                  </td>
                  <td>
                    <GroupsCell row={row()} />
                  </td>
                  <td class={styles.actions}>
                    <RowButton row={row()} menu={props.menu} />
                  </td>
                </tr>
              )}
            </ForId>
          </Show>
        </tbody>
      </table>
    </div>
  );
}

function SortableHeader(props: { list: UserListState; by: SortKey; label: string; class: string | undefined }) {
  const dir = () => {
    const { sort } = props.list.view();
    // Without a choice of one's own the list is in order of names.
    if (sort === null) return props.by === "name" ? "asc" : null;
    return sort.by === props.by ? sort.dir : null;
  };
  const icon = () => ({ asc: arrowUp, desc: arrowDown, none: chevronsUpDown })[dir() ?? "none"];
  const ariaSort = () => (({ asc: "ascending", desc: "descending", none: "none" }) as const)[dir() ?? "none"];
  return (
    <th scope="col" class={props.class} aria-sort={ariaSort()}>
      <button
        type="button"
        class={styles.sort}
        onClick={() => props.list.change({ sort: nextSort(props.list.view().sort, props.by) })}
      >
        {props.label}
        <Icon svg={icon()} class={dir() ? "" : styles.unsorted} />
      </button>
    </th>
  );
}

function SkeletonRows(props: { count: number }) {
  return (
    <For each={Array.from({ length: Math.min(props.count, 10) })}>
      {() => (
        <tr>
          <td>
            <span class={styles.skeleton}>
              <Skeleton size="circle" />
              <Skeleton />
            </span>
          </td>
          <For each={["email", "joined", "lastSignIn", "group"]}>
            {() => (
              <td>
                <Skeleton />
              </td>
            )}
          </For>
          <td />
        </tr>
      )}
    </For>
  );
}
