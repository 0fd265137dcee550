import { createUniqueId, type JSX } from "solid-js";
import styles from "./card.module.css";

export function Card(props: { title: string; actions?: JSX.Element; children: JSX.Element }) {
  const id = createUniqueId();
  return (
    <section class={styles.card} aria-labelledby={id}>
      <div class={styles.head}>
        <h2 id={id}>{props.title}</h2>
        {props.actions}
      </div>
      {props.children}
    </section>
  );
}
