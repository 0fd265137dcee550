import { For, type JSX, Show } from "solid-js";
import styles from "./card-list.module.css";
import { ForId } from "./for-id.tsx";
import { Skeleton } from "./spinner.tsx";

type CardListProps<Row extends { id: string }> = {
  caption: string;
  /** Undefined until they are there. */
  rows: readonly Row[] | undefined;
  isBusy: boolean;
  /** The `Card` of a row. */
  children: (row: () => Row) => JSX.Element;
};

/** The rows of a table where there is no room for one. It takes the focus when the last row has gone. */
export function CardList<Row extends { id: string }>(props: CardListProps<Row>) {
  return (
    <section aria-label={props.caption} aria-busy={props.isBusy} tabindex="-1" data-caption>
      <ul>
        <Show when={props.rows} fallback={<SkeletonCards />}>
          {(rows) => <ForId each={rows()}>{(row) => props.children(row)}</ForId>}
        </Show>
      </ul>
    </section>
  );
}

export function Card(props: { id?: string; class?: string | undefined; children: JSX.Element }) {
  return (
    <li id={props.id} class={`${styles.card} ${props.class ?? ""}`}>
      {props.children}
    </li>
  );
}

/** What the columns of a table would say, each under its heading. */
export function CardFacts(props: { children: JSX.Element }) {
  return <dl class={styles.facts}>{props.children}</dl>;
}

function SkeletonCards() {
  return (
    <For each={[1, 2, 3]}>
      {() => (
        <li class={styles.card} aria-hidden="true">
          <Skeleton size="short" />
          <Skeleton />
          <Skeleton />
        </li>
      )}
    </For>
  );
}
