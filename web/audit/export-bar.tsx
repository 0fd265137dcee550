import downloadIcon from "lucide-static/icons/download.svg?raw";
import { Match, Show, Switch } from "solid-js";
import type { EventsListInput } from "../../shared/inputs.ts";
import { auditTexts } from "../texts/audit.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/date-time.ts";
import { createExport } from "./create-export.ts";
import styles from "./export-bar.module.css";

/** What is filtered as a file; how far it is, and how it ended, stays beside the button. */
export function ExportBar(props: { filter: EventsListInput }) {
  const exporting = createExport();
  const running = () => {
    const state = exporting.state();
    return state.kind === "running" ? state : null;
  };
  const ended = () => {
    const state = exporting.state();
    return state.kind === "done" || state.kind === "failed" ? state : null;
  };
  return (
    <div class={styles.bar}>
      <p role="status" class={styles.said} classList={{ [styles.failed ?? ""]: ended()?.kind === "failed" }}>
        <Switch>
          <Match when={running()}>{(now) => auditTexts.exporting(count(now().events))}</Match>
          <Match when={ended()}>{(end) => end().sentence}</Match>
        </Switch>
      </p>
      <Show when={running()}>
        <Button tone="quiet" onClick={() => exporting.stop()}>
          {auditTexts.stopExport}
        </Button>
      </Show>
      <Button icon={downloadIcon} isBusy={running() !== null} onClick={() => void exporting.start(props.filter)}>
        {auditTexts.export}
      </Button>
    </div>
  );
}
