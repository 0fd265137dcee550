import { Show } from "solid-js";
import { auditTexts } from "../texts/audit.ts";
import { Card, CardFacts, CardList } from "../ui/card-list.tsx";
import styles from "./event-cards.module.css";
import { type Shown, WhatCell, WhenCell, WhoCell, WhomCell } from "./event-cells.tsx";

/** The rows of the table where there is no room for one. */
export function EventCards(props: { shown: Shown }) {
  return (
    <CardList caption={auditTexts.caption} rows={props.shown.rows()} isBusy={props.shown.isBusy()}>
      {(row) => (
        <Card id={row().id} class={`${styles.card} ${props.shown.linked() === row().seq ? (styles.linked ?? "") : ""}`}>
          <WhatCell row={row()} shown={props.shown} />
          <CardFacts>
            <dt>{auditTexts.who}</dt>
            <dd>
              <WhoCell row={row()} shown={props.shown} />
            </dd>
            <Show when={row().userId && !props.shown.isAboutOne()}>
              <dt>{auditTexts.whom}</dt>
              <dd>
                <WhomCell row={row()} shown={props.shown} />
              </dd>
            </Show>
            <dt>{auditTexts.when}</dt>
            <dd>
              <WhenCell row={row()} shown={props.shown} />
            </dd>
          </CardFacts>
        </Card>
      )}
    </CardList>
  );
}
