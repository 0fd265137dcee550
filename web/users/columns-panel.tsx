import { For } from "solid-js";
import { columnWords, gridTexts } from "../texts/grid.ts";
import { panelTexts } from "../texts/grid-panels.ts";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Panel } from "../ui/panel.tsx";
import { type Column, defaultColumns, optionalColumns, setWidth, showColumn, widthModes } from "./columns.ts";
import type { UserListState } from "./create-user-list.ts";
import styles from "./grid-panels.module.css";

export function ColumnsPanel(props: { list: UserListState; anchor: HTMLElement; onClose: () => void }) {
  const view = () => props.list.view();
  /** Another look at the same page. */
  const change: UserListState["changeAndRemember"] = (part) =>
    props.list.changeAndRemember({ page: view().page, ...part });

  function WidthSelect(own: { column: Column }) {
    const current = () => view().widths[own.column] ?? "auto";
    return (
      <select
        class={styles.select}
        aria-label={panelTexts.widthOf(columnWords[own.column])}
        onChange={(event) => {
          const mode = widthModes.find((each) => each === event.currentTarget.value);
          if (mode) change({ widths: setWidth(view().widths, own.column, mode) });
        }}
      >
        <For each={widthModes}>
          {(mode) => (
            <option value={mode} selected={mode === current()}>
              {panelTexts.widths[mode]}
            </option>
          )}
        </For>
      </select>
    );
  }

  return (
    <Panel
      title={panelTexts.columnsTitle}
      anchor={props.anchor}
      onClose={props.onClose}
      footer={
        <>
          <span class={styles.result} />
          <Button tone="quiet" onClick={() => change({ columns: [...defaultColumns], widths: {} })}>
            {panelTexts.reset}
          </Button>
          <Button tone="primary" onClick={() => props.onClose()}>
            {panelTexts.done}
          </Button>
        </>
      }
    >
      <ul class={styles.columns}>
        <li>
          <AlwaysShown label={columnWords.user} />
          <WidthSelect column="user" />
        </li>
        <For each={optionalColumns}>
          {(column) => (
            <li>
              <Checkbox
                label={columnWords[column]}
                isChecked={view().columns.includes(column)}
                onChange={(isShown) => change({ columns: showColumn(view().columns, column, isShown) })}
              />
              <WidthSelect column={column} />
            </li>
          )}
        </For>
        <li>
          <AlwaysShown label={usersTexts.actions} />
        </li>
      </ul>
    </Panel>
  );
}

function AlwaysShown(props: { label: string }) {
  return (
    <span class={styles.fixed}>
      {props.label}
      <span class={styles.note}>{gridTexts.alwaysShown}</span>
    </span>
  );
}
