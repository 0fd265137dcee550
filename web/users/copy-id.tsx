import { createSignal, For } from "solid-js";
import { Portal } from "solid-js/web";
import { gridTexts } from "../texts/grid.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import styles from "./copy-id.module.css";

/** Who is pointed at and who has the focus: a button there, instead of one in each of a hundred rows. */
const [pointed, setPointed] = createSignal<HTMLElement>();
const [focused, setFocused] = createSignal<HTMLElement>();

/** For `pointerover` around the rows. */
export function notePointedRow({ target }: Event) {
  setPointed(identityIn(target));
}

/** For `focusin` around the rows. */
export function noteFocusedRow({ target }: Event) {
  setFocused(identityIn(target));
}

function identityIn(target: EventTarget | null): HTMLElement | undefined {
  const row = target instanceof Element ? target.closest("tr, li") : null;
  return row?.querySelector<HTMLElement>("[data-identity]") ?? undefined;
}

export function CopyIds() {
  const places = () => [...new Set([pointed(), focused()])].filter((place) => place !== undefined);
  return (
    <For each={places()}>
      {(place) => (
        <Portal mount={place}>
          <span class={styles.copy}>
            <CopyButton
              text={place.dataset.identity ?? ""}
              label={gridTexts.copyId(place.querySelector("a")?.textContent ?? "")}
              done={gridTexts.idCopied}
              failed={gridTexts.idNotCopied}
            />
          </span>
        </Portal>
      )}
    </For>
  );
}
