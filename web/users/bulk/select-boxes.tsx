import { createEffect } from "solid-js";
import type { UserRow } from "../../../shared/outputs.ts";
import { bulkTexts } from "../../texts/bulk.ts";
import { personName } from "../../user-actions/person-name.ts";
import styles from "./bulk.module.css";
import type { SelectionState } from "./create-selection.ts";

/** Shift and a press choose everybody in between. */
export function SelectRow(props: { row: UserRow; selection: SelectionState }) {
  return (
    <label class={styles.box}>
      <input
        type="checkbox"
        checked={props.selection.has(props.row.id)}
        aria-label={bulkTexts.select(personName(props.row))}
        onClick={(event) => props.selection.choose(props.row, event.currentTarget.checked, event.shiftKey)}
      />
    </label>
  );
}

/** Where choosing begins again once nobody is chosen. */
export function focusSelectPage(): void {
  document.querySelector<HTMLElement>("[data-selects-page]")?.focus();
}

export function SelectPage(props: { selection: SelectionState }) {
  let box: HTMLInputElement | undefined;
  createEffect(() => {
    if (!box) return;
    box.checked = props.selection.pageState() === "all";
    box.indeterminate = props.selection.pageState() === "some";
  });
  return (
    <label class={styles.box}>
      <input
        ref={box}
        type="checkbox"
        data-selects-page
        aria-label={bulkTexts.selectPage}
        onClick={(event) => props.selection.choosePage(event.currentTarget.checked)}
      />
    </label>
  );
}
