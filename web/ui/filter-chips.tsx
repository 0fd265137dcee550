import x from "lucide-static/icons/x.svg?raw";
import { createEffect, For, on, Show } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "./button.tsx";
import styles from "./filter-chips.module.css";
import { Icon } from "./icon.tsx";

export type Chip = { label: string; remove: () => void };

/** Every filter that is on, each with a way out of it, and one out of all. Filters begin at `[data-filter-start]`. */
export function FilterChips(props: { chips: readonly Chip[]; clear: () => void }) {
  let list: HTMLUListElement | undefined;
  let pressed: number | null = null;

  function take(place: number, remove: () => void) {
    pressed = place;
    remove();
  }

  // What was pressed is gone then: the focus stays among the chips, or goes to where filters begin.
  createEffect(
    on(
      () => props.chips,
      ({ length }) => {
        if (pressed === null) return;
        const next = list?.querySelectorAll("button")[Math.min(pressed, length - 1)];
        pressed = null;
        (length > 0 ? next : document.querySelector<HTMLElement>("[data-filter-start]"))?.focus();
      },
      { defer: true },
    ),
  );

  return (
    <Show when={props.chips.length > 0}>
      <ul ref={list} class={styles.chips} aria-label={uiTexts.filters}>
        <For each={props.chips}>
          {(chip, place) => (
            <li>
              <button
                type="button"
                class={styles.chip}
                aria-label={uiTexts.removeFilter(chip.label)}
                onClick={() => take(place(), chip.remove)}
              >
                <bdi>{chip.label}</bdi>
                <Icon svg={x} />
              </button>
            </li>
          )}
        </For>
        <li>
          <Button tone="quiet" class={styles.all ?? ""} onClick={() => take(0, props.clear)}>
            {uiTexts.clearFilters}
          </Button>
        </li>
      </ul>
    </Show>
  );
}
