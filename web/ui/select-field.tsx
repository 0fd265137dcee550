import { createUniqueId, type JSX } from "solid-js";
import styles from "./select-field.module.css";

/** The browser's own choice list with its label beside it; the options are its children. */
export function SelectField(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  return (
    <span class={styles.field}>
      <label for={id}>{props.label}</label>
      <select
        id={id}
        class={styles.select}
        value={props.value}
        onChange={(event) => props.onInput(event.currentTarget.value)}
      >
        {props.children}
      </select>
    </span>
  );
}
