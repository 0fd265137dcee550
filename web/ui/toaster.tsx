import circleAlert from "lucide-static/icons/circle-alert.svg?raw";
import circleCheck from "lucide-static/icons/circle-check.svg?raw";
import info from "lucide-static/icons/info.svg?raw";
import x from "lucide-static/icons/x.svg?raw";
import { createSignal, For, onCleanup, onMount } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import styles from "./toaster.module.css";

export type ToastTone = "info" | "success" | "error";
type Toast = { id: number; text: string; tone: ToastTone };

const icons = { info, success: circleCheck, error: circleAlert } satisfies Record<ToastTone, string>;
/** An error stays until it is dismissed: whoever looked away has not missed it. */
const shownMs = { info: 6_000, success: 6_000, error: Infinity } satisfies Record<ToastTone, number>;

const [toasts, setToasts] = createSignal<Toast[]>([]);
let lastId = 0;

/** Says what happened. Given the id of an earlier toast that is still there, it takes that one's place. */
export function toast(text: string, tone: ToastTone = "info", replaces?: number): number {
  const next = { id: ++lastId, text, tone };
  const others = toasts().filter(({ id }) => id !== replaces);
  setToasts([...others.slice(-2), next]);
  return next.id;
}

function dismiss(id: number) {
  setToasts(toasts().filter((other) => other.id !== id));
}

/** Rendered once, at the end of the page. Time stands still while a toast is pointed at or has the focus. */
export function Toaster() {
  let region: HTMLElement | undefined;
  let cameFrom: HTMLElement | null = null;
  const [isPaused, setPaused] = createSignal(false);

  onMount(() => {
    const reach = (event: KeyboardEvent) => {
      if (event.altKey && event.code === "KeyT") {
        event.preventDefault();
        const { activeElement } = document;
        if (activeElement instanceof HTMLElement && !region?.contains(activeElement)) cameFrom = activeElement;
        (region?.querySelector("button") ?? region)?.focus();
      }
    };
    document.addEventListener("keydown", reach);
    onCleanup(() => document.removeEventListener("keydown", reach));
  });

  /** What was pressed is gone: whoever works with the keyboard goes on to the next, or back to where they were. */
  function dismissOne(id: number, isByKey: boolean) {
    dismiss(id);
    if (isByKey) (region?.querySelector("button") ?? cameFrom)?.focus();
  }

  function clear() {
    setToasts([]);
    cameFrom?.focus();
  }

  return (
    <section
      ref={region}
      class={styles.region}
      aria-label={uiTexts.notifications}
      tabindex="-1"
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocusIn={() => setPaused(true)}
      onFocusOut={() => setPaused(false)}
      onKeyDown={(event) => {
        if (event.key === "Escape") clear();
      }}
    >
      <div role="status" aria-live="polite" aria-atomic="false" class={styles.toasts}>
        <ol>
          <For each={toasts()}>{(item) => <ToastItem toast={item} isPaused={isPaused()} onDismiss={dismissOne} />}</For>
        </ol>
      </div>
    </section>
  );
}

function ToastItem(props: { toast: Toast; isPaused: boolean; onDismiss: (id: number, isByKey: boolean) => void }) {
  let remainingMs: number = shownMs[props.toast.tone];
  const timer = setInterval(() => {
    if (!props.isPaused && !document.hidden) remainingMs -= 250;
    if (remainingMs <= 0) dismiss(props.toast.id);
  }, 250);
  onCleanup(() => clearInterval(timer));
  return (
    <li class={`${styles.toast} ${styles[props.toast.tone]}`}>
      <Icon svg={icons[props.toast.tone]} />
      <span class={styles.text}>{props.toast.text}</span>
      <IconButton
        class={styles.dismiss}
        label={uiTexts.dismiss}
        icon={x}
        onClick={({ detail }) => props.onDismiss(props.toast.id, detail === 0)}
      />
    </li>
  );
}
