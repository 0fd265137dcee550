import info from "lucide-static/icons/info.svg?raw";
import { createSignal, Show } from "solid-js";
import { failureSentence } from "../api/refusal.ts";
import { addManyTexts } from "../texts/add-many.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/date-time.ts";
import { Alert } from "../ui/form.tsx";
import styles from "./add-many.module.css";
import type { Import, Listed } from "./create-import.ts";
import { missingGroups } from "./import-plan.ts";
import { outcomeKind } from "./row-outcome.ts";
import { RowsTable } from "./rows-table.tsx";

/** What would happen to every row, before anything does. */
export function ReviewStep(props: { import: Import; listed: Listed }) {
  const [isBusy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string | null>(null);
  const invited = () =>
    props.listed.plan.filter((row, at) => outcomeKind(row, props.listed.progress.results[at] ?? null) === "done")
      .length;
  const missing = () => missingGroups(props.listed.plan);

  async function doing(work: () => Promise<void>) {
    setBusy(true);
    setFailure(null);
    await work().catch((error: unknown) => setFailure(failureSentence(error)));
    setBusy(false);
  }

  return (
    <div class={styles.step}>
      <h2>{addManyTexts.reviewTitle}</h2>
      <p role="status">
        {invited() === 0
          ? addManyTexts.nobody
          : `${addManyTexts.willInvite(count(invited()), invited() === 1)}. ${addManyTexts.paced}`}
      </p>
      <Show when={missing().length > 0}>
        <Alert tone="info" icon={info}>
          <p>{addManyTexts.missingGroups(missing().join(", "))}</p>
          <Button isBusy={isBusy()} onClick={() => void doing(() => props.import.createMissingGroups())}>
            {addManyTexts.createGroups(count(missing().length), missing().length === 1)}
          </Button>
        </Alert>
      </Show>
      <Show when={failure()}>{(sentence) => <Alert>{sentence()}</Alert>}</Show>
      <RowsTable
        groups={props.import.groups.data ?? []}
        plan={props.listed.plan}
        results={props.listed.progress.results}
        tense="will"
      />
      <div class={styles.actions}>
        <Button onClick={() => props.import.change()}>{addManyTexts.change}</Button>
        <Show when={invited() > 0}>
          <Button tone="primary" isBusy={isBusy()} onClick={() => void doing(() => props.import.begin())}>
            {addManyTexts.invite(count(invited()), invited() === 1)}
          </Button>
        </Show>
      </div>
    </div>
  );
}
