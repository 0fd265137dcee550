import x from "lucide-static/icons/x.svg?raw";
import { children, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import { IconButton } from "./button.tsx";
import styles from "./panel.module.css";

/**
 * Settings that take effect at once: under its button where there is room, else a sheet from the bottom. Open as long
 * as it is rendered; nothing is lost by leaving, so a press outside closes it.
 */
export function Panel(props: {
  title: string;
  anchor: HTMLElement;
  onClose: () => void;
  footer?: JSX.Element;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  let body: HTMLDivElement | undefined;
  // Read once: asking a property for its elements makes them anew.
  const footer = children(() => props.footer);

  function place() {
    if (!dialog) return;
    const { left, right, bottom } = props.anchor.getBoundingClientRect();
    const start = getComputedStyle(props.anchor).direction === "rtl" ? right - dialog.offsetWidth : left;
    const most = innerWidth - dialog.offsetWidth - 8;
    dialog.style.setProperty("--panel-left", `${Math.max(8, Math.min(start, most))}px`);
    dialog.style.setProperty("--panel-top", `${Math.max(8, bottom + 4)}px`);
  }

  onMount(() => {
    // Where the focus comes back to, also when a key has opened it.
    props.anchor.focus();
    dialog?.showModal();
    place();
    const controls = body?.querySelectorAll<HTMLElement>("button, input, select") ?? [];
    [...controls].find(({ offsetParent }) => offsetParent !== null)?.focus();
    addEventListener("resize", place);
  });
  onCleanup(() => {
    removeEventListener("resize", place);
    dialog?.close();
  });

  return (
    <dialog
      ref={dialog}
      class={styles.panel}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog) props.onClose();
      }}
    >
      <div class={styles.inside}>
        <header class={styles.header}>
          <h2 id={id}>{props.title}</h2>
          <IconButton label={uiTexts.close} icon={x} onClick={() => props.onClose()} />
        </header>
        <div class={styles.body} ref={body}>
          {props.children}
        </div>
        <Show when={footer()}>
          <footer class={styles.footer}>{footer()}</footer>
        </Show>
      </div>
    </dialog>
  );
}
