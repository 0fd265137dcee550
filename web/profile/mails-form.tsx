import { useQueryClient } from "@tanstack/solid-query";
import { For } from "solid-js";
import { notificationKinds } from "../../shared/notifications.ts";
import type { Profile } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { profileKey } from "../api/profile-query.ts";
import { formErrors } from "../api/refusal.ts";
import { FormActions, FormSection } from "../shell/form-page.tsx";
import { LeaveGuard } from "../shell/leave-guard.tsx";
import { profileTexts } from "../texts/profile.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { createForm } from "../ui/create-form.ts";
import { Form } from "../ui/form.tsx";
import { toast } from "../ui/toaster.tsx";

export function MailsForm(props: { profile: Profile }) {
  const { id, api } = useAccount();
  const queries = useQueryClient();
  const form = createForm({
    initial: props.profile.notifications,
    submit: async (notifications) => {
      const saved = await api.profile.update.mutate({ notifications });
      queries.setQueryData(profileKey(id), saved);
      form.restart(saved.notifications);
      toast(profileTexts.mailsSaved, "success");
    },
    explain: formErrors,
  });
  return (
    <FormSection title={profileTexts.mails} lead={profileTexts.mailsLead}>
      <Form form={form}>
        <div>
          <For each={notificationKinds}>{(kind) => <Checkbox label={profileTexts[kind]} {...form.check(kind)} />}</For>
        </div>
        <FormActions>
          <Button type="submit" isBusy={form.isBusy()}>
            {profileTexts.saveMails}
          </Button>
        </FormActions>
      </Form>
      <LeaveGuard isDirty={form.isDirty()} />
    </FormSection>
  );
}
