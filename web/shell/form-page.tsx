import { createUniqueId, type JSX, Match, Show, Switch } from "solid-js";
import type { Query } from "../api/create-query.ts";
import { Heading } from "../ui/heading.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import styles from "./form-page.module.css";
import { PageFailure } from "./page-failure.tsx";

/** A page of an account that holds forms, one section each, once what they are about is known. */
export function FormPage<T>(props: {
  title: string;
  loading: string;
  query: Query<T>;
  children: (found: () => NonNullable<T>) => JSX.Element;
}) {
  return (
    <>
      <div class={styles.head}>
        <Heading title={props.title} />
      </div>
      <div class={styles.body}>
        <Switch
          fallback={
            <FormPageMessage>
              <span class="unseen" role="status">
                {props.loading}
              </span>
              <Skeleton />
            </FormPageMessage>
          }
        >
          <Match when={props.query.data}>{(found) => props.children(found)}</Match>
          <Match when={props.query.isError}>
            <FormPageMessage>
              <PageFailure error={props.query.error} retry={() => void props.query.refetch()} />
            </FormPageMessage>
          </Match>
        </Switch>
      </div>
    </>
  );
}

/** What it is about stands beside it, or above it where there is no room. */
export function FormSection(props: { title: string; lead?: string; children: JSX.Element }) {
  const id = createUniqueId();
  return (
    <section class={styles.section} aria-labelledby={id}>
      <div class={styles.about}>
        <h2 id={id}>{props.title}</h2>
        <Show when={props.lead}>
          <p class={styles.lead}>{props.lead}</p>
        </Show>
      </div>
      <div class={styles.content}>{props.children}</div>
    </section>
  );
}

export function FormActions(props: { children: JSX.Element }) {
  return <div class={styles.actions}>{props.children}</div>;
}

/** Instead of sections: still loading, failed, or not for this reader. */
export function FormPageMessage(props: { children: JSX.Element }) {
  return <div class={styles.message}>{props.children}</div>;
}
