import { createSignal, Show } from "solid-js";
import type { Profile } from "../../shared/outputs.ts";
import { FormActions, FormSection } from "../shell/form-page.tsx";
import { profileTexts } from "../texts/profile.ts";
import { Button } from "../ui/button.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";

export function LeaveSection(props: { profile: Profile }) {
  const [isAsking, setAsking] = createSignal(false);
  return (
    <FormSection title={profileTexts.leave} lead={profileTexts.leaveLead(props.profile.account.name)}>
      <FormActions>
        <Button onClick={() => setAsking(true)}>{profileTexts.leaveButton}</Button>
      </FormActions>
      <Show when={isAsking()}>
        <LeaveDialog profile={props.profile} onClose={() => setAsking(false)} />
      </Show>
    </FormSection>
  );
}
