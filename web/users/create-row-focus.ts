import { createEffect, on } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";

const buttons = () => [...document.querySelectorAll<HTMLElement>("[data-actions-of]")];

/**
 * Keeps the focus with the rows: back on the row's button after a dialog, and on the next row, or the list, when
 * the focused one has left the list.
 */
export function createRowFocus(rows: () => UserRow[]) {
  let last: { userId: string; position: number } | null = null;

  function onFocusIn(event: FocusEvent) {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-actions-of]");
    const userId = button?.dataset.actionsOf;
    last = button && userId ? { userId, position: buttons().indexOf(button) } : null;
  }

  function focusRow(userId: string, position = 0) {
    const all = buttons();
    const button = all.find(({ dataset }) => dataset.actionsOf === userId) ?? all[Math.min(position, all.length - 1)];
    (button ?? document.querySelector<HTMLElement>("[data-users-caption]"))?.focus();
  }

  createEffect(
    on(
      rows,
      (present) => {
        if (!last || document.activeElement !== document.body) return;
        if (!present.some(({ id }) => id === last?.userId)) focusRow(last.userId, last.position);
      },
      { defer: true },
    ),
  );

  return {
    onFocusIn,
    /** Goes back to where the focus was among the rows when this was called. */
    remember(userId: string): () => void {
      const position = buttons().findIndex(({ dataset }) => dataset.actionsOf === userId);
      return () => focusRow(userId, position);
    },
  };
}
