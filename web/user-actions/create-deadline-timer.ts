import { createEffect, onCleanup } from "solid-js";

const longestTimerMs = 2 ** 31 - 1;

/** What runs out while it is looked at changes its word at the deadline, not at the next click. Null: nothing does. */
export function createDeadlineTimer(deadline: () => number | null, run: () => void) {
  createEffect(() => {
    const at = deadline();
    if (at === null) return;
    const waitMs = Math.max(1_000, at - Date.now() + 500);
    const timer = setTimeout(run, Math.min(waitMs, longestTimerMs));
    onCleanup(() => clearTimeout(timer));
  });
}
