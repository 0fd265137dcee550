import { useQueryClient } from "@tanstack/solid-query";
import { createSignal, onCleanup } from "solid-js";
import type { EventsListInput } from "../../shared/inputs.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { type AccountContext, useAccount } from "../api/account-context.ts";
import { failureSentence } from "../api/refusal.ts";
import { eventNamesQuery } from "../events/event-names.ts";
import { auditTexts } from "../texts/audit.ts";
import { count } from "../ui/date-time.ts";
import { download } from "../ui/download.ts";
import { eventsCsv } from "./event-csv.ts";

/** What a browser and a spreadsheet take with ease; a hundred calls. */
const maxExported = 10_000;

export type ExportState =
  | { kind: "idle" }
  | { kind: "running"; events: number }
  | { kind: "done" | "failed"; sentence: string };

/** Everything that passes the filters, page by page, as a file that never leaves the browser. */
export function createExport() {
  const account = useAccount();
  const queries = useQueryClient();
  const [state, setState] = createSignal<ExportState>({ kind: "idle" });
  let run = 0;

  async function start(filter: EventsListInput) {
    const mine = ++run;
    const isStopped = () => mine !== run;
    setState({ kind: "running", events: 0 });
    try {
      const names = await queries.fetchQuery(eventNamesQuery(account));
      const found = await readAll(account, filter, (events) => {
        if (!isStopped()) setState({ kind: "running", events });
        return isStopped();
      });
      if (isStopped()) return;
      const day = new Date().toISOString().slice(0, 10);
      download(auditTexts.exportFile(day), "text/csv", eventsCsv(found.rows, names));
      setState({ kind: "done", sentence: doneSentence(found) });
    } catch (error) {
      if (!isStopped()) setState({ kind: "failed", sentence: auditTexts.exportFailed(failureSentence(error)) });
    }
  }

  function stop() {
    run++;
    setState({ kind: "idle" });
  }
  onCleanup(() => run++);

  return { state, start, stop };
}

type Found = { rows: EventRow[]; isCut: boolean };

async function readAll(
  { api }: AccountContext,
  filter: EventsListInput,
  progressed: (events: number) => boolean,
): Promise<Found> {
  const input = { ...filter, pageSize: 100 as const };
  const rows: EventRow[] = [];
  let cursor: string | null = null;
  do {
    // One after the other: each page begins where the one before it ended.
    const page = await api.events.list.query(cursor === null ? input : { ...input, cursor });
    rows.push(...page.rows);
    cursor = page.nextCursor;
    if (progressed(rows.length)) break;
  } while (cursor !== null && rows.length < maxExported);
  return { rows, isCut: cursor !== null };
}

function doneSentence({ rows, isCut }: Found): string {
  if (isCut) return auditTexts.exportCut(count(rows.length));
  return rows.length === 1 ? auditTexts.exportedOne : auditTexts.exported(count(rows.length));
}
