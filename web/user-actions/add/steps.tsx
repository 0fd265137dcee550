import info from "lucide-static/icons/info.svg?raw";
import { Show } from "solid-js";
import type { GroupRow, UserRow } from "../../../shared/outputs.ts";
import { useAccount } from "../../api/account-context.ts";
import type { Query } from "../../api/create-query.ts";
import { addUserTexts } from "../../texts/add-user.ts";
import { usersTexts } from "../../texts/users.ts";
import { Button } from "../../ui/button.tsx";
import { Alert, Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { GroupChoice } from "../group-choice.tsx";
import { mailLanguages } from "../mail-language.ts";
import { MailLanguageChoice } from "../mail-language-choice.tsx";
import { personName } from "../person-name.ts";
import styles from "./add-dialog.module.css";
import type { Addition } from "./create-addition.ts";

type StepProps = { addition: Addition; formId: string };
type GroupsQuery = Query<GroupRow[]>;

export function EmailStep(
  props: StepProps & { onSend: (row: UserRow, command: "resend" | "sendNew") => void; onMany: (text: string) => void },
) {
  const form = props.addition.forms.email;
  const field = form.text("email");
  /** What may be sent to an address that is known already. */
  const offer = (): { row: UserRow; command: "resend" | "sendNew" } | null => {
    const row = props.addition.known();
    if (row?.status === "invited") return { row, command: "resend" };
    return row?.status === "invitationExpired" || row?.status === "invitationDeclined"
      ? { row, command: "sendNew" }
      : null;
  };
  const isSeveral = () => field.value.split("@").length > 2;
  return (
    <Form form={form} id={props.formId}>
      <TextField
        type="email"
        inputmode="email"
        autocomplete="off"
        autofocus
        label={addUserTexts.email}
        description={addUserTexts.emailDescription}
        name={field.name}
        value={field.value}
        error={field.error}
        onInput={(value) => {
          props.addition.forget();
          field.onInput(value);
        }}
      />
      <div role="status">
        <Show when={isSeveral()}>
          <Alert tone="info" icon={info}>
            <div class={styles.offer}>
              <p>{addUserTexts.several}</p>
              <Button onClick={() => props.onMany(field.value)}>{addUserTexts.addAsList}</Button>
            </div>
          </Alert>
        </Show>
        <Show when={offer()}>
          {(known) => (
            <Alert tone="info" icon={info}>
              <div class={styles.offer}>
                <p>
                  <bdi>{personName(known().row)}</bdi>: {addUserTexts.known[known().row.status]}
                </p>
                <Button onClick={() => props.onSend(known().row, known().command)}>
                  {usersTexts[known().command]}
                </Button>
              </div>
            </Alert>
          )}
        </Show>
      </div>
    </Form>
  );
}

export function DetailsStep(props: StepProps) {
  const form = props.addition.forms.details;
  return (
    <Form form={form} id={props.formId}>
      <Show when={props.addition.known()?.status === "removed"}>
        <Alert tone="info" icon={info}>
          {addUserTexts.known.removed}
        </Alert>
      </Show>
      <TextField label={addUserTexts.firstName} autocomplete="off" {...form.text("firstName")} />
      <TextField label={addUserTexts.lastName} autocomplete="off" isOptional {...form.text("lastName")} />
      <MailLanguageChoice {...form.text("locale")} />
    </Form>
  );
}

export function GroupsStep(props: StepProps) {
  const form = props.addition.forms.groups;
  return (
    <Form form={form} id={props.formId}>
      <GroupChoice
        label={addUserTexts.groups}
        description={addUserTexts.groupsDescription}
        {...form.list("groupIds")}
      />
    </Form>
  );
}

export function OverviewStep(props: StepProps & { groups: GroupsQuery }) {
  const account = useAccount();
  const language = () => {
    const accountLocale = account.profile()?.account.locale;
    if (accountLocale === undefined) return undefined;
    return mailLanguages(accountLocale).find(({ value }) => value === values().locale)?.label;
  };
  const values = () => props.addition.values();
  const groupNames = () => {
    const groups = props.groups.data ?? [];
    return groups.filter(({ id }) => values().groupIds.includes(id)).map(({ name }) => name);
  };
  return (
    <Form form={props.addition.forms.overview} id={props.formId}>
      <p>{addUserTexts.overviewText}</p>
      <dl class={styles.facts}>
        <dt>{addUserTexts.email}</dt>
        <dd>{values().email.trim()}</dd>
        <dt>{addUserTexts.name}</dt>
        <dd>
          <bdi>{personName(values())}</bdi>
        </dd>
        <dt>{addUserTexts.language}</dt>
        <dd>{language()}</dd>
        <dt>{addUserTexts.groups}</dt>
        <dd>{groupNames().join(", ")}</dd>
      </dl>
    </Form>
  );
}
