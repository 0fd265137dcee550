import { createSignal, For, onCleanup, onMount } from "solid-js";
import { fullInstant } from "./date-time.ts";
import styles from "./full-text.module.css";

const mark = "[data-clipped]";
const gap = 4;

/**
 * Shows the whole of texts that are cut off: of the one that is pointed at, or of all in the row that the keyboard has
 * reached. For those marked with `data-clipped`; a screen reader reads them in full anyway. And of a time that is
 * pointed at and says no more by itself: written out for each of hundreds, it would take longer than their rows.
 */
export function FullText() {
  const [texts, setTexts] = createSignal<readonly string[]>([]);
  let box: HTMLDivElement | undefined;

  function show(whole: readonly string[], anchor: HTMLElement) {
    setTexts(whole);
    if (!box || whole.length === 0) {
      hide();
      return;
    }
    box.showPopover();
    const { left, top, bottom } = anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = box;
    const below = bottom + gap + height <= innerHeight ? bottom + gap : top - gap - height;
    box.style.setProperty("--full-left", `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`);
    box.style.setProperty("--full-top", `${Math.max(8, below)}px`);
  }

  function hide() {
    if (box?.matches(":popover-open")) box.hidePopover();
  }

  function onPointerOver({ target, pointerType }: PointerEvent) {
    if (!(target instanceof HTMLElement) || pointerType === "touch" || box?.contains(target)) return;
    const text = target.closest<HTMLElement>(mark);
    const time = target.closest<HTMLTimeElement>("time:not([title])");
    if (text && isCut(text)) show([text.textContent.trim()], text);
    else if (time) show([fullInstant(Date.parse(time.dateTime))], time);
    else hide();
  }

  function onFocusIn({ target }: FocusEvent) {
    if (!(target instanceof HTMLElement) || !target.matches(":focus-visible")) return hide();
    const place = target.querySelector(mark) ? target : target.closest("tbody tr, li");
    const cut = [...(place?.querySelectorAll<HTMLElement>(mark) ?? [])].filter(isCut);
    show(
      cut.map(({ textContent }) => textContent.trim()),
      target,
    );
  }

  function onKeyDown({ key }: KeyboardEvent) {
    if (key === "Escape") hide();
  }

  onMount(() => {
    document.addEventListener("pointerover", onPointerOver);
    document.addEventListener("focusin", onFocusIn);
    document.addEventListener("focusout", hide);
    document.addEventListener("keydown", onKeyDown);
    addEventListener("scroll", hide, true);
  });
  onCleanup(() => {
    document.removeEventListener("pointerover", onPointerOver);
    document.removeEventListener("focusin", onFocusIn);
    document.removeEventListener("focusout", hide);
    document.removeEventListener("keydown", onKeyDown);
    removeEventListener("scroll", hide, true);
  });

  return (
    <div ref={box} class={styles.full} popover="manual" aria-hidden="true">
      <For each={texts()}>{(text) => <div dir="auto">{text}</div>}</For>
    </div>
  );
}

function isCut(element: HTMLElement): boolean {
  return element.scrollWidth > element.clientWidth;
}
