import { A, useLocation } from "@solidjs/router";
import { For, Show } from "solid-js";
import { isRecordedLate } from "../../shared/events.ts";
import { displayId } from "../../shared/ids.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { actorName, actorWords, auditTexts, eventWords } from "../texts/audit.ts";
import { uiTexts } from "../texts/ui.ts";
import { relativeTime } from "../ui/date-time.ts";
import { Instant } from "../ui/instant.tsx";
import type { Trail } from "./create-trail.ts";
import styles from "./event-cells.module.css";
import { type EventLine, eventLines, subjectName } from "./event-lines.ts";
import { now } from "./now.ts";
import { trailSearch } from "./trail-view.ts";

/** What a row shows, in the table and on a card alike. */

export type Shown = { trail: Trail; groupNames: () => ReadonlyMap<string, string> };

export function WhenCell(props: { row: EventRow }) {
  const location = useLocation();
  return (
    <div class={styles.lines}>
      <Instant at={props.row.at} show="both" />
      <span class={styles.second}>
        <span>{relativeTime(Math.min(props.row.at, now()), now())}</span>
        <a
          class={styles.link}
          href={`${location.pathname}${location.search}#${props.row.seq}`}
          data-seq={props.row.seq}
          aria-label={auditTexts.linkTo(String(props.row.seq))}
        >
          {auditTexts.seq(props.row.seq)}
        </a>
      </span>
      <Show when={isRecordedLate(props.row)}>
        <span class={styles.second}>
          <span>
            {auditTexts.recorded} <Instant at={props.row.recordedAt} show="both" />
          </span>
        </span>
      </Show>
    </div>
  );
}

export function WhoCell(props: { row: EventRow }) {
  return (
    <div class={styles.lines}>
      <bdi class={styles.clipped} title={actorName(props.row.actor)}>
        {actorName(props.row.actor)}
      </bdi>
      <span class={styles.second}>{actorWords[props.row.actor.kind]}</span>
    </div>
  );
}

export function WhatCell(props: { row: EventRow; groupNames: ReadonlyMap<string, string> }) {
  const lines = () => eventLines(props.row, props.groupNames);
  return (
    <div class={styles.lines}>
      <span class={styles.what}>{eventWords[props.row.type]}</span>
      <For each={lines()}>
        {(line) => (
          <span class={styles.detail}>
            <Line line={line} />
          </span>
        )}
      </For>
    </div>
  );
}

function Line(props: { line: EventLine }) {
  const instant = () => ("at" in props.line ? props.line : null);
  const words = () => ("at" in props.line ? null : props.line);
  return (
    <>
      <Show when={props.line.label}>{(label) => `${label()}: `}</Show>
      <Show when={instant()}>{(line) => <Instant at={line().at} show="both" />}</Show>
      <Show when={words()}>
        {(line) => (
          <>
            <Show when={line().before !== undefined}>
              <bdi>{line().before}</bdi> <span aria-hidden="true">{auditTexts.became}</span>
              <span class="unseen">{auditTexts.becameSpoken}</span>{" "}
            </Show>
            <bdi>{line().value}</bdi>
          </>
        )}
      </Show>
    </>
  );
}

/** The user, and the way to everything about them. */
export function WhomCell(props: { row: EventRow; trail: Trail }) {
  const location = useLocation();
  const name = () => subjectName(props.row) ?? "";
  return (
    <Show when={props.row.userId} fallback={<Nobody />}>
      {(userId) => (
        <div class={styles.lines}>
          <Show
            when={props.trail.view().userId !== userId()}
            fallback={
              <bdi class={styles.clipped} title={name()}>
                {name()}
              </bdi>
            }
          >
            <A
              class={`${styles.whom} ${styles.clipped}`}
              href={location.pathname + trailSearch({ ...props.trail.view(), userId: userId() })}
              noScroll
              title={auditTexts.onlyAbout(name())}
            >
              <bdi>{name()}</bdi>
            </A>
          </Show>
          <span class={styles.second}>{displayId(userId())}</span>
        </div>
      )}
    </Show>
  );
}

function Nobody() {
  return (
    <span>
      <span aria-hidden="true">{auditTexts.dash}</span>
      <span class="unseen">{uiTexts.none}</span>
    </span>
  );
}
