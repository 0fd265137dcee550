import { Show } from "solid-js";
import { auditTexts } from "../texts/audit.ts";
import { DataTable } from "../ui/data-table.tsx";
import { type Shown, WhatCell, WhenCell, WhoCell, WhomCell } from "./event-cells.tsx";
import styles from "./events-table.module.css";

export function EventsTable(props: { shown: Shown }) {
  const columns = () =>
    (["when", "who", "what", "whom"] as const)
      .filter((column) => column !== "whom" || !props.shown.isAboutOne())
      .map((column) => ({ label: auditTexts[column], class: styles[column] }));
  return (
    <DataTable
      class={styles.table}
      caption={auditTexts.caption}
      columns={columns()}
      rows={props.shown.rows()}
      isBusy={props.shown.isBusy()}
    >
      {(row) => (
        <tr id={row().id} classList={{ [styles.linked ?? ""]: props.shown.linked() === row().seq }}>
          <td>
            <WhenCell row={row()} shown={props.shown} />
          </td>
          <td>
            <WhoCell row={row()} shown={props.shown} />
          </td>
          <td>
            <WhatCell row={row()} shown={props.shown} />
          </td>
          <Show when={!props.shown.isAboutOne()}>
            <td>
              <WhomCell row={row()} shown={props.shown} />
            </td>
          </Show>
        </tr>
      )}
    </DataTable>
  );
}
