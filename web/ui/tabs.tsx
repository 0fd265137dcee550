import { createUniqueId, For, type JSX } from "solid-js";
import styles from "./tabs.module.css";

export type Tab<Id extends string> = { id: Id; label: string };

/** Tabs with the panel of the current one. Arrows, Home and End move among them and choose at once. */
export function Tabs<Id extends string>(props: {
  label: string;
  tabs: readonly Tab<Id>[];
  current: Id;
  onChange: (id: Id) => void;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  let list: HTMLDivElement | undefined;

  function onKeyDown(event: KeyboardEvent) {
    if (!list || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = props.tabs.length - 1;
    const at = props.tabs.findIndex((tab) => tab.id === props.current);
    const forwards = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    let to: number;
    if (event.key === "Home") to = 0;
    else if (event.key === "End") to = last;
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") to = at + (event.key === forwards ? 1 : -1);
    else return;
    event.preventDefault();
    const tab = props.tabs[(to + props.tabs.length) % props.tabs.length];
    if (!tab) return;
    props.onChange(tab.id);
    list.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  }

  return (
    <>
      <div ref={list} role="tablist" aria-label={props.label} class={styles.tabs} onKeyDown={onKeyDown}>
        <For each={props.tabs}>
          {(tab) => (
            <button
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              data-tab={tab.id}
              class={styles.tab}
              aria-selected={props.current === tab.id}
              aria-controls={`${id}-panel`}
              tabindex={props.current === tab.id ? 0 : -1}
              onClick={() => props.onChange(tab.id)}
            >
              {tab.label}
            </button>
          )}
        </For>
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${props.current}`}
        tabindex="0"
        class={styles.panel}
      >
        {props.children}
      </div>
    </>
  );
}
