import type { JSX } from "solid-js";
import { Brand } from "./brand.tsx";
import styles from "./plain-page.module.css";
import { ThemeSelect } from "./theme-select.tsx";

/** A page that is one card: signing in, choosing an account, accepting. */
export function PlainPage(props: { children: JSX.Element; actions?: JSX.Element }) {
  return (
    <div class={styles.page}>
      <header class={styles.header}>
        <Brand />
        {props.actions}
      </header>
      <main class={styles.main}>
        <div class={styles.card}>{props.children}</div>
      </main>
      <footer class={styles.footer}>
        <ThemeSelect />
      </footer>
    </div>
  );
}
