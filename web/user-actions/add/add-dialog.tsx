import { A, useNavigate } from "@solidjs/router";
import { createEffect, createUniqueId, For, Match, on, Show, Switch } from "solid-js";
import type { UserRow } from "../../../shared/outputs.ts";
import { useAccount } from "../../api/account-context.ts";
import { createQuery } from "../../api/create-query.ts";
import { addUserTexts } from "../../texts/add-user.ts";
import { uiTexts } from "../../texts/ui.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { UserCommands } from "../create-user-commands.ts";
import { groupsQuery } from "../groups-query.ts";
import { handList } from "../handed-list.ts";
import { personName } from "../person-name.ts";
import type { UserStore } from "../user-store.ts";
import styles from "./add-dialog.module.css";
import { createAddition, steps } from "./create-addition.ts";
import { DetailsStep, EmailStep, GroupsStep, OverviewStep } from "./steps.tsx";
import { SummaryStep } from "./summary-step.tsx";

/** Email, user details, groups, overview, summary. Enter goes on; going back keeps what was typed. */
export function AddDialog(props: {
  again?: UserRow;
  store: UserStore;
  commands: UserCommands;
  onClose: () => void;
  onAnother: () => void;
  returnFocus?: () => void;
}) {
  const account = useAccount();
  const navigate = useNavigate();
  const groups = createQuery(() => groupsQuery(account));
  const addition = createAddition(props.again, (row) => props.commands.changed(row));
  const formId = createUniqueId();
  let content: HTMLDivElement | undefined;

  const number = () => steps.indexOf(addition.step()) + 1;
  createEffect(
    on(
      addition.step,
      () => {
        const first =
          content?.querySelector<HTMLElement>("form input") ?? content?.querySelector<HTMLElement>("[tabindex]");
        first?.focus();
      },
      { defer: true },
    ),
  );

  /** An open or expired invitation of the typed address: sent from here, followed in the list. */
  function send(row: UserRow, command: "resend" | "sendNew") {
    props.onClose();
    void props.commands.send(row, command);
  }

  function addAsList(text: string) {
    handList(text);
    props.onClose();
    navigate(`/a/${account.id}/add-many`);
  }

  return (
    <Dialog
      title={props.again ? addUserTexts.againTitle(personName(props.again)) : addUserTexts.title}
      onClose={() => props.onClose()}
      isDirty={addition.isDirty()}
      isWide
      returnFocus={props.returnFocus}
      footer={
        <Show
          when={addition.step() !== "summary"}
          fallback={
            <>
              <Show when={addition.invited()}>
                {(row) => (
                  <A class={styles.details} href={`/a/${account.id}/users/${row().id}`} onClick={() => props.onClose()}>
                    {addUserTexts.viewDetails}
                  </A>
                )}
              </Show>
              <Button onClick={() => props.onAnother()}>{addUserTexts.addAnother}</Button>
              <Button tone="primary" onClick={() => props.onClose()}>
                {addUserTexts.done}
              </Button>
            </>
          }
        >
          <Show when={number() > 1} fallback={<Button onClick={() => props.onClose()}>{uiTexts.cancel}</Button>}>
            <Button onClick={() => addition.back()}>{addUserTexts.back}</Button>
          </Show>
          <Button tone="primary" type="submit" form={formId} isBusy={addition.isBusy()}>
            {addition.step() === "overview" ? addUserTexts.invite : addUserTexts.next}
          </Button>
        </Show>
      }
    >
      <div class={styles.content} ref={content}>
        <div>
          {/* Has the focus where a step has no field; Enter goes on from here as well. */}
          <p
            class={styles.step}
            role="status"
            tabindex="-1"
            onKeyDown={(event) => event.key === "Enter" && content?.querySelector("form")?.requestSubmit()}
          >
            {addUserTexts.stepOf(number(), steps.length, addUserTexts.steps[addition.step()])}
          </p>
          <div class={styles.bars} aria-hidden="true">
            <For each={steps}>
              {(_step, index) => <span class={styles.bar} classList={{ [styles.reached ?? ""]: index() < number() }} />}
            </For>
          </div>
        </div>
        <Switch>
          <Match when={addition.step() === "email"}>
            <EmailStep addition={addition} formId={formId} onSend={send} onMany={addAsList} />
          </Match>
          <Match when={addition.step() === "details"}>
            <DetailsStep addition={addition} formId={formId} />
          </Match>
          <Match when={addition.step() === "groups"}>
            <GroupsStep addition={addition} formId={formId} />
          </Match>
          <Match when={addition.step() === "overview"}>
            <OverviewStep addition={addition} formId={formId} groups={groups} />
          </Match>
          <Match when={addition.invited()}>{(row) => <SummaryStep row={row()} store={props.store} />}</Match>
        </Switch>
      </div>
    </Dialog>
  );
}
