import { Show } from "solid-js";
import { acceptTexts } from "../texts/accept.ts";
import styles from "./accept.module.css";

/** Who helps, when the installation names somebody: an address or a page. */
export function Support(props: { support: string | null }) {
  return (
    <Show when={props.support}>
      {(support) => (
        <p class={styles.soft}>
          {acceptTexts.supportBefore}
          <a href={support().includes("://") ? support() : `mailto:${support()}`}>{acceptTexts.supportLink}</a>.
        </p>
      )}
    </Show>
  );
}
