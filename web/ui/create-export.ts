import { createSignal, onCleanup } from "solid-js";

/** What a browser and a spreadsheet take with ease; a hundred calls. */
const maxExported = 10_000;

export type ExportState =
  | { kind: "idle" }
  | { kind: "running"; rows: number }
  | { kind: "done" | "failed"; sentence: string };

export type ExportWords = {
  done: (rows: number) => string;
  /** There are more rows than a file takes. */
  cut: (rows: number) => string;
  failed: (error: unknown) => string;
};

export type Page<Row> = { rows: Row[]; nextCursor: string | null };

/** Everything that a list lets through, page by page, as a file that never leaves the browser. */
export function createExport<Row>(words: ExportWords) {
  const [state, setState] = createSignal<ExportState>({ kind: "idle" });
  let run = 0;

  async function start(
    readPage: (cursor: string | null) => Promise<Page<Row>>,
    save: (rows: Row[]) => Promise<void> | void,
  ) {
    const mine = ++run;
    setState({ kind: "running", rows: 0 });
    try {
      const rows: Row[] = [];
      let cursor: string | null = null;
      do {
        // One after the other: each page begins where the one before it ended.
        const page: Page<Row> = await readPage(cursor);
        if (mine !== run) return;
        rows.push(...page.rows);
        cursor = page.nextCursor;
        setState({ kind: "running", rows: rows.length });
      } while (cursor !== null && rows.length < maxExported);
      await save(rows);
      setState({ kind: "done", sentence: (cursor === null ? words.done : words.cut)(rows.length) });
    } catch (error) {
      if (mine === run) setState({ kind: "failed", sentence: words.failed(error) });
    }
  }

  function stop() {
    run++;
    setState({ kind: "idle" });
  }
  onCleanup(() => run++);

  return { state, isRunning: () => state().kind === "running", start, stop };
}
