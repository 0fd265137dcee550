import { type JSX, Show } from "solid-js";
import styles from "./button.module.css";
import { Icon } from "./icon.tsx";

/** A link to another page that stands among buttons and looks like one. */
export function LinkButton(props: { href: string; icon?: string; children: JSX.Element }) {
  return (
    <a class={`${styles.button} ${styles.plain}`} href={props.href}>
      <Show when={props.icon}>{(svg) => <Icon svg={svg()} />}</Show>
      {props.children}
    </a>
  );
}
