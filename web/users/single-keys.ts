import { createSignal, onCleanup, onMount } from "solid-js";

const storageKey = "usher-single-keys";
const [isOn, setSignal] = createSignal(stored() !== "off");

export { isOn as areSingleKeysOn };

/** Remembered in this browser (WCAG 2.1.4: who speaks to the computer, or shakes, can turn them off). */
export function setSingleKeys(next: boolean) {
  setSignal(next);
  try {
    localStorage.setItem(storageKey, next ? "on" : "off");
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Runs when this key alone is pressed, as long as the caller is on the page and nobody is typing. */
export function createSingleKey(key: string, run: () => void) {
  onMount(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isOn() || event.key !== key || event.repeat || event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", onKeyDown);
    onCleanup(() => document.removeEventListener("keydown", onKeyDown));
  });
}

/** Typing is typing, and an open dialog or menu has the keyboard to itself. */
function isTaken(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : null;
  const isTyping = element?.closest("input, textarea, select, [contenteditable]") ?? null;
  return isTyping !== null || document.querySelector("dialog[open], [role=menu]") !== null;
}

function stored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
