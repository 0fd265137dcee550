import { Match, Switch } from "solid-js";
import { ColumnsPanel } from "./columns-panel.tsx";
import type { UserListState } from "./create-user-list.ts";
import { FilterPanel } from "./filter-panel.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { SortPanel } from "./sort-panel.tsx";
import type { PanelKind } from "./users-toolbar.tsx";

/** Which panel of the toolbar is open; there is never more than one. */
export type GridPanel = { kind: PanelKind; anchor: HTMLElement } | { kind: "shortcuts" };

/** All of them, loaded once the list is there. */
export function GridPanels(props: { open: GridPanel; list: UserListState; onClose: () => void }) {
  const panel = (kind: PanelKind) => (props.open.kind === kind && "anchor" in props.open ? props.open : null);
  return (
    <Switch fallback={<ShortcutsDialog onClose={props.onClose} />}>
      <Match when={panel("filter")}>
        {(open) => <FilterPanel list={props.list} anchor={open().anchor} onClose={props.onClose} />}
      </Match>
      <Match when={panel("sort")}>
        {(open) => <SortPanel list={props.list} anchor={open().anchor} onClose={props.onClose} />}
      </Match>
      <Match when={panel("columns")}>
        {(open) => <ColumnsPanel list={props.list} anchor={open().anchor} onClose={props.onClose} />}
      </Match>
    </Switch>
  );
}
