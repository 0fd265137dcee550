import { createUniqueId, Match, Show, Switch } from "solid-js";
import type { UserRow } from "../../../shared/outputs.ts";
import { bulkTexts } from "../../texts/bulk.ts";
import { refusalSentence } from "../../texts/refusals.ts";
import { uiTexts } from "../../texts/ui.ts";
import { Button } from "../../ui/button.tsx";
import { createForm } from "../../ui/create-form.ts";
import { count } from "../../ui/date-time.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Alert } from "../../ui/form.tsx";
import styles from "./bulk.module.css";
import { type BulkAction, bulkPlan } from "./bulk-plan.ts";
import { BulkQuestion } from "./bulk-question.tsx";
import { BulkResults } from "./bulk-results.tsx";
import { createBulk } from "./create-bulk.ts";

/** Says what will happen to how many, does it, and says what came of each. */
export function BulkDialog(props: {
  action: BulkAction;
  rows: UserRow[];
  /** After the run, as far as it went. */
  onDone: () => void;
  onClose: () => void;
}) {
  const plan = bulkPlan(props.rows, props.action);
  const bulk = createBulk(props.action, plan, () => props.onDone());
  const formId = createUniqueId();
  const form = createForm({
    initial: { groupIds: [] as string[] },
    check: ({ groupIds }) =>
      props.action === "edit" && groupIds.length === 0
        ? { groupIds: refusalSentence({ reason: "groupRequired" }) }
        : {},
    submit: ({ groupIds }) => bulk.start(groupIds),
    explain: () => ({}),
  });
  const able = () => count(plan.able.length);
  const ended = () => {
    const state = bulk.state();
    return state.kind === "ended" ? state : null;
  };
  const title = () => {
    if (bulk.state().kind === "asking") return bulkTexts.titles[props.action];
    if (bulk.state().kind === "running") return bulkTexts.running;
    return bulk.isWhole() ? bulkTexts.doneTitle : bulkTexts.stoppedTitle;
  };
  const done = () => (bulk.state().kind === "running" ? bulk.results().size : 0);

  return (
    <Dialog
      title={title()}
      isWide={ended() !== null}
      // A run that is under way is stopped first; what it did is then shown.
      onClose={() => (bulk.state().kind === "running" ? bulk.stop() : props.onClose())}
      isDirty={form.isDirty() && bulk.state().kind === "asking"}
      footer={
        <Switch>
          <Match when={bulk.state().kind === "asking"}>
            <Button autofocus onClick={() => props.onClose()}>
              {uiTexts.cancel}
            </Button>
            <Show when={plan.able.length > 0}>
              <Button tone={props.action === "remove" ? "danger" : "primary"} type="submit" form={formId}>
                {bulkTexts.confirm[props.action](able())}
              </Button>
            </Show>
          </Match>
          <Match when={bulk.state().kind === "running"}>
            <Button onClick={() => bulk.stop()}>{bulkTexts.stop}</Button>
          </Match>
          <Match when={ended()}>
            <Show when={!bulk.isWhole()}>
              <Button onClick={() => bulk.start(form.values().groupIds)}>{bulkTexts.goOn}</Button>
            </Show>
            <Button tone="primary" onClick={() => props.onClose()}>
              {bulkTexts.close}
            </Button>
          </Match>
        </Switch>
      }
    >
      <Switch>
        <Match when={bulk.state().kind === "asking"}>
          <BulkQuestion action={props.action} plan={plan} form={form} formId={formId} />
        </Match>
        <Match when={bulk.state().kind === "running"}>
          <div class={styles.running}>
            <progress aria-label={bulkTexts.running} max={bulk.total} value={done()} />
            <span role="status">{bulkTexts.progress(count(done()), count(bulk.total))}</span>
          </div>
        </Match>
        <Match when={ended()}>
          {(end) => (
            <div class={styles.ended}>
              <Show when={end().failure}>{(sentence) => <Alert>{bulkTexts.brokeOff(sentence())}</Alert>}</Show>
              <BulkResults action={props.action} plan={plan} bulk={bulk} />
            </div>
          )}
        </Match>
      </Switch>
    </Dialog>
  );
}
