import { uiTexts } from "../texts/ui.ts";

/** Where there is no value: a dash to look at, a word to listen to. */
export function Nothing() {
  return (
    <span>
      <span aria-hidden="true">—</span>
      <span class="unseen">{uiTexts.none}</span>
    </span>
  );
}
