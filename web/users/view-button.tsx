import chevronDown from "lucide-static/icons/chevron-down.svg?raw";
import layoutGrid from "lucide-static/icons/layout-grid.svg?raw";
import { createSignal, Show } from "solid-js";
import { gridTexts } from "../texts/grid.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Menu, type MenuItem } from "../ui/menu.tsx";
import { toast } from "../ui/toaster.tsx";
import type { UserListState } from "./create-user-list.ts";
import styles from "./users-toolbar.module.css";

/** Back to the view that was saved, with a mark when another one is shown; beside it what can be done with views. */
export function ViewButton(props: { list: UserListState; onShortcuts: () => void }) {
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);

  const items = (): MenuItem[] => [
    {
      kind: "item",
      label: gridTexts.saveDefault,
      reason: props.list.isModified() ? undefined : gridTexts.isDefault,
      onSelect: () => {
        props.list.saveDefault();
        toast(gridTexts.defaultSaved, "success");
      },
    },
    {
      kind: "item",
      label: gridTexts.forgetDefault,
      reason: props.list.hasSavedDefault() ? undefined : gridTexts.noneSaved,
      onSelect: () => props.list.forgetDefault(),
    },
    { kind: "separator" },
    { kind: "item", label: gridTexts.shortcuts, onSelect: () => props.onShortcuts() },
  ];

  return (
    <span class={styles.view}>
      <Button tone="quiet" icon={layoutGrid} onClick={() => props.list.toDefault()}>
        {gridTexts.defaultView}
        <Show when={props.list.isModified()}>
          <span class={styles.modified} />
          <span class="unseen"> {gridTexts.modified}</span>
        </Show>
      </Button>
      <IconButton
        class={styles.options}
        icon={chevronDown}
        label={gridTexts.viewOptions}
        aria-haspopup="menu"
        aria-expanded={anchor() !== null}
        onClick={(event) => setAnchor(anchor() ? null : event.currentTarget)}
      />
      <Show when={anchor()}>
        {(open) => (
          <Menu label={gridTexts.viewOptions} anchor={open()} items={items()} onClose={() => setAnchor(null)} />
        )}
      </Show>
    </span>
  );
}
