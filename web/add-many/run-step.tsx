import download from "lucide-static/icons/download.svg?raw";
import info from "lucide-static/icons/info.svg?raw";
import { Match, Show, Switch } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { addManyTexts } from "../texts/add-many.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/date-time.ts";
import { download as saveFile } from "../ui/download.ts";
import { Alert } from "../ui/form.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import styles from "./add-many.module.css";
import type { Import, ImportState } from "./create-import.ts";
import { failuresCsv } from "./list-files.ts";
import { outcomeKind } from "./row-outcome.ts";
import { RowsTable } from "./rows-table.tsx";

type Run = Extract<ImportState, { begun: unknown }>;

/** The run itself, and what came of every row. */
export function RunStep(props: { import: Import; run: Run }) {
  const account = useAccount();
  const progress = () => props.run.progress;
  const kinds = () => props.run.plan.map((row, at) => outcomeKind(row, progress().results[at] ?? null));
  const invited = () => kinds().filter((kind) => kind === "done").length;
  const position = () => {
    const of = [count(progress().done), count(progress().total)] as const;
    if (props.run.kind === "running" || props.run.failure) return addManyTexts.progress(...of);
    if (props.run.kind === "stopped") return addManyTexts.stopped(...of);
    return invited() === 0
      ? addManyTexts.invitedNobody
      : `${addManyTexts.invited(count(invited()), invited() === 1)} ${addManyTexts.paced}`;
  };
  const goOn = () => void props.import.goOn({ ...props.run.begun, results: progress().results });

  return (
    <div class={styles.step}>
      <h2>{props.run.kind === "done" ? addManyTexts.doneTitle : addManyTexts.runTitle}</h2>
      <Show when={props.run.failure}>{(sentence) => <Alert>{addManyTexts.brokeOff(sentence())}</Alert>}</Show>
      <div class={styles.running}>
        <Show when={props.run.kind === "running"}>
          <progress aria-label={addManyTexts.runTitle} max={progress().total} value={progress().done} />
        </Show>
        {/* One and the same from the first call to the last, so that each is announced. */}
        <p role="status">{position()}</p>
        <Switch>
          <Match when={props.run.kind === "running"}>
            <Button onClick={() => props.import.stop()}>{addManyTexts.stop}</Button>
          </Match>
          <Match when={props.run.kind === "stopped"}>
            <Button tone="primary" onClick={goOn}>
              {addManyTexts.goOn}
            </Button>
          </Match>
        </Switch>
      </div>
      <RowsTable
        groups={props.import.groups.data ?? []}
        plan={props.run.plan}
        results={progress().results}
        tense="did"
      />
      <Show when={props.run.kind === "done"}>
        <div class={styles.actions}>
          <Show when={kinds().includes("problem")}>
            <Button icon={download} onClick={saveFailures}>
              {addManyTexts.failures}
            </Button>
          </Show>
          <Button onClick={() => props.import.another()}>{addManyTexts.another}</Button>
          <LinkButton href={`/a/${account.id}/users?status=invited`}>{addManyTexts.showInvited}</LinkButton>
        </div>
      </Show>
    </div>
  );

  function saveFailures() {
    const day = new Date().toISOString().slice(0, 10);
    saveFile(addManyTexts.failuresFile(day), "text/csv", failuresCsv(props.run.plan, progress().results));
  }
}

/** An import that was stopped earlier, perhaps with the page. */
export function Unfinished(props: {
  begunAt: string;
  done: number;
  total: number;
  onGoOn: () => void;
  onDiscard: () => void;
}) {
  return (
    <Alert tone="info" icon={info}>
      <h2>{addManyTexts.unfinishedTitle}</h2>
      <p>{addManyTexts.unfinished(props.begunAt, count(props.done), count(props.total))}</p>
      <div class={styles.actions}>
        <Button tone="primary" onClick={() => props.onGoOn()}>
          {addManyTexts.goOn}
        </Button>
        <Button onClick={() => props.onDiscard()}>{addManyTexts.discard}</Button>
      </div>
    </Alert>
  );
}
