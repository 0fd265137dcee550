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
import { takeFocus } from "../../ui/take-focus.ts";
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
  const done = () => [...bulk.results().values()].filter(({ refusal }) => refusal === null).length;

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
            <Button ref={takeFocus} onClick={() => bulk.stop()}>
              {bulkTexts.stop}
            </Button>
          </Match>
          <Match when={ended()}>
            <Show when={!bulk.isWhole()}>
              <Button onClick={() => bulk.start(form.values().groupIds)}>{bulkTexts.goOn}</Button>
            </Show>
            <Button tone="primary" ref={takeFocus} onClick={() => props.onClose()}>
              {bulkTexts.close}
            </Button>
          </Match>
        </Switch>
      }
    >
      <Show
        when={bulk.state().kind !== "asking"}
        fallback={<BulkQuestion action={props.action} plan={plan} bulk={bulk} form={form} formId={formId} />}
      >
        <div class={styles.run}>
          <Show when={ended()?.failure}>{(sentence) => <Alert>{bulkTexts.brokeOff(sentence())}</Alert>}</Show>
          <div class={styles.running}>
            <Show when={!ended()}>
              <progress aria-label={bulkTexts.running} max={bulk.total} value={bulk.results().size} />
            </Show>
            {/* One and the same from the first result to the last, so that each is announced. */}
            <p role="status">
              {ended()
                ? bulkTexts.summary[props.action](count(done()), done() === 1)
                : bulkTexts.progress(count(bulk.results().size), count(bulk.total))}
            </p>
          </div>
          <Show when={ended()}>
            <BulkResults action={props.action} plan={plan} bulk={bulk} />
          </Show>
        </div>
      </Show>
    </Dialog>
  );
}
