import { uiTexts } from "../texts/ui.ts";
import styles from "./brand.module.css";

/** Our name with its sign: a door ajar. */
export function Brand() {
  return (
    <span class={styles.brand}>
      <svg class={styles.sign} viewBox="0 0 28 28" aria-hidden="true">
        <rect width="28" height="28" rx="8" fill="currentColor" />
        <path d="M8 7.5v7a6 6 0 0 0 12 0v-7" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" />
        <circle cx="14" cy="8.5" r="2" fill="#fff" />
      </svg>
      {uiTexts.brand}
    </span>
  );
}
