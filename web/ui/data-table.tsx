import { For, type JSX, Show } from "solid-js";
import styles from "./data-table.module.css";
import { ForId } from "./for-id.tsx";
import { Skeleton } from "./spinner.tsx";

type DataTableProps<Row extends { id: string }> = {
  caption: string;
  columns: readonly { label: string; class?: string | undefined }[];
  /** Undefined until they are there. */
  rows: readonly Row[] | undefined;
  isBusy: boolean;
  class?: string | undefined;
  /** The `<tr>` of a row. */
  children: (row: () => Row) => JSX.Element;
};

/** Rows under headings. Its caption, unseen, takes the focus when the last row has gone. */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  return (
    <table class={`${styles.table} ${props.class ?? ""}`} aria-busy={props.isBusy}>
      <caption class="unseen" tabindex="-1" data-caption>
        {props.caption}
      </caption>
      <thead>
        <tr>
          <For each={props.columns}>
            {(column) => (
              <th scope="col" class={column.class}>
                {column.label}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <Show when={props.rows} fallback={<SkeletonRows columns={props.columns.length} />}>
          {(rows) => <ForId each={rows()}>{(row) => props.children(row)}</ForId>}
        </Show>
      </tbody>
    </table>
  );
}

function SkeletonRows(props: { columns: number }) {
  return (
    <For each={Array.from({ length: 5 })}>
      {() => (
        <tr>
          <For each={Array.from({ length: props.columns })}>
            {() => (
              <td>
                <Skeleton size="short" />
              </td>
            )}
          </For>
        </tr>
      )}
    </For>
  );
}
