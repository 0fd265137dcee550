import { For, Show } from "solid-js";
import { type EventType, eventTypes } from "../../shared/events.ts";
import type { WebhookRow } from "../../shared/outputs.ts";
import { targetProblem } from "../../shared/webhook-target.ts";
import { useAccount } from "../api/account-context.ts";
import { formErrors } from "../api/refusal.ts";
import { eventNouns, eventWords } from "../texts/audit.ts";
import { problemSentences } from "../texts/refusals.ts";
import { webhooksTexts } from "../texts/webhooks.ts";
import { CheckboxGroup } from "../ui/checkbox.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { createForm } from "../ui/create-form.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toaster.tsx";
import { hostOf, type WebhookList } from "./create-webhook-list.ts";
import styles from "./webhooks.module.css";

const typesByNoun = Object.entries(eventNouns).map(([noun, label]) => ({
  label,
  options: eventTypes
    .filter((type) => type.startsWith(`${noun}.`))
    .map((value) => ({ value, label: eventWords[value] })),
}));

/** Where to, and of what: for a new webhook, which then has a secret to show, or one that is there. */
export function WebhookDialog(props: {
  webhook?: WebhookRow;
  list: WebhookList;
  onMade: (secret: string) => void;
  onClose: () => void;
}) {
  const { api } = useAccount();
  const form = createForm({
    initial: {
      url: props.webhook?.url ?? "",
      which: props.webhook?.types ? "some" : "all",
      types: (props.webhook?.types ?? []) as string[],
    },
    check: ({ url, which, types }): Record<string, string> => ({
      // Whether this installation may call addresses of its own machine is known to the server alone.
      ...(targetProblem(url.trim(), { isLocal: true }) === null ? {} : { url: problemSentences.urlFormat }),
      ...(which === "some" && types.length === 0 ? { types: webhooksTexts.chooseOne } : {}),
    }),
    explain: formErrors,
    submit: async ({ url, which, types }) => {
      const chosen = which === "all" ? null : (types as EventType[]);
      if (props.webhook) {
        const row = await api.webhooks.update.mutate({ webhookId: props.webhook.id, url, types: chosen });
        toast(webhooksTexts.saved(hostOf(row)), "success");
        void props.list.changed();
        props.onClose();
      } else {
        const { secret } = await api.webhooks.create.mutate({ url, types: chosen });
        void props.list.changed();
        props.onMade(secret);
      }
    },
  });
  const types = form.list("types");

  return (
    <FormDialog
      title={props.webhook ? webhooksTexts.editTitle(hostOf(props.webhook)) : webhooksTexts.addTitle}
      submitLabel={props.webhook ? webhooksTexts.save : webhooksTexts.add}
      form={form}
      onClose={() => props.onClose()}
    >
      <TextField
        label={webhooksTexts.url}
        description={webhooksTexts.urlDescription}
        inputmode="url"
        autocomplete="off"
        spellcheck={false}
        autofocus
        {...form.text("url")}
      />
      <ChoiceField
        label={webhooksTexts.which}
        options={[
          { value: "all", label: webhooksTexts.whichAll },
          { value: "some", label: webhooksTexts.whichSome },
        ]}
        {...form.text("which")}
      />
      <Show when={form.values().which === "some"}>
        <div class={styles.nouns}>
          <For each={typesByNoun}>
            {({ label, options }, index) => (
              <CheckboxGroup
                label={label}
                name={types.name}
                options={options}
                value={types.value}
                onInput={types.onInput}
                error={index() === 0 ? types.error : undefined}
              />
            )}
          </For>
        </div>
      </Show>
    </FormDialog>
  );
}
