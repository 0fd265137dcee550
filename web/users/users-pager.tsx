import arrowLeft from "lucide-static/icons/arrow-left.svg?raw";
import arrowRight from "lucide-static/icons/arrow-right.svg?raw";
import { createMemo, For, untrack } from "solid-js";
import { pageSizes } from "../../shared/limits.ts";
import { usersTexts } from "../../shared/texts/users.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/date-time.ts";
import { SelectField } from "../ui/select-field.tsx";
import type { UserListState } from "./create-user-list.ts";
import styles from "./users-pager.module.css";

export function UsersPager(props: { list: UserListState }) {
  const view = () => props.list.view();
  const pages = () => props.list.pages();

  function go(page: number) {
    props.list.change({ page: Math.min(Math.max(1, page), pages()) });
  }

  // Says which rows are shown: while others are on their way, the view is ahead of them already.
  const range = createMemo((before: string) => {
    const found = props.list.data();
    if (props.list.list.isPlaceholderData) return before;
    if (!found || found.total === 0) return usersTexts.noRows;
    const { page, pageSize } = untrack(view);
    const from = (page - 1) * pageSize + 1;
    return usersTexts.range(count(from), count(from + found.rows.length - 1), count(found.total), found.totalIsExact);
  }, "");

  return (
    <div class={styles.pager}>
      <nav class={styles.pages} aria-label={usersTexts.pages}>
        {/* aria-disabled instead of disabled: reaching the end does not throw the focus away. */}
        <Button
          tone="quiet"
          icon={arrowLeft}
          aria-disabled={view().page <= 1 ? "true" : undefined}
          onClick={() => view().page > 1 && go(view().page - 1)}
        >
          {usersTexts.previous}
        </Button>
        <label class={styles.page}>
          {usersTexts.page}
          <input
            inputmode="numeric"
            autocomplete="off"
            value={view().page}
            onChange={(event) => {
              const page = Number.parseInt(event.currentTarget.value, 10);
              if (Number.isSafeInteger(page)) go(page);
              event.currentTarget.value = String(view().page);
            }}
          />
          {usersTexts.ofPages(count(pages()))}
        </label>
        <Button
          tone="quiet"
          class={styles.next}
          icon={arrowRight}
          aria-disabled={view().page >= pages() ? "true" : undefined}
          onClick={() => view().page < pages() && go(view().page + 1)}
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
            if (pageSize) props.list.change({ pageSize });
          }}
        >
          <For each={pageSizes}>{(size) => <option value={size}>{size}</option>}</For>
        </SelectField>
        <span class={styles.range} role="status">
          {range()}
        </span>
      </div>
    </div>
  );
}
