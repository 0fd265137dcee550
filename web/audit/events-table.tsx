import { For, Show } from "solid-js";
import { auditTexts } from "../texts/audit.ts";
import { ForId } from "../ui/for-id.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import { type Shown, WhatCell, WhenCell, WhoCell, WhomCell } from "./event-cells.tsx";
import styles from "./events-table.module.css";
import { identified } from "./identified.ts";

const columns = ["when", "who", "what", "whom"] as const;

export function EventsTable(props: Shown) {
  return (
    <table class={styles.table} aria-busy={props.trail.list.isFetching()}>
      <caption class="unseen">{auditTexts.caption}</caption>
      <thead>
        <tr>
          <For each={columns}>
            {(column) => (
              <th scope="col" class={styles[column]}>
                {auditTexts[column]}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <Show when={props.trail.list.pages()} fallback={<SkeletonRows />}>
          <ForId each={identified(props.trail.rows())}>
            {(row) => (
              <tr id={row().id} classList={{ [styles.linked ?? ""]: props.trail.linked() === row().seq }}>
                <td>
                  <WhenCell row={row()} />
                </td>
                <td>
                  <WhoCell row={row()} />
                </td>
                <td>
                  <WhatCell row={row()} groupNames={props.groupNames()} />
                </td>
                <td>
                  <WhomCell row={row()} trail={props.trail} />
                </td>
              </tr>
            )}
          </ForId>
        </Show>
      </tbody>
    </table>
  );
}

function SkeletonRows() {
  return (
    <For each={Array.from({ length: 10 })}>
      {() => (
        <tr>
          <For each={columns}>
            {() => (
              <td>
                <Skeleton />
              </td>
            )}
          </For>
        </tr>
      )}
    </For>
  );
}
