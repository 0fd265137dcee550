import { createEffect, createUniqueId, For, on, onCleanup, onMount, Show } from "solid-js";
import { createNow } from "./create-now.ts";
import { Icon } from "./icon.tsx";
import styles from "./menu.module.css";

export type MenuItem =
  | { kind: "separator" }
  | {
      kind: "item";
      label: string;
      icon?: string;
      isDangerous?: boolean;
      /** Why it cannot be chosen now; it stays in place and can be read. */
      reason?: string | undefined;
      /** What to know before choosing it, at that instant. */
      note?: (now: number) => string | undefined;
      onSelect: () => void;
    };

type MenuProps = { label: string; anchor: HTMLElement; items: MenuItem[]; onClose: () => void };

const gap = 4;

/**
 * One menu for many buttons: rendered while open, beside `anchor`. Opening it from another button is a change of
 * props, or a press on that button, which closes this one first.
 */
export function Menu(props: MenuProps) {
  let menu: HTMLDivElement | undefined;
  let typed = "";
  let typedAt = 0;

  // Waits count down while somebody reads them.
  const now = createNow(1_000);
  const explanation = (item: Extract<MenuItem, { kind: "item" }>) => item.reason ?? item.note?.(now());
  const items = () => [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];

  function place() {
    if (!menu) return;
    const { left, right, top, bottom } = props.anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = menu;
    const isBelow = bottom + gap + height <= innerHeight || top < height + gap;
    const start = getComputedStyle(props.anchor).direction === "rtl" ? left : right - width;
    menu.style.setProperty("left", `${Math.max(8, Math.min(start, innerWidth - width - 8))}px`);
    menu.style.setProperty(
      "top",
      `${Math.max(8, isBelow ? Math.min(bottom + gap, innerHeight - height - 8) : top - gap - height)}px`,
    );
  }

  function close(isFocusReturning: boolean) {
    if (isFocusReturning) props.anchor.focus();
    props.onClose();
  }

  function onOutsidePress(event: PointerEvent) {
    const target = event.target as Node;
    if (!menu?.contains(target) && !props.anchor.contains(target)) close(false);
  }

  onMount(() => {
    menu?.showPopover();
    place();
    items()[0]?.focus();
    document.addEventListener("pointerdown", onOutsidePress, true);
    addEventListener("scroll", place, true);
    addEventListener("resize", place);
  });
  onCleanup(() => {
    document.removeEventListener("pointerdown", onOutsidePress, true);
    removeEventListener("scroll", place, true);
    removeEventListener("resize", place);
  });

  // Items that come later make it larger.
  createEffect(on(() => props.items, place, { defer: true }));

  function onKeyDown(event: KeyboardEvent) {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    } else if (event.key === "Tab") {
      close(true);
    } else if (next !== undefined) {
      event.preventDefault();
      all[next % all.length]?.focus();
    } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      typeAhead(event.key, event.timeStamp, all, at);
    }
  }

  function typeAhead(key: string, now: number, all: HTMLElement[], at: number) {
    typed = now - typedAt > 700 ? key : typed + key;
    typedAt = now;
    const from = typed.length === 1 ? at + 1 : Math.max(at, 0);
    const turned = [...all.slice(from), ...all.slice(0, from)];
    turned.find((item) => item.textContent?.trim().toLowerCase().startsWith(typed.toLowerCase()))?.focus();
  }

  return (
    <div
      ref={menu}
      class={styles.menu}
      role="menu"
      aria-label={props.label}
      popover="manual"
      tabindex="-1"
      onKeyDown={onKeyDown}
    >
      <For each={props.items}>
        {(item) => (
          <Show when={item.kind === "item" && item} fallback={<hr class={styles.separator} />}>
            {(shown) => {
              const reasonId = createUniqueId();
              return (
                <div role="none" class={styles.entry}>
                  <button
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    class={styles.item}
                    classList={{ [styles.dangerous ?? ""]: shown().isDangerous ?? false }}
                    aria-disabled={shown().reason ? "true" : undefined}
                    aria-describedby={explanation(shown()) ? reasonId : undefined}
                    onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
                    onClick={() => {
                      if (shown().reason) return;
                      close(true);
                      shown().onSelect();
                    }}
                  >
                    <Show when={shown().icon}>{(svg) => <Icon svg={svg()} />}</Show>
                    {shown().label}
                  </button>
                  {/* Beside the item, not in it: it explains the item and is no part of its name. */}
                  <Show when={explanation(shown())}>
                    {(text) => (
                      <p class={styles.reason} id={reasonId}>
                        {text()}
                      </p>
                    )}
                  </Show>
                </div>
              );
            }}
          </Show>
        )}
      </For>
    </div>
  );
}
