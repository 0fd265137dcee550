import styles from "./avatar.module.css";

/** A round sign beside a name that says the same, so it is silent. */
export function Avatar(props: { text: string }) {
  return (
    <span class={styles.avatar} aria-hidden="true">
      {props.text}
    </span>
  );
}
