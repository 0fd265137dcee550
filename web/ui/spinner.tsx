import styles from "./spinner.module.css";

/** Something goes on; whoever shows it says what. */
export function Spinner() {
  return <span class={styles.spinner} aria-hidden="true" />;
}

/** A grey place where text will be. `size` is a share of the line, by class, since inline styles are not allowed. */
export function Skeleton(props: { size?: "short" | "long" | "circle" }) {
  return <span class={`${styles.skeleton} ${styles[props.size ?? "long"]}`} aria-hidden="true" />;
}
