import type { JSX } from "solid-js";
import { Show } from "solid-js";
import { userTexts } from "../texts/user.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Instant } from "../ui/instant.tsx";
import { Nothing } from "../ui/nothing.tsx";
import styles from "./facts.module.css";

/** Pairs of a word and what it is here. */
export function Facts(props: { children: JSX.Element }) {
  return <dl class={styles.facts}>{props.children}</dl>;
}

export function Fact(props: { label: string; children: JSX.Element }) {
  return (
    <div class={styles.fact}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** A fact that is an instant, if it ever was. */
export function InstantFact(props: { label: string; at: number | null }) {
  return (
    <Fact label={props.label}>
      <Show when={props.at} fallback={<Nothing />}>
        {(at) => <Instant at={at()} show="both" />}
      </Show>
    </Fact>
  );
}

/** A fact to be copied; `shown` where people read it in another shape. */
export function CopyableFact(props: { label: string; text: string | null | undefined; shown?: string }) {
  return (
    <Fact label={props.label}>
      <Show when={props.text} fallback={<Nothing />}>
        {(text) => (
          <span class={styles.copyable}>
            <bdi class={props.shown ? styles.id : ""}>{props.shown ?? text()}</bdi>
            <CopyButton
              text={text()}
              label={userTexts.copy(props.label)}
              done={userTexts.copied(props.label)}
              failed={userTexts.notCopied}
            />
          </span>
        )}
      </Show>
    </Fact>
  );
}
