import circleAlert from "lucide-static/icons/circle-alert.svg?raw";
import circleCheck from "lucide-static/icons/circle-check.svg?raw";
import circleMinus from "lucide-static/icons/circle-minus.svg?raw";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/date-time.ts";
import { Icon } from "../ui/icon.tsx";
import styles from "./outcome-table.module.css";

/** What came, or would come, of one person: what was wanted, nothing because nothing is needed, or a problem. */
export type OutcomeKind = "done" | "nothing" | "problem";
export type OutcomeRow = {
  name: string;
  email: string;
  /** Cells between the person and the outcome, one for each of `columns`. */
  more?: readonly string[];
  /** Null while it is not known. */
  kind: OutcomeKind | null;
  text: string;
};

export type OutcomeWords = {
  caption: string;
  person: string;
  outcome: string;
  noRows: string;
  filters: Record<OutcomeKind | "all", string>;
};

const icons: Record<OutcomeKind, string> = { done: circleCheck, nothing: circleMinus, problem: circleAlert };
const filters = ["all", "done", "nothing", "problem"] as const;
const perPage = 50;

/** Many people with an outcome each, a page at a time: ten thousand rows cost no more than fifty. */
export function OutcomeTable(props: { rows: readonly OutcomeRow[]; words: OutcomeWords; columns?: readonly string[] }) {
  const [filter, setFilter] = createSignal<(typeof filters)[number]>("all");
  const [page, setPage] = createSignal(0);
  const shown = createMemo(() => props.rows.filter(({ kind }) => filter() === "all" || kind === filter()));
  const counts = createMemo(() => {
    const found = { all: props.rows.length, done: 0, nothing: 0, problem: 0 };
    for (const { kind } of props.rows) if (kind) found[kind]++;
    return found;
  });
  const pages = () => Math.max(1, Math.ceil(shown().length / perPage));
  const first = () => Math.min(page(), pages() - 1) * perPage;
  createEffect(on(filter, () => setPage(0)));

  return (
    <div class={styles.rows}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend to lay out */}
      <div class={styles.filters} role="group" aria-label={props.words.outcome}>
        <For each={filters}>
          {(one) => (
            <button type="button" class={styles.filter} aria-pressed={filter() === one} onClick={() => setFilter(one)}>
              {props.words.filters[one]} <span class={styles.count}>{count(counts()[one])}</span>
            </button>
          )}
        </For>
      </div>
      {/* What scrolls sideways must be reachable by keyboard. */}
      <section class={styles.scroll} tabindex="0" aria-label={props.words.caption}>
        <table class={styles.table}>
          <caption class="unseen">{props.words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{props.words.person}</th>
              <For each={props.columns}>
                {(column) => (
                  <th scope="col" class={styles.more}>
                    {column}
                  </th>
                )}
              </For>
              <th scope="col">{props.words.outcome}</th>
            </tr>
          </thead>
          <tbody>
            <For each={shown().slice(first(), first() + perPage)}>
              {(row) => (
                <tr>
                  <th scope="row">
                    <bdi class={styles.name}>{row.name}</bdi>
                    <bdi class={styles.email}>{row.email || usersTexts.dash}</bdi>
                  </th>
                  <For each={row.more}>
                    {(text) => (
                      <td class={styles.more}>
                        <bdi>{text || usersTexts.dash}</bdi>
                      </td>
                    )}
                  </For>
                  <td>
                    <Show when={row.kind}>
                      {(kind) => (
                        <span class={`${styles.outcome} ${styles[kind()]}`}>
                          <Icon svg={icons[kind()]} />
                          <span>{row.text}</span>
                        </span>
                      )}
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <Show when={shown().length === 0}>
          <p class={styles.none}>{props.words.noRows}</p>
        </Show>
      </section>
      <Show when={pages() > 1}>
        <nav class={styles.pager} aria-label={usersTexts.pages}>
          <Button
            tone="quiet"
            aria-disabled={first() === 0 ? "true" : undefined}
            onClick={() => setPage(Math.max(0, page() - 1))}
          >
            {usersTexts.previous}
          </Button>
          <span role="status">
            {usersTexts.range(
              count(first() + 1),
              count(Math.min(first() + perPage, shown().length)),
              count(shown().length),
              true,
            )}
          </span>
          <Button
            tone="quiet"
            aria-disabled={page() + 1 >= pages() ? "true" : undefined}
            onClick={() => setPage(Math.min(pages() - 1, page() + 1))}
          >
            {usersTexts.next}
          </Button>
        </nav>
      </Show>
    </div>
  );
}
