import { For, type JSX, Match, Show, Switch } from "solid-js";
import type { Query } from "../api/create-query.ts";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "../ui/button.tsx";
import { Alert } from "../ui/form.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import styles from "./own-list.module.css";
import { sentenceOf } from "./own-ways-in.ts";

type OwnListProps<Row> = {
  label: string;
  query: Query<Row[]>;
  loading: string;
  /** Said where there is none. */
  empty?: string;
  children: (row: Row) => JSX.Element;
};

/** A short list of what belongs to the login, with its own loading and failing. */
export function OwnList<Row>(props: OwnListProps<Row>) {
  return (
    <Switch
      fallback={
        <div>
          <span class="unseen" role="status">
            {props.loading}
          </span>
          <Skeleton />
        </div>
      }
    >
      <Match when={props.query.data}>
        {(rows) => (
          <Show when={rows().length > 0} fallback={<p>{props.empty}</p>}>
            <ul class={styles.list} aria-label={props.label}>
              <For each={rows()}>{(row) => <li class={styles.row}>{props.children(row)}</li>}</For>
            </ul>
          </Show>
        )}
      </Match>
      <Match when={props.query.isError}>
        <Alert>
          <p>{sentenceOf(props.query.error)}</p>
          <Button onClick={() => void props.query.refetch()}>{uiTexts.retry}</Button>
        </Alert>
      </Match>
    </Switch>
  );
}

type OwnRowProps = { name: string; mark?: string | undefined; facts: string[]; children: JSX.Element };

export function OwnRow(props: OwnRowProps) {
  return (
    <>
      <div class={styles.what}>
        <p class={styles.name}>
          <span dir="auto">{props.name}</span>
          <Show when={props.mark}>
            <span class={styles.mark}>{props.mark}</span>
          </Show>
        </p>
        <p class={styles.facts}>{props.facts.join(" · ")}</p>
      </div>
      <div class={styles.actions}>{props.children}</div>
    </>
  );
}
