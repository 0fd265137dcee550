import arrowUpDown from "lucide-static/icons/arrow-up-down.svg?raw";
import columns3 from "lucide-static/icons/columns-3.svg?raw";
import listFilter from "lucide-static/icons/list-filter.svg?raw";
import refreshCw from "lucide-static/icons/refresh-cw.svg?raw";
import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { gridTexts } from "../texts/grid.ts";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import type { UserListState } from "./create-user-list.ts";
import { UsersExport } from "./export/users-export.tsx";
import { SearchBox } from "./search-box.tsx";
import { areSingleKeysOn, createSingleKey } from "./single-keys.ts";
import styles from "./users-toolbar.module.css";
import { ViewButton } from "./view-button.tsx";
import { filterCount } from "./view-filters.ts";

export type PanelKind = "filter" | "sort" | "columns";

export type PanelsState = {
  /** Undefined when none is open. */
  openKind: () => string | undefined;
  open: (kind: PanelKind, anchor: HTMLElement) => void;
};

export function UsersToolbar(props: { list: UserListState; panels: PanelsState; onShortcuts: () => void }) {
  const view = () => props.list.view();
  let filterButton: HTMLButtonElement | undefined;
  createSingleKey("f", () => filterButton?.click());

  return (
    <div class={styles.toolbar}>
      <SearchBox search={view().search} onSearch={(search) => props.list.change({ search }, true)} />
      <div class={styles.buttons}>
        <ViewButton list={props.list} onShortcuts={props.onShortcuts} />
        <PanelButton kind="sort" icon={arrowUpDown} count={view().sort.length} panels={props.panels}>
          {gridTexts.sort}
        </PanelButton>
        <PanelButton
          ref={filterButton}
          kind="filter"
          icon={listFilter}
          count={filterCount(view())}
          panels={props.panels}
          keyShortcut="f"
        >
          {gridTexts.filter}
        </PanelButton>
        <PanelButton kind="columns" icon={columns3} count={0} panels={props.panels}>
          {gridTexts.columns}
        </PanelButton>
        <RefreshButton list={props.list} />
        <UsersExport list={props.list} wordClass={styles.word} />
      </div>
    </div>
  );
}

function PanelButton(props: {
  ref?: HTMLButtonElement | undefined;
  kind: PanelKind;
  icon: string;
  /** How many sort keys or filters there are. */
  count: number;
  panels: PanelsState;
  keyShortcut?: string;
  children: JSX.Element;
}) {
  return (
    <Button
      ref={props.ref}
      data-columns-button={props.kind === "columns" ? "" : undefined}
      data-filter-start={props.kind === "filter" ? "" : undefined}
      tone="quiet"
      icon={props.icon}
      aria-haspopup="dialog"
      aria-expanded={props.panels.openKind() === props.kind}
      aria-keyshortcuts={areSingleKeysOn() ? props.keyShortcut : undefined}
      onClick={(event) => props.panels.open(props.kind, event.currentTarget)}
    >
      <span class={props.kind === "columns" ? styles.word : ""}>{props.children}</span>
      <Show when={props.count > 0}>
        <span class={styles.count} aria-hidden="true">
          {props.count}
        </span>
        <span class="unseen"> {gridTexts.active(props.count)}</span>
      </Show>
    </Button>
  );
}

function RefreshButton(props: { list: UserListState }) {
  const [isFresh, setFresh] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createSingleKey("r", () => void refresh());

  async function refresh() {
    clearTimeout(timer);
    setFresh(false);
    await props.list.refresh();
    setFresh(!props.list.list.isError);
    timer = setTimeout(() => setFresh(false), 4_000);
  }

  return (
    <>
      <Button
        tone="quiet"
        icon={refreshCw}
        aria-keyshortcuts={areSingleKeysOn() ? "r" : undefined}
        onClick={() => void refresh()}
      >
        <span class={styles.word}>{usersTexts.refresh}</span>
      </Button>
      <span role="status" class={styles.fresh}>
        {isFresh() ? usersTexts.refreshed : ""}
      </span>
    </>
  );
}
