import type { JSX } from "solid-js";
import { Brand } from "../ui/brand.tsx";
import { Heading } from "../ui/heading.tsx";
import styles from "./accept.module.css";

/** One step of the page. Each is mounted anew, and takes the focus, so that screen readers hear of the change. */
export function AcceptCard(props: { title: string; children?: JSX.Element }) {
  return (
    <div class={styles.page}>
      <div class={styles.card}>
        <header class={styles.brand}>
          <Brand />
        </header>
        <main class={styles.content}>
          <Heading title={props.title} />
          {props.children}
        </main>
      </div>
    </div>
  );
}
