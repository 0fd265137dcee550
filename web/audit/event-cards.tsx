import { For, Show } from "solid-js";
import { auditTexts } from "../texts/audit.ts";
import { ForId } from "../ui/for-id.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import styles from "./event-cards.module.css";
import { type Shown, WhatCell, WhenCell, WhoCell, WhomCell } from "./event-cells.tsx";
import { identified } from "./identified.ts";

/** The rows of the table where there is no room for one. */
export function EventCards(props: Shown) {
  return (
    <section aria-label={auditTexts.caption} aria-busy={props.trail.list.isFetching()}>
      <ul>
        <Show when={props.trail.list.pages()} fallback={<SkeletonCards />}>
          <ForId each={identified(props.trail.rows())}>
            {(row) => (
              <li
                id={row().id}
                class={styles.card}
                classList={{ [styles.linked ?? ""]: props.trail.linked() === row().seq }}
              >
                <WhatCell row={row()} groupNames={props.groupNames()} />
                <dl class={styles.facts}>
                  <dt>{auditTexts.who}</dt>
                  <dd>
                    <WhoCell row={row()} />
                  </dd>
                  <Show when={row().userId}>
                    <dt>{auditTexts.whom}</dt>
                    <dd>
                      <WhomCell row={row()} trail={props.trail} />
                    </dd>
                  </Show>
                  <dt>{auditTexts.when}</dt>
                  <dd>
                    <WhenCell row={row()} />
                  </dd>
                </dl>
              </li>
            )}
          </ForId>
        </Show>
      </ul>
    </section>
  );
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
