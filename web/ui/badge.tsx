import type { JSX } from "solid-js";
import styles from "./badge.module.css";

/** A word that sets something apart from others of its kind. */
export function Badge(props: { children: JSX.Element }) {
  return <span class={styles.badge}>{props.children}</span>;
}
