import circleAlert from "lucide-static/icons/circle-alert.svg?raw";
import { Show } from "solid-js";
import styles from "./field.module.css";
import { Icon } from "./icon.tsx";

/** The sentence under a field that cannot be used; the field points to it with `aria-describedby`. */
export function FieldError(props: { id: string; error: string | undefined }) {
  return (
    <Show when={props.error}>
      <p class={styles.error} id={props.id}>
        <Icon svg={circleAlert} />
        {props.error}
      </p>
    </Show>
  );
}
