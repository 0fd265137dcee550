import refreshCw from "lucide-static/icons/refresh-cw.svg?raw";
import search from "lucide-static/icons/search.svg?raw";
import x from "lucide-static/icons/x.svg?raw";
import { createEffect, createSignal, For, on, onCleanup, onMount, Show } from "solid-js";
import type { SortKey } from "../../shared/inputs.ts";
import { maxSearchLength } from "../../shared/limits.ts";
import { type UserStatus, userStatuses } from "../../shared/status.ts";
import { sortWords, statusWords, usersTexts } from "../../shared/texts/users.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { SelectField } from "../ui/select-field.tsx";
import type { UserListState } from "./create-user-list.ts";
import styles from "./users-toolbar.module.css";

const debounceMs = 250;

export function UsersToolbar(props: { list: UserListState; isNarrow: boolean }) {
  const view = () => props.list.view();
  return (
    <div class={styles.toolbar}>
      <SearchBox search={view().search} onSearch={(text) => props.list.change({ search: text }, true)} />
      <SelectField
        label={usersTexts.status}
        value={view().status.join(",")}
        onInput={(value) =>
          props.list.change({ status: userStatuses.filter((status) => value.split(",").includes(status)) })
        }
      >
        <option value="">{usersTexts.anyStatus}</option>
        <For each={userStatuses}>{(status) => <option value={status}>{withCount(props.list, status)}</option>}</For>
        {/* A link may ask for several at once. */}
        <Show when={view().status.length > 1}>
          <option value={view().status.join(",")}>
            {view()
              .status.map((status) => statusWords[status])
              .join(", ")}
          </option>
        </Show>
      </SelectField>
      <Show when={props.isNarrow}>
        <SortField list={props.list} />
      </Show>
      <Show when={view().search !== "" || view().status.length > 0}>
        <Button tone="quiet" icon={x} onClick={() => props.list.change({ search: "", status: [] })}>
          {usersTexts.clearFilters}
        </Button>
      </Show>
      <RefreshButton list={props.list} />
    </div>
  );
}

function withCount(list: UserListState, status: UserStatus): string {
  const counts = list.counts.data;
  return counts ? usersTexts.statusCount(statusWords[status], counts[status]) : statusWords[status];
}

function SearchBox(props: { search: string; onSearch: (text: string) => void }) {
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

  onMount(() => {
    const onSlash = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      event.preventDefault();
      input?.focus();
      input?.select();
    };
    document.addEventListener("keydown", onSlash);
    onCleanup(() => document.removeEventListener("keydown", onSlash));
  });

  return (
    <search class={styles.search}>
      <Icon svg={search} class={styles.glass} />
      <input
        ref={input}
        type="search"
        aria-label={usersTexts.search}
        aria-keyshortcuts="/"
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
      <Show when={text()} fallback={<kbd class={styles.hint}>/</kbd>}>
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

/** Typing is typing, and an open dialog or menu has the keyboard to itself. */
function isTaken(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : null;
  const isTyping = element?.closest("input, textarea, select, [contenteditable]") ?? null;
  return isTyping !== null || document.querySelector("dialog[open], [role=menu]") !== null;
}

/** Cards have no headers to click. */
function SortField(props: { list: UserListState }) {
  const keys = Object.keys(sortWords) as SortKey[];
  const value = () => {
    const { sort } = props.list.view();
    return sort ? `${sort.by}.${sort.dir}` : "";
  };
  return (
    <SelectField
      label={usersTexts.sort}
      value={value()}
      onInput={(chosen) => {
        const by = keys.find((key) => chosen.startsWith(`${key}.`));
        props.list.change({ sort: by ? { by, dir: chosen.endsWith(".desc") ? "desc" : "asc" } : null });
      }}
    >
      <option value="">{usersTexts.defaultSort}</option>
      <For each={keys}>
        {(by) => (
          <>
            <option value={`${by}.asc`}>{usersTexts.ascending(sortWords[by])}</option>
            <option value={`${by}.desc`}>{usersTexts.descending(sortWords[by])}</option>
          </>
        )}
      </For>
    </SelectField>
  );
}

function RefreshButton(props: { list: UserListState }) {
  const [isFresh, setFresh] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  async function refresh() {
    clearTimeout(timer);
    setFresh(false);
    await props.list.refresh();
    setFresh(!props.list.list.isError);
    timer = setTimeout(() => setFresh(false), 4_000);
  }

  return (
    <span class={styles.refresh}>
      <Button tone="quiet" icon={refreshCw} onClick={() => void refresh()}>
        {usersTexts.refresh}
      </Button>
      <span role="status" class={styles.fresh}>
        {isFresh() ? usersTexts.refreshed : ""}
      </span>
    </span>
  );
}
