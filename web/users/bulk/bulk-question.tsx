import { For, Show } from "solid-js";
import { isPending } from "../../../shared/status.ts";
import { bulkTexts } from "../../texts/bulk.ts";
import { refusalSentence } from "../../texts/refusals.ts";
import { usersTexts } from "../../texts/users.ts";
import type { createForm } from "../../ui/create-form.ts";
import { count } from "../../ui/date-time.ts";
import { Alert, Form } from "../../ui/form.tsx";
import { timeSpan } from "../../ui/time-span.ts";
import { GroupChoice } from "../../user-actions/group-choice.tsx";
import styles from "./bulk.module.css";
import { type BulkAction, type BulkPlan, reasons } from "./bulk-plan.ts";
import type { Bulk } from "./create-bulk.ts";

type GroupsForm = ReturnType<typeof createForm<{ groupIds: string[] }>>;

/** What will happen to how many, and who is left out and why. */
export function BulkQuestion(props: {
  action: BulkAction;
  plan: BulkPlan;
  bulk: Bulk;
  form: GroupsForm;
  formId: string;
}) {
  const able = () => props.plan.able;
  const isSending = () => props.action === "resend" || props.action === "sendNew";

  return (
    <Form form={props.form} id={props.formId}>
      <Show when={able().length > 0} fallback={<p>{bulkTexts.nobody}</p>}>
        <p>{bulkTexts.effects[props.action](count(able().length), able().length === 1)}</p>
        <Show when={isSending()}>
          <p role="status">
            <Show when={props.bulk.deadlines()} fallback={bulkTexts.deadlineAwaited}>
              {(all) => bulkTexts.newDeadline(timeSpan(all().first, all().last), able().length === 1)}
            </Show>
          </p>
          <p class={styles.soft}>{bulkTexts.paced}</p>
        </Show>
        <Show when={props.action === "remove"}>
          <RemovalEffects plan={props.plan} />
        </Show>
        <Show when={props.action === "edit"}>
          <GroupChoice
            label={usersTexts.groups}
            description={usersTexts.groupsDescription}
            {...props.form.list("groupIds")}
          />
        </Show>
      </Show>
      <Show when={props.plan.unable.length > 0}>
        <div>
          <Show when={able().length > 0}>
            <p>{bulkTexts.unable(count(props.plan.unable.length), props.plan.unable.length === 1)}</p>
          </Show>
          <ul class={styles.reasons}>
            <For each={reasons(props.plan.unable)}>
              {({ refusal, count: many }) => <li>{bulkTexts.unableReason(count(many), refusalSentence(refusal))}</li>}
            </For>
          </ul>
        </div>
      </Show>
    </Form>
  );
}

function RemovalEffects(props: { plan: BulkPlan }) {
  const pending = () => props.plan.able.filter(({ status }) => status === "invited").length;
  const joined = () => props.plan.able.filter(({ status }) => !isPending(status)).length;
  const administrators = () =>
    props.plan.able.filter(
      ({ status, groups }) => status === "active" && groups.some(({ isAdministrators }) => isAdministrators),
    ).length;
  return (
    <>
      <Show when={pending()}>{(many) => <p>{bulkTexts.removesPending(count(many()), many() === 1)}</p>}</Show>
      <Show when={joined()}>{(many) => <p>{bulkTexts.removesJoined(count(many()), many() === 1)}</p>}</Show>
      <Show when={administrators()}>
        {(many) => <Alert tone="warning">{bulkTexts.losesPowers(count(many()), many() === 1)}</Alert>}
      </Show>
    </>
  );
}
