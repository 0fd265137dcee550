import { useQueryClient } from "@tanstack/solid-query";
import { createEffect, createUniqueId, For, on } from "solid-js";
import type { AccountRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createIdempotencyKeys } from "../api/client.ts";
import { profileKey } from "../api/profile-query.ts";
import { formErrors } from "../api/refusal.ts";
import { FormActions, FormSection } from "../shell/form-page.tsx";
import { LeaveGuard } from "../shell/leave-guard.tsx";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { createForm } from "../ui/create-form.ts";
import { Form } from "../ui/form.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toaster.tsx";
import { accountChanges, type SettingsValues, settingsOf } from "./account-changes.ts";
import { instantInMails, localeChoices, timeZoneChoices } from "./regions.ts";

export function SettingsForm(props: { account: AccountRow }) {
  const { id, api } = useAccount();
  const queries = useQueryClient();
  const zonesId = createUniqueId();
  let keyFor = createIdempotencyKeys();

  const form = createForm<SettingsValues>({
    initial: settingsOf(props.account),
    check: ({ name, timeZone }) => ({
      ...(name.trim() === "" ? { name: settingsTexts.nameMissing } : {}),
      ...(timeZone.trim() === "" ? { timeZone: settingsTexts.timeZoneMissing } : {}),
    }),
    submit: async (values) => {
      const changes = accountChanges(props.account, values);
      if (Object.keys(changes).length === 0) {
        toast(settingsTexts.unchanged);
        return;
      }
      const account = await api.accounts.update.mutate({ ...changes, idempotencyKey: keyFor(changes) });
      // The same change may be wanted again later, after somebody has undone it.
      keyFor = createIdempotencyKeys();
      form.restart(settingsOf(account));
      toast(settingsTexts.saved, "success");
      void queries.invalidateQueries({ queryKey: profileKey(id) });
      void queries.invalidateQueries({ queryKey: ["accounts.mine"] });
    },
    explain: formErrors,
  });

  // What somebody else has saved is shown, unless it would take away what is being typed here.
  createEffect(
    on(
      () => props.account,
      (account) => {
        if (!form.isDirty() && !form.isBusy()) form.restart(settingsOf(account));
      },
      { defer: true },
    ),
  );

  const deadline = () => instantInMails(Date.now(), form.values().timeZone.trim(), form.values().locale);

  return (
    <Form form={form}>
      <FormSection title={settingsTexts.general} lead={settingsTexts.generalLead}>
        <TextField
          {...form.text("name")}
          label={settingsTexts.name}
          description={settingsTexts.nameUse}
          autocomplete="organization"
          dir="auto"
        />
        <TextField
          {...form.text("homeUrl")}
          label={settingsTexts.homeUrl}
          description={settingsTexts.homeUrlUse}
          placeholder={settingsTexts.homeUrlExample}
          type="url"
          inputmode="url"
          autocomplete="url"
          isOptional
        />
      </FormSection>
      <FormSection title={settingsTexts.region} lead={settingsTexts.regionLead}>
        <TextField
          {...form.text("timeZone")}
          label={settingsTexts.timeZone}
          description={settingsTexts.timeZoneUse}
          list={zonesId}
          autocomplete="off"
          spellcheck={false}
        />
        <datalist id={zonesId}>
          <For each={timeZoneChoices()}>{(zone) => <option value={zone} />}</For>
        </datalist>
        <ChoiceField
          {...form.text("locale")}
          label={settingsTexts.locale}
          options={localeChoices(props.account.locale)}
          description={(() => {
            const text = deadline();
            return text === null ? undefined : settingsTexts.localeExample(text);
          })()}
        />
        <FormActions>
          <Button type="submit" tone="primary" isBusy={form.isBusy()}>
            {settingsTexts.save}
          </Button>
        </FormActions>
      </FormSection>
      <LeaveGuard isDirty={form.isDirty()} />
    </Form>
  );
}
