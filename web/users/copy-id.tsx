import { createSignal, Show } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { gridTexts } from "../texts/grid.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { personName } from "../user-actions/person-name.ts";
import styles from "./copy-id.module.css";

/** Whose rows are pointed at and have the focus: a button there, instead of one in each of a hundred rows. */
const [pointedAt, setPointedAt] = createSignal<string>();
const [focused, setFocused] = createSignal<string>();

/** For `pointerover` around the rows. */
export function notePointedRow({ target }: Event) {
  setPointedAt(rowOf(target));
}

/** For `focusin` around the rows. */
export function noteFocusedRow({ target }: Event) {
  setFocused(rowOf(target));
}

function rowOf(target: EventTarget | null): string | undefined {
  const row = target instanceof Element ? target.closest("tr, li") : null;
  return row?.querySelector<HTMLElement>("[data-actions-of]")?.dataset.actionsOf;
}

export function CopyId(props: { row: UserRow }) {
  return (
    <Show when={pointedAt() === props.row.id || focused() === props.row.id}>
      <span class={styles.copy}>
        <CopyButton
          text={props.row.id}
          label={gridTexts.copyId(personName(props.row))}
          done={gridTexts.idCopied}
          failed={gridTexts.idNotCopied}
        />
      </span>
    </Show>
  );
}
