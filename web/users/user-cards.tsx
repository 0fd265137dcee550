import { For, Show } from "solid-js";
import { columnWords } from "../texts/grid.ts";
import { usersTexts } from "../texts/users.ts";
import { ForId } from "../ui/for-id.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import type { SelectionState } from "./bulk/create-selection.ts";
import { SelectRow } from "./bulk/select-boxes.tsx";
import { createGrowing } from "./create-growing.ts";
import type { UserListState } from "./create-user-list.ts";
import { IdentityCell } from "./identity-cell.tsx";
import { RowButton, type RowMenuState } from "./row-button.tsx";
import styles from "./user-cards.module.css";
import { userCell } from "./user-cells.tsx";

/** The rows of the table where there is no room for one: the same cells, the same menu. */
export function UserCards(props: { list: UserListState; menu: RowMenuState; selection: SelectionState }) {
  const rows = createGrowing(props.list.rows, 150);
  return (
    <section aria-label={usersTexts.caption} aria-busy={props.list.list.isFetching} tabindex="-1" data-users-caption>
      <ul>
        <Show when={props.list.data()} fallback={<SkeletonCards />}>
          <ForId each={rows()}>
            {(row) => (
              <li class={styles.card}>
                <div class={styles.head}>
                  <SelectRow row={row()} selection={props.selection} />
                  <IdentityCell row={row()} />
                  <RowButton row={row()} menu={props.menu} />
                </div>
                <dl class={styles.facts}>
                  <For each={props.list.shownView().columns}>
                    {(column) => (
                      <>
                        <dt class={styles[column]}>{columnWords[column]}</dt>
                        <dd class={styles[column]}>{userCell[column](row())}</dd>
                      </>
                    )}
                  </For>
                </dl>
              </li>
            )}
          </ForId>
        </Show>
      </ul>
    </section>
  );
}

function SkeletonCards() {
  return (
    <For each={[1, 2, 3]}>
      {() => (
        <li class={styles.card} aria-hidden="true">
          <div class={styles.head}>
            <Skeleton size="circle" />
          </div>
          <Skeleton />
          <Skeleton size="short" />
        </li>
      )}
    </For>
  );
}
