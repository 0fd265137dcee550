import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { failureSentence, refusedWith } from "../api/refusal.ts";
import { shellTexts } from "../texts/shell.ts";
import { Heading } from "../ui/heading.tsx";
import styles from "./page-frame.module.css";

type PageFrameProps = {
  title: string;
  /** Beside the title. */
  actions?: JSX.Element;
  isFetching: boolean;
  /** Of the page's first query: whoever may not see the page learns why instead. */
  error: unknown;
  notAllowedTitle: string;
  children: JSX.Element;
};

/** A page of an account: its title, what can be done, and one card with the rest. */
export function PageFrame(props: PageFrameProps) {
  return (
    <>
      <div class={styles.head}>
        <Heading title={props.title} />
        <div class={styles.actions}>{props.actions}</div>
      </div>
      <div class={styles.card}>
        <Show when={props.isFetching}>
          <div class={styles.progress} />
        </Show>
        <Show
          when={!refusedWith(props.error, "notAllowed")}
          fallback={
            <EmptyState title={props.notAllowedTitle} text={failureSentence(props.error)}>
              <A href="/accounts">{shellTexts.myAccounts}</A>
            </EmptyState>
          }
        >
          {props.children}
        </Show>
      </div>
    </>
  );
}

/** Where rows would be: why there are none, and what helps. */
export function EmptyState(props: { title: string; text: string; children?: JSX.Element }) {
  return (
    <div class={styles.empty}>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}
