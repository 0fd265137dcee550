import { Show } from "solid-js";
import { failureSentence } from "../api/refusal.ts";
import { auditTexts } from "../texts/audit.ts";
import { Button } from "../ui/button.tsx";
import { createFlash } from "../ui/create-flash.ts";
import { Alert } from "../ui/form.tsx";
import type { EventPages } from "./create-event-pages.ts";
import styles from "./load-older.module.css";

/** The end of what has been read: the way further back, or that there is nothing before. */
export function LoadOlder(props: { events: EventPages }) {
  const list = () => props.events.list;
  const [said, say] = createFlash();

  async function readOn() {
    const before = props.events.rows().length;
    await list().readOn();
    const loaded = props.events.rows().slice(before);
    if (loaded.length === 0) return;
    say(auditTexts.loadedOlder(loaded.length));
    // The button is gone with the last page: whoever pressed it goes on reading where the new rows begin.
    if (!list().hasMore()) document.querySelector<HTMLElement>(`[data-seq="${loaded[0]?.seq}"]`)?.focus();
  }

  return (
    <Show when={props.events.isLoaded()}>
      <div class={styles.end}>
        <Show when={list().isError()}>
          <Alert>
            <p>{failureSentence(list().error())}</p>
          </Alert>
        </Show>
        <Show when={list().hasMore()} fallback={<p class={styles.soft}>{auditTexts.noOlder}</p>}>
          <Button isBusy={list().isReadingOn()} onClick={() => void readOn()}>
            {auditTexts.loadOlder}
          </Button>
        </Show>
        <p role="status" class={styles.soft}>
          {said()}
        </p>
      </div>
    </Show>
  );
}
