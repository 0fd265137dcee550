import arrowLeft from "lucide-static/icons/arrow-left.svg?raw";
import arrowRight from "lucide-static/icons/arrow-right.svg?raw";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { exactTotalLimit, pageSizes } from "../../shared/limits.ts";
import { gridTexts } from "../texts/grid.ts";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/date-time.ts";
import { SelectField } from "../ui/select-field.tsx";
import type { UserListState } from "./create-user-list.ts";
import { isReachable, nearestPage } from "./page-reach.ts";
import { createRangeText } from "./range-text.ts";
import styles from "./users-pager.module.css";

export function UsersPager(props: { list: UserListState }) {
  const hintId = createUniqueId();
  const [isBeyond, setBeyond] = createSignal(false);
  const range = createRangeText(props.list);
  const view = () => props.list.view();
  const reach = () => props.list.reach();
  const isExact = () => props.list.data()?.totalIsExact ?? true;
  const canGo = (page: number) => isReachable(page, reach());
  /** More rows follow, and no page number leads to them. */
  const isAtBrink = () => !canGo(view().page + 1) && (view().page < reach().pages || !isExact());

  function go(wanted: number) {
    const page = nearestPage(wanted, reach());
    setBeyond(page !== wanted && (wanted < reach().pages || !isExact()) && wanted > 0);
    if (page !== view().page) props.list.change({ page });
  }

  return (
    <div class={styles.pager}>
      <nav class={styles.pages} aria-label={usersTexts.pages}>
        {/* aria-disabled instead of disabled: reaching the end does not throw the focus away. */}
        <Button
          tone="quiet"
          icon={arrowLeft}
          aria-disabled={canGo(view().page - 1) ? undefined : "true"}
          onClick={() => go(view().page - 1)}
        >
          {usersTexts.previous}
        </Button>
        <label class={styles.page}>
          {usersTexts.page}
          <input
            inputmode="numeric"
            autocomplete="off"
            value={view().page}
            aria-describedby={isBeyond() || isAtBrink() ? hintId : undefined}
            onChange={(event) => {
              const page = Number.parseInt(event.currentTarget.value, 10);
              if (Number.isSafeInteger(page)) go(page);
              event.currentTarget.value = String(view().page);
            }}
          />
          {isExact() ? usersTexts.ofPages(count(reach().pages)) : gridTexts.manyPages(count(reach().pages))}
        </label>
        <Button
          tone="quiet"
          class={styles.next}
          icon={arrowRight}
          aria-disabled={canGo(view().page + 1) ? undefined : "true"}
          onClick={() => go(view().page + 1)}
        >
          {usersTexts.next}
        </Button>
      </nav>
      <div class={styles.rows}>
        <SelectField
          label={usersTexts.rowsPerPage}
          value={String(view().pageSize)}
          onInput={(value) => {
            const pageSize = pageSizes.find((size) => String(size) === value);
            if (pageSize) props.list.changeAndRemember({ pageSize });
          }}
        >
          <For each={pageSizes}>{(size) => <option value={size}>{size}</option>}</For>
        </SelectField>
        <span class={styles.range} role="status">
          {range()}
        </span>
      </div>
      <p class={styles.hint} id={hintId} role="status">
        <Show when={isBeyond() || isAtBrink()}>
          {(isExact() ? gridTexts.beyond : gridTexts.beyondInexact)(count(exactTotalLimit))}
        </Show>
      </p>
    </div>
  );
}
