import { For } from "solid-js";
import { Skeleton } from "../ui/spinner.tsx";
import styles from "./skeleton-lines.module.css";

/** Where facts will be. */
export function SkeletonLines(props: { count: number }) {
  return (
    <div class={styles.lines}>
      <For each={Array.from({ length: props.count })}>
        {() => (
          <div class={styles.line}>
            <Skeleton />
            <Skeleton size="short" />
          </div>
        )}
      </For>
    </div>
  );
}
