import search from "lucide-static/icons/search.svg?raw";
import x from "lucide-static/icons/x.svg?raw";
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import { maxSearchLength } from "../../shared/limits.ts";
import { usersTexts } from "../texts/users.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import styles from "./search-box.module.css";
import { areSingleKeysOn, createSingleKey } from "./single-keys.ts";

const debounceMs = 250;

export function SearchBox(props: { search: string; onSearch: (text: string) => void }) {
  const [text, setText] = createSignal(props.search);
  let input: HTMLInputElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function type(next: string, waitMs = debounceMs) {
    setText(next);
    clearTimeout(timer);
    timer = setTimeout(() => props.onSearch(next), waitMs);
  }
  onCleanup(() => clearTimeout(timer));

  // Back, a link and "Clear filters" change the URL under the box.
  createEffect(
    on(
      () => props.search,
      (searched) => {
        if (document.activeElement !== input || searched === "") setText(searched);
      },
      { defer: true },
    ),
  );

  createSingleKey("/", () => {
    input?.focus();
    input?.select();
  });

  return (
    <search class={styles.search}>
      <Icon svg={search} class={styles.glass} />
      <input
        ref={input}
        type="search"
        aria-label={usersTexts.search}
        aria-keyshortcuts={areSingleKeysOn() ? "/" : undefined}
        placeholder={usersTexts.searchPlaceholder}
        autocomplete="off"
        spellcheck={false}
        maxLength={maxSearchLength}
        value={text()}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") type(text(), 0);
          if (event.key === "Escape") type("", 0);
        }}
      />
      <Show
        when={text()}
        fallback={
          <Show when={areSingleKeysOn()}>
            <kbd class={styles.hint}>/</kbd>
          </Show>
        }
      >
        <IconButton
          class={styles.clear}
          icon={x}
          label={usersTexts.clearSearch}
          onClick={() => {
            type("", 0);
            input?.focus();
          }}
        />
      </Show>
    </search>
  );
}
