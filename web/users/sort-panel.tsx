import arrowDown from "lucide-static/icons/arrow-down.svg?raw";
import arrowUp from "lucide-static/icons/arrow-up.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import trash from "lucide-static/icons/trash-2.svg?raw";
import { createUniqueId, For, Show } from "solid-js";
import { sortKeys } from "../../shared/user-sort.ts";
import { gridTexts } from "../texts/grid.ts";
import { panelTexts } from "../texts/grid-panels.ts";
import { sortWords } from "../texts/users.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import type { UserListState } from "./create-user-list.ts";
import styles from "./grid-panels.module.css";
import { addSort, moveSort, replaceSort, type Sort, unusedKeys, withoutSort } from "./sorting.ts";

export function SortPanel(props: { list: UserListState; anchor: HTMLElement; onClose: () => void }) {
  const id = createUniqueId();
  const sorts = () => props.list.view().sort;
  let body: HTMLDivElement | undefined;

  /** Every change draws the keys anew: the focus goes to the same control of the key it was about. */
  function change(sort: Sort[], place: number, control: string) {
    props.list.change({ sort });
    queueMicrotask(() => {
      const at = Math.min(place, sort.length - 1);
      const wanted = at < 0 ? "[data-control=add]" : `[data-place="${at}"] [data-control=${control}]`;
      body?.querySelector<HTMLElement>(wanted)?.focus();
    });
  }

  return (
    <Panel
      title={panelTexts.sortTitle}
      anchor={props.anchor}
      onClose={props.onClose}
      footer={
        <>
          <span role="status" class={styles.result}>
            {sorts().length > 0
              ? gridTexts.sorted(
                  sorts()
                    .map(({ by, dir }) => gridTexts.sortedBy(by, dir))
                    .join("; "),
                )
              : ""}
          </span>
          <Button tone="primary" onClick={() => props.onClose()}>
            {panelTexts.done}
          </Button>
        </>
      }
    >
      <div class={styles.sorts} ref={body}>
        <Show when={sorts().length > 0} fallback={<p>{panelTexts.noSort}</p>}>
          <ol class={styles.keys}>
            <For each={sorts()}>
              {(sort, place) => (
                <li class={styles.key} data-place={place()}>
                  <span class={styles.place} id={`${id}-${sort.by}`}>
                    <span aria-hidden="true">{place() + 1}</span>
                    <span class="unseen">{panelTexts.sortKey(place() + 1)}</span>
                  </span>
                  <select
                    class={styles.select}
                    data-control="column"
                    aria-label={panelTexts.column}
                    aria-describedby={`${id}-${sort.by}`}
                    onChange={(event) => {
                      const by = sortKeys.find((key) => key === event.currentTarget.value);
                      if (by) change(replaceSort(sorts(), place(), { by }), place(), "column");
                    }}
                  >
                    <For each={sortKeys.filter((key) => key === sort.by || unusedKeys(sorts()).includes(key))}>
                      {(key) => (
                        <option value={key} selected={key === sort.by}>
                          {sortWords[key]}
                        </option>
                      )}
                    </For>
                  </select>
                  <select
                    class={styles.select}
                    data-control="direction"
                    aria-label={panelTexts.direction}
                    aria-describedby={`${id}-${sort.by}`}
                    onChange={(event) => {
                      const dir = event.currentTarget.value === "desc" ? "desc" : "asc";
                      change(replaceSort(sorts(), place(), { dir }), place(), "direction");
                    }}
                  >
                    <option value="asc" selected={sort.dir === "asc"}>
                      {panelTexts.ascending}
                    </option>
                    <option value="desc" selected={sort.dir === "desc"}>
                      {panelTexts.descending}
                    </option>
                  </select>
                  <span class={styles.controls}>
                    <IconButton
                      icon={arrowUp}
                      data-control="up"
                      label={panelTexts.moveUp(sortWords[sort.by])}
                      aria-disabled={place() === 0 ? "true" : undefined}
                      onClick={() => change(moveSort(sorts(), place(), -1), place() - 1, "up")}
                    />
                    <IconButton
                      icon={arrowDown}
                      data-control="down"
                      label={panelTexts.moveDown(sortWords[sort.by])}
                      aria-disabled={place() === sorts().length - 1 ? "true" : undefined}
                      onClick={() => change(moveSort(sorts(), place(), 1), place() + 1, "down")}
                    />
                    <IconButton
                      icon={trash}
                      data-control="remove"
                      label={panelTexts.removeKey(sortWords[sort.by])}
                      onClick={() => change(withoutSort(sorts(), sort.by), place(), "remove")}
                    />
                  </span>
                </li>
              )}
            </For>
          </ol>
        </Show>
        <Button
          icon={plus}
          data-control="add"
          aria-disabled={unusedKeys(sorts()).length === 0 ? "true" : undefined}
          onClick={() => change(addSort(sorts()), sorts().length, "column")}
        >
          {panelTexts.addKey}
        </Button>
      </div>
    </Panel>
  );
}
