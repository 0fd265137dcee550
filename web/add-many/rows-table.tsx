import circleAlert from "lucide-static/icons/circle-alert.svg?raw";
import circleCheck from "lucide-static/icons/circle-check.svg?raw";
import circleMinus from "lucide-static/icons/circle-minus.svg?raw";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { addManyTexts } from "../texts/add-many.ts";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/date-time.ts";
import { Icon } from "../ui/icon.tsx";
import styles from "./add-many.module.css";
import type { PlannedRow } from "./import-plan.ts";
import type { RowResult } from "./import-run.ts";
import { type OutcomeKind, outcomeKind, outcomeText } from "./row-outcome.ts";

const icons: Record<OutcomeKind, string> = { invite: circleCheck, nothing: circleMinus, problem: circleAlert };
const filters = ["all", "invite", "nothing", "problem"] as const;
type Filter = (typeof filters)[number];

const perPage = 50;

/** Every row of the list with its outcome, a page at a time: ten thousand rows cost no more than fifty. */
export function RowsTable(props: {
  plan: readonly PlannedRow[];
  results: readonly (RowResult | null)[];
  tense: "will" | "did";
}) {
  const [filter, setFilter] = createSignal<Filter>("all");
  const [page, setPage] = createSignal(0);
  const rows = createMemo(() =>
    props.plan.map((row, at) => ({
      row,
      result: props.results[at] ?? null,
      kind: outcomeKind(row, props.results[at] ?? null),
    })),
  );
  const shown = createMemo(() => rows().filter(({ kind }) => filter() === "all" || kind === filter()));
  const counts = createMemo(() => {
    const found: Record<Filter, number> = { all: rows().length, invite: 0, nothing: 0, problem: 0 };
    for (const { kind } of rows()) if (kind) found[kind]++;
    return found;
  });
  const pages = () => Math.max(1, Math.ceil(shown().length / perPage));
  const first = () => page() * perPage;
  createEffect(on(filter, () => setPage(0)));
  const names = () => (props.tense === "will" ? addManyTexts.filters : addManyTexts.filtersDone);

  return (
    <div class={styles.rows}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend to lay out */}
      <div class={styles.filters} role="group" aria-label={addManyTexts.rows}>
        <For each={filters}>
          {(one) => (
            <button type="button" class={styles.filter} aria-pressed={filter() === one} onClick={() => setFilter(one)}>
              {names()[one]} <span class={styles.count}>{count(counts()[one])}</span>
            </button>
          )}
        </For>
      </div>
      {/* What scrolls sideways must be reachable by keyboard. */}
      <section class={styles.scroll} tabindex="0" aria-label={addManyTexts.caption}>
        <table class={styles.table}>
          <caption class="unseen">{addManyTexts.caption}</caption>
          <thead>
            <tr>
              <th scope="col" class={styles.line}>
                {addManyTexts.line}
              </th>
              <th scope="col">{addManyTexts.person}</th>
              <th scope="col">{addManyTexts.groupsColumn}</th>
              <th scope="col">{addManyTexts.outcome}</th>
            </tr>
          </thead>
          <tbody>
            <For each={shown().slice(first(), first() + perPage)}>
              {({ row, result, kind }) => (
                <tr>
                  <td class={styles.line}>{count(row.person.line)}</td>
                  <th scope="row">
                    <bdi class={styles.name}>{`${row.person.firstName} ${row.person.lastName}`.trim()}</bdi>
                    <bdi class={styles.soft}>{row.person.email || usersTexts.dash}</bdi>
                  </th>
                  <td>
                    <bdi>{row.person.groups.join(", ") || usersTexts.dash}</bdi>
                  </td>
                  <td>
                    <Show when={kind}>
                      {(known) => (
                        <span class={`${styles.outcome} ${styles[known()]}`}>
                          <Icon svg={icons[known()]} />
                          {outcomeText(row, result, props.tense)}
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
          <p class={styles.none}>{addManyTexts.noRows}</p>
        </Show>
      </section>
      <Show when={pages() > 1}>
        <nav class={styles.pager} aria-label={usersTexts.pages}>
          <Button
            tone="quiet"
            aria-disabled={page() === 0 ? "true" : undefined}
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
