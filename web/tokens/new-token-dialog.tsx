import { createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import { dayMs } from "../../shared/limits.ts";
import { useAccount } from "../api/account-context.ts";
import { formErrors } from "../api/refusal.ts";
import { problemSentences } from "../texts/refusals.ts";
import { tokensTexts } from "../texts/tokens.ts";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "../ui/button.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { createForm } from "../ui/create-form.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import { TextField } from "../ui/text-field.tsx";
import type { TokenList } from "./create-token-list.ts";
import styles from "./tokens.module.css";

const lifetimesMs = { days30: 30 * dayMs, days90: 90 * dayMs, year: 365 * dayMs, never: null } as const;
type Lifetime = keyof typeof lifetimesMs;
const scopes = ["read", "write"] as const;

/** What the token is for, and then the token itself: this once. */
export function NewTokenDialog(props: { list: TokenList; onClose: () => void }) {
  const { api } = useAccount();
  const formId = createUniqueId();
  const [token, setToken] = createSignal<string | null>(null);
  const form = createForm({
    initial: { name: "", scope: "read" as string, lifetime: "days90" as string },
    check: ({ name }): Record<string, string> => (name.trim() ? {} : { name: problemSentences.required }),
    explain: formErrors,
    submit: async ({ name, scope, lifetime }) => {
      const ms = lifetimesMs[lifetime as Lifetime];
      const made = await api.tokens.create.mutate({
        name,
        scope: scope === "write" ? "write" : "read",
        ...(ms === null ? {} : { expiresAt: Date.now() + ms }),
      });
      setToken(made.token);
      void props.list.changed();
    },
  });

  return (
    <Dialog
      title={token() ? tokensTexts.madeTitle : tokensTexts.addTitle}
      onClose={() => props.onClose()}
      isDirty={form.isDirty() && !token()}
      footer={
        <Show
          when={token()}
          fallback={
            <>
              <Button onClick={() => props.onClose()}>{uiTexts.cancel}</Button>
              <Button tone="primary" type="submit" form={formId} isBusy={form.isBusy()}>
                {tokensTexts.create}
              </Button>
            </>
          }
        >
          <Button tone="primary" onClick={() => props.onClose()}>
            {tokensTexts.done}
          </Button>
        </Show>
      }
    >
      <Switch>
        <Match when={token()}>
          {(made) => <ShownOnce secret={made()} words={{ ...tokensTexts, label: tokensTexts.token }} />}
        </Match>
        <Match when={!token()}>
          <Form form={form} id={formId}>
            <TextField
              label={tokensTexts.name}
              description={tokensTexts.nameDescription}
              autocomplete="off"
              autofocus
              {...form.text("name")}
            />
            <fieldset class={styles.scopes}>
              <legend>{tokensTexts.scopeLegend}</legend>
              <For each={scopes}>
                {(scope) => (
                  <label class={styles.scope}>
                    <input
                      type="radio"
                      name="scope"
                      value={scope}
                      checked={form.values().scope === scope}
                      onChange={() => form.set("scope", scope)}
                    />
                    <span>
                      {tokensTexts.scopes[scope]}
                      <span class={styles.second}>{tokensTexts.scopeDescriptions[scope]}</span>
                    </span>
                  </label>
                )}
              </For>
            </fieldset>
            <ChoiceField
              label={tokensTexts.lifetime}
              options={Object.entries(tokensTexts.lifetimes).map(([value, label]) => ({ value, label }))}
              {...form.text("lifetime")}
            />
          </Form>
        </Match>
      </Switch>
    </Dialog>
  );
}
