import { For, Show } from "solid-js";
import { bulkTexts } from "../../texts/bulk.ts";
import { Button } from "../../ui/button.tsx";
import { count } from "../../ui/date-time.ts";
import type { UserListState } from "../create-user-list.ts";
import styles from "./bulk.module.css";
import { type BulkAction, bulkActions } from "./bulk-plan.ts";
import { maxSelected, type SelectionState } from "./create-selection.ts";
import { focusSelectPage } from "./select-boxes.tsx";

/** What can be done with those who are chosen; shown as long as anybody is. */
export function BulkBar(props: {
  list: UserListState;
  selection: SelectionState;
  onAct: (action: BulkAction) => void;
}) {
  const total = () => props.list.data()?.total ?? 0;
  const isCut = () => total() > maxSelected || props.list.data()?.totalIsExact === false;
  let bar: HTMLElement | undefined;

  /** What was pressed may be gone when it is done: the bar has the focus then, with all that can be done next. */
  function keepFocus() {
    if (document.activeElement === document.body) bar?.focus();
  }

  return (
    <section ref={bar} class={styles.bar} tabindex="-1" aria-label={bulkTexts.bar}>
      <span role="status" class={styles.selected}>
        {bulkTexts.selected(count(props.selection.size()), props.selection.size() === 1)}
      </span>
      <Show
        when={props.selection.gathered() === null}
        fallback={
          <>
            <span role="status">
              {bulkTexts.gathering(count(props.selection.gathered() ?? 0), count(Math.min(total(), maxSelected)))}
            </span>
            <Button
              tone="quiet"
              onClick={() => {
                props.selection.stopGathering();
                keepFocus();
              }}
            >
              {bulkTexts.stopGathering}
            </Button>
          </>
        }
      >
        <Show when={props.selection.size() < Math.min(total(), maxSelected)}>
          <Button tone="quiet" onClick={() => void props.selection.chooseAll().finally(keepFocus)}>
            {isCut() ? bulkTexts.selectFirst(count(maxSelected)) : bulkTexts.selectAll(count(total()))}
          </Button>
        </Show>
        <span class={styles.actions}>
          <For each={bulkActions}>
            {(action) => (
              <Button tone={action === "remove" ? "danger" : "plain"} onClick={() => props.onAct(action)}>
                {bulkTexts[action]}
              </Button>
            )}
          </For>
        </span>
        <Button
          tone="quiet"
          onClick={() => {
            props.selection.clear();
            focusSelectPage();
          }}
        >
          {bulkTexts.clear}
        </Button>
      </Show>
    </section>
  );
}
