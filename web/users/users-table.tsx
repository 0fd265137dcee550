import { createMemo, createSignal, For, Show } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { columnWords, gridTexts } from "../texts/grid.ts";
import { usersTexts } from "../texts/users.ts";
import { ForId } from "../ui/for-id.tsx";
import { Menu } from "../ui/menu.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import type { SelectionState } from "./bulk/create-selection.ts";
import { SelectPage, SelectRow } from "./bulk/select-boxes.tsx";
import { ColumnHeader, columnMenu } from "./column-header.tsx";
import { type Column, defaultColumns, type OptionalColumn } from "./columns.ts";
import { createGrowing } from "./create-growing.ts";
import type { UserListState } from "./create-user-list.ts";
import { IdentityCell } from "./identity-cell.tsx";
import { RowButton, type RowMenuState } from "./row-button.tsx";
import { userCell } from "./user-cell.tsx";
import styles from "./users-table.module.css";

/** Short pages keep the height of full ones, so that the page's controls stay under the pointer. */
const mostKeptRows = 25;

export function UsersTable(props: { list: UserListState; menu: RowMenuState; selection: SelectionState }) {
  const [open, setOpen] = createSignal<{ column: Column; anchor: HTMLElement } | null>(null);
  const view = () => props.list.view();
  const columns = (): Column[] => ["user", ...view().columns];
  // A view may be another one with the same columns.
  const shown = createMemo(() => view().columns, undefined, { equals: (a, b) => a.join() === b.join() });
  const rows = createGrowing(props.list.rows);
  const keptRows = () => {
    const isShort = view().page > 1 && view().pageSize <= mostKeptRows;
    return Math.max(isShort ? view().pageSize : 0, props.list.rows().length);
  };

  function toggle(column: Column, anchor: HTMLElement) {
    setOpen(open()?.column === column ? null : { column, anchor });
  }

  /** Made anew for other columns; what is in one, for another row. */
  function cells(row: () => UserRow) {
    return shown().map((column) => <td>{userCell[column](row())}</td>);
  }

  return (
    <div class={styles.scroller} style={{ "--kept-rows": keptRows() }}>
      <table
        class={styles.table}
        classList={{ [styles.roomy ?? ""]: view().columns.length <= defaultColumns.length }}
        aria-busy={props.list.list.isFetching}
      >
        <caption class="unseen" tabindex="-1" data-users-caption>
          {usersTexts.caption}
        </caption>
        <thead>
          <tr>
            <th scope="col" class={styles.select}>
              <SelectPage selection={props.selection} />
            </th>
            <For each={columns()}>
              {(column) => (
                <ColumnHeader list={props.list} column={column} isOpen={open()?.column === column} toggle={toggle} />
              )}
            </For>
            <th scope="col" class={styles.actions}>
              {usersTexts.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          <Show when={props.list.data()} fallback={<SkeletonRows count={view().pageSize} columns={view().columns} />}>
            <ForId each={rows()}>
              {(row) => (
                <tr>
                  <td class={styles.select}>
                    <SelectRow row={row()} selection={props.selection} />
                  </td>
                  <th scope="row">
                    <IdentityCell row={row()} />
                  </th>
                  {cells(row)}
                  <td class={styles.actions}>
                    <RowButton row={row()} menu={props.menu} />
                  </td>
                </tr>
              )}
            </ForId>
          </Show>
        </tbody>
      </table>
      <Show when={open()} keyed>
        {({ column, anchor }) => (
          <Menu
            label={gridTexts.columnMenu(columnWords[column])}
            anchor={anchor}
            items={columnMenu(props.list, column)}
            onClose={() => setOpen(null)}
          />
        )}
      </Show>
    </div>
  );
}

function SkeletonRows(props: { count: number; columns: readonly OptionalColumn[] }) {
  return (
    <For each={Array.from({ length: Math.min(props.count, 10) })}>
      {() => (
        <tr>
          <td class={styles.select} />
          <td>
            <span class={styles.skeleton}>
              <Skeleton size="circle" />
              <Skeleton />
            </span>
          </td>
          <For each={props.columns}>
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
