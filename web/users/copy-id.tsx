import { createSignal, Show } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { gridTexts } from "../texts/grid.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { personName } from "../user-actions/person-name.ts";
import styles from "./copy-id.module.css";

/** Whose row is pointed at or has the focus: one button there, instead of one in each of a hundred rows. */
const [nearId, setNearId] = createSignal<string | null>(null);

/** For `pointerover` and `focusin` around the rows. */
export function noteNearRow({ target }: Event) {
  const row = target instanceof HTMLElement ? target.closest("tr, li") : null;
  const userId = row?.querySelector<HTMLElement>("[data-actions-of]")?.dataset.actionsOf;
  // The button that has the focus stays where it is.
  const isHeld = document.activeElement?.closest(`.${styles.copy}`) && !row?.contains(document.activeElement);
  if (userId && !isHeld) setNearId(userId);
}

export function CopyId(props: { row: UserRow }) {
  return (
    <Show when={nearId() === props.row.id}>
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
