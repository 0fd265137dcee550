import { A } from "@solidjs/router";
import { type Accessor, For, type JSX, Show } from "solid-js";
import { isRecordedLate } from "../../shared/events.ts";
import { displayId } from "../../shared/ids.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { actorWords, auditTexts, eventWords } from "../texts/audit.ts";
import { relativeTime } from "../ui/date-time.ts";
import { Instant } from "../ui/instant.tsx";
import { Nothing } from "../ui/nothing.tsx";
import type { ShownEvent } from "./create-event-pages.ts";
import styles from "./event-cells.module.css";
import { actorText, type EventLine, eventLines, subjectName } from "./event-lines.ts";
import type { EventNames } from "./event-names.ts";

/** What a row shows, in the table and on a card alike. */

/** Where a row leads to; null where that is what is looked at already. */
export type EventLinks = {
  event: (seq: number) => string;
  byActor: (actor: EventRow["actor"]) => string | null;
  aboutUser: (userId: string) => string | null;
};

export type Shown = {
  rows: Accessor<ShownEvent[] | undefined>;
  isBusy: Accessor<boolean>;
  now: Accessor<number>;
  names: Accessor<EventNames>;
  links: Accessor<EventLinks>;
  isAboutOne: Accessor<boolean>;
  linked: Accessor<number | null>;
};

type CellProps = { row: EventRow; shown: Shown };

export function WhenCell(props: CellProps) {
  const now = () => props.shown.now();
  return (
    <div class={styles.lines}>
      <Instant at={props.row.at} show="both" />
      <span class={styles.second}>
        <span>{relativeTime(Math.min(props.row.at, now()), now())}</span>
        <a
          class={styles.link}
          href={props.shown.links().event(props.row.seq)}
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

/** Who did it, and the way to everything they did; a token also by its id, since names of tokens may be alike. */
export function WhoCell(props: CellProps) {
  const actor = () => props.row.actor;
  const name = () => actorText(actor(), props.shown.names());
  const tokenId = () => (actor().kind === "token" ? actor().id : undefined);
  return (
    <div class={styles.lines}>
      <NameLink name={name()} href={props.shown.links().byActor(actor())} title={auditTexts.onlyBy(name())} />
      <span class={styles.second}>
        <span>{actorWords[actor().kind]}</span>
        <Show when={tokenId()}>{(id) => <span>{displayId(id())}</span>}</Show>
      </span>
    </div>
  );
}

export function WhatCell(props: CellProps) {
  const lines = () => eventLines(props.row, props.shown.names());
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
export function WhomCell(props: CellProps) {
  const name = () => subjectName(props.row) ?? "";
  return (
    <Show when={props.row.userId} fallback={<Nothing />}>
      {(userId) => (
        <div class={styles.lines}>
          <NameLink name={name()} href={props.shown.links().aboutUser(userId())} title={auditTexts.onlyAbout(name())} />
          <span class={styles.second}>{displayId(userId())}</span>
        </div>
      )}
    </Show>
  );
}

function NameLink(props: { name: string; href: string | null; title: string }): JSX.Element {
  return (
    <Show
      when={props.href}
      fallback={
        <bdi class={styles.clipped} title={props.name}>
          {props.name}
        </bdi>
      }
    >
      {(href) => (
        <A class={`${styles.name} ${styles.clipped}`} href={href()} noScroll title={props.title}>
          <bdi>{props.name}</bdi>
        </A>
      )}
    </Show>
  );
}
