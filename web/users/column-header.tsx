// biome-ignore-all lint/a11y/noRedundantRoles: see users-table.tsx
import arrowDown from "lucide-static/icons/arrow-down.svg?raw";
import arrowUp from "lucide-static/icons/arrow-up.svg?raw";
import chevronDown from "lucide-static/icons/chevron-down.svg?raw";
import { Show } from "solid-js";
import { columnWords, gridTexts } from "../texts/grid.ts";
import { Icon } from "../ui/icon.tsx";
import type { MenuItem } from "../ui/menu.tsx";
import { type Column, showColumn, sortOfColumn } from "./columns.ts";
import type { UserListState } from "./create-user-list.ts";
import { effectiveSort, sortByColumn, withoutSort } from "./sorting.ts";
import styles from "./users-table.module.css";

export function ColumnHeader(props: {
  list: UserListState;
  column: Column;
  isOpen: boolean;
  toggle: (column: Column, anchor: HTMLElement) => void;
}) {
  const view = () => props.list.view();
  const sorted = () => {
    const all = effectiveSort(view().sort);
    const at = all.findIndex(({ by }) => by === sortOfColumn[props.column]);
    const sort = all[at];
    return sort && { ...sort, place: at + 1, isOnly: all.length === 1 };
  };
  // One header at most: the first key. The others say it in their names.
  const ariaSort = () => {
    if (sortOfColumn[props.column] === null) return undefined;
    const sort = sorted();
    if (sort?.place !== 1) return "none";
    return sort.dir === "asc" ? "ascending" : "descending";
  };
  return (
    <th role="columnheader" scope="col" class={styles[props.column]} aria-sort={ariaSort()}>
      <button
        type="button"
        class={styles.header}
        aria-haspopup="menu"
        aria-expanded={props.isOpen}
        onClick={(event) => props.toggle(props.column, event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          event.currentTarget.click();
        }}
      >
        <span class={styles.label} data-clipped>
          {columnWords[props.column]}
        </span>
        <Show when={sorted()}>
          {(sort) => (
            <span class={styles.mark}>
              <Icon svg={sort().dir === "asc" ? arrowUp : arrowDown} />
              <Show when={!sort().isOnly}>
                <span aria-hidden="true">{sort().place}</span>
                <span class="unseen">{gridTexts.sortPlace(sort().place, sort().dir)}</span>
              </Show>
            </span>
          )}
        </Show>
        <Icon svg={chevronDown} class={styles.chevron} />
      </button>
    </th>
  );
}

/** What a press on a header offers. */
export function columnMenu(list: UserListState, column: Column): MenuItem[] {
  const { sort, columns } = list.view();
  const by = sortOfColumn[column];
  const known = sort.find((each) => each.by === by);
  const sortItem = (dir: "asc" | "desc"): MenuItem[] =>
    by === null
      ? []
      : [
          {
            kind: "item",
            label: dir === "asc" ? gridTexts.sortAscending : gridTexts.sortDescending,
            reason: known?.dir === dir ? gridTexts.isSorted : undefined,
            onSelect: () => list.change({ sort: sortByColumn(sort, by, dir) }),
          },
        ];
  const clear: MenuItem[] =
    by === null
      ? []
      : [
          {
            kind: "item",
            label: gridTexts.clearSort,
            reason: known ? undefined : gridTexts.notSorted,
            onSelect: () => list.change({ sort: withoutSort(sort, by) }),
          },
          { kind: "separator" },
        ];
  const hide: MenuItem = {
    kind: "item",
    label: gridTexts.hideColumn,
    reason: column === "user" ? gridTexts.alwaysShown : undefined,
    onSelect: () => {
      if (column === "user") return;
      // Its header is about to go, and the focus with it.
      document.querySelector<HTMLElement>("[data-columns-button]")?.focus();
      list.changeAndRemember({ columns: showColumn(columns, column, false), page: list.view().page });
    },
  };
  return [...sortItem("asc"), ...sortItem("desc"), ...clear, hide];
}
