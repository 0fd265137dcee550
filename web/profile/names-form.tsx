import { useQueryClient } from "@tanstack/solid-query";
import type { Profile } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { profileKey } from "../api/profile-query.ts";
import { formErrors } from "../api/refusal.ts";
import { FormActions, FormSection } from "../shell/form-page.tsx";
import { LeaveGuard } from "../shell/leave-guard.tsx";
import { profileTexts } from "../texts/profile.ts";
import { Button } from "../ui/button.tsx";
import { createForm } from "../ui/create-form.ts";
import { Form } from "../ui/form.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toaster.tsx";

export function NamesForm(props: { profile: Profile }) {
  const { id, api } = useAccount();
  const queries = useQueryClient();
  const form = createForm({
    initial: namesOf(props.profile),
    check: ({ firstName }) => (firstName.trim() === "" ? { firstName: profileTexts.firstNameMissing } : {}),
    submit: async (values) => {
      const saved = await api.profile.update.mutate(values);
      queries.setQueryData(profileKey(id), saved);
      form.restart(namesOf(saved));
      toast(profileTexts.namesSaved, "success");
    },
    explain: formErrors,
  });
  return (
    <FormSection title={profileTexts.names} lead={profileTexts.namesLead(props.profile.account.name)}>
      <Form form={form}>
        <TextField {...form.text("firstName")} label={profileTexts.firstName} autocomplete="given-name" dir="auto" />
        <TextField
          {...form.text("lastName")}
          label={profileTexts.lastName}
          autocomplete="family-name"
          dir="auto"
          isOptional
        />
        <FormActions>
          <Button type="submit" tone="primary" isBusy={form.isBusy()}>
            {profileTexts.save}
          </Button>
        </FormActions>
      </Form>
      <LeaveGuard isDirty={form.isDirty()} />
    </FormSection>
  );
}

function namesOf({ firstName, lastName }: Profile) {
  return { firstName, lastName };
}
