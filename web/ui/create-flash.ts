import { createSignal, onCleanup } from "solid-js";

const shownMs = 4_000;

/** A word that goes away by itself. */
export function createFlash() {
  const [text, setText] = createSignal("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  function show(next: string) {
    clearTimeout(timer);
    setText(next);
    timer = setTimeout(() => setText(""), shownMs);
  }
  return [text, show] as const;
}
