// biome-ignore-all lint/a11y/noRedundantRoles: what is laid out as boxes is a table to every browser only if it says so
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
import { type Column, defaultColumns, type OptionalColumn, type Widths } from "./columns.ts";
import { createGrowing } from "./create-growing.ts";
import type { UserListState } from "./create-user-list.ts";
import { IdentityCell } from "./identity-cell.tsx";
import { RowButton, type RowMenuState } from "./row-button.tsx";
import { userCell } from "./user-cells.tsx";
import styles from "./users-table.module.css";

/** Short pages keep the height of full ones, so that the page's controls stay under the pointer. */
const mostKeptRows = 25;

const { select, user: userColumn, actions: actionsColumn } = styles;

export function UsersTable(props: { list: UserListState; menu: RowMenuState; selection: SelectionState }) {
  const [open, setOpen] = createSignal<{ column: Column; anchor: HTMLElement } | null>(null);
  const view = () => props.list.shownView();
  // A view may be another one with the same columns.
  const columns = createMemo(() => view().columns, undefined, { equals: (a, b) => a.join() === b.join() });
  const rows = createGrowing(props.list.rows, 60);
  const keptRows = () => {
    const isShort = view().page > 1 && view().pageSize <= mostKeptRows;
    return Math.max(isShort ? view().pageSize : 0, props.list.rows().length);
  };

  /** In whatever room there is; that default columns move where there is little, the style sheet knows. */
  const isMoving = () => columns().length > defaultColumns.length || Object.values(view().widths).includes("wide");

  function toggle(column: Column, anchor: HTMLElement) {
    setOpen(open()?.column === column ? null : { column, anchor });
  }

  return (
    <div class={styles.scroller} style={{ "--kept-rows": keptRows() }}>
      <table
        role="table"
        aria-label={usersTexts.caption}
        tabindex="-1"
        data-users-caption
        class={styles.table}
        classList={{ [styles.moving ?? ""]: isMoving() }}
        style={shares(view().widths)}
        aria-busy={props.list.list.isFetching}
      >
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" class={select}>
              <SelectPage selection={props.selection} />
            </th>
            <For each={["user", ...columns()] as const}>
              {(column) => (
                <ColumnHeader list={props.list} column={column} isOpen={open()?.column === column} toggle={toggle} />
              )}
            </For>
            <th role="columnheader" scope="col" class={actionsColumn}>
              {usersTexts.actions}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          <Show when={props.list.data()} fallback={<SkeletonRows count={view().pageSize} columns={columns()} />}>
            <ForId each={rows()}>
              {(row) => (
                <tr role="row">
                  <td role="cell" class={select}>
                    <SelectRow row={row()} selection={props.selection} />
                  </td>
                  <th role="rowheader" scope="row" class={userColumn}>
                    <IdentityCell row={row()} />
                  </th>
                  {cells(row(), columns())}
                  <td role="cell" class={actionsColumn}>
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

const modeShares = { wide: 1.6, compact: 0.7 } as const;

/** What a column is given of what it asks for, where that is not just that. */
function shares(widths: Widths) {
  return Object.fromEntries(Object.entries(widths).map(([column, mode]) => [`--${column}-share`, modeShares[mode]]));
}

/** Made anew for other columns, and when the row is another. */
function cells(row: UserRow, columns: readonly OptionalColumn[]) {
  return columns.map((column) => {
    const content = userCell[column](row);
    const place = styles[column];
    return (
      <td role="cell" class={place}>
        {content}
      </td>
    );
  });
}

function SkeletonRows(props: { count: number; columns: readonly OptionalColumn[] }) {
  return (
    <For each={Array.from({ length: Math.min(props.count, 10) })}>
      {() => (
        <tr role="row">
          <td role="cell" class={select} />
          <td role="cell" class={userColumn}>
            <span class={styles.skeleton}>
              <Skeleton size="circle" />
              <Skeleton />
            </span>
          </td>
          <For each={props.columns}>
            {(column) => (
              <td role="cell" class={styles[column]}>
                <Skeleton />
              </td>
            )}
          </For>
          <td role="cell" class={actionsColumn} />
        </tr>
      )}
    </For>
  );
}
