import styles from "./icon.module.css";

/** An icon from `lucide-static`, imported as text so that a page carries only those it shows. Decoration only. */
export function Icon(props: { svg: string; class?: string | undefined }) {
  return <span class={`${styles.icon} ${props.class ?? ""}`} aria-hidden="true" innerHTML={props.svg} />;
}
