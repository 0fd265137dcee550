import { createUniqueId, type JSX, Show } from "solid-js";
import { Heading } from "../ui/heading.tsx";
import styles from "./form-page.module.css";

/** A page of an account that holds forms, one section each. */
export function FormPage(props: { title: string; children: JSX.Element }) {
  return (
    <>
      <div class={styles.head}>
        <Heading title={props.title} />
      </div>
      <div class={styles.body}>{props.children}</div>
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
