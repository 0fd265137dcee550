import { useQueryClient } from "@tanstack/solid-query";
import downloadIcon from "lucide-static/icons/download.svg?raw";
import { Show } from "solid-js";
import type { EventsListInput } from "../../shared/inputs.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { failureSentence } from "../api/refusal.ts";
import { eventNamesQuery } from "../events/event-names.ts";
import { auditTexts } from "../texts/audit.ts";
import { Button } from "../ui/button.tsx";
import { createExport } from "../ui/create-export.ts";
import { count } from "../ui/date-time.ts";
import { download } from "../ui/download.ts";
import { eventsCsv } from "./event-csv.ts";
import styles from "./export-bar.module.css";

/** What is filtered as a file; how far it is, and how it ended, stays beside the button. */
export function ExportBar(props: { filter: EventsListInput }) {
  const account = useAccount();
  const queries = useQueryClient();
  const exporting = createExport<EventRow>({
    done: (rows) => (rows === 1 ? auditTexts.exportedOne : auditTexts.exported(count(rows))),
    cut: (rows) => auditTexts.exportCut(count(rows)),
    failed: (error) => auditTexts.exportFailed(failureSentence(error)),
  });
  const said = () => {
    const state = exporting.state();
    if (state.kind === "idle") return "";
    return state.kind === "running" ? auditTexts.exporting(count(state.rows)) : state.sentence;
  };

  function start() {
    const input = { ...props.filter, pageSize: 100 as const };
    void exporting.start(
      (cursor) => account.api.events.list.query(cursor === null ? input : { ...input, cursor }),
      async (rows) => {
        const names = await queries.fetchQuery(eventNamesQuery(account));
        const day = new Date().toISOString().slice(0, 10);
        download(auditTexts.exportFile(day), "text/csv", eventsCsv(rows, names));
      },
    );
  }

  return (
    <div class={styles.bar}>
      <p role="status" class={styles.said} classList={{ [styles.failed ?? ""]: exporting.state().kind === "failed" }}>
        {said()}
      </p>
      <Show when={exporting.isRunning()}>
        <Button tone="quiet" onClick={() => exporting.stop()}>
          {auditTexts.stopExport}
        </Button>
      </Show>
      <Button icon={downloadIcon} isBusy={exporting.isRunning()} onClick={start}>
        {auditTexts.export}
      </Button>
    </div>
  );
}
