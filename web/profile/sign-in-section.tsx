import { createSignal, Show } from "solid-js";
import { createSignOut } from "../shell/create-sign-out.ts";
import { FormActions, FormSection } from "../shell/form-page.tsx";
import { profileTexts } from "../texts/profile.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { signOutEverywhere } from "./sign-out-everywhere.ts";

export function SignInSection(props: { email: string }) {
  const here = createSignOut();
  const everywhere = createSignOut(signOutEverywhere);
  const [isAsking, setAsking] = createSignal(false);
  return (
    <FormSection title={profileTexts.signIn} lead={profileTexts.signInLead}>
      <TextField
        label={profileTexts.email}
        description={profileTexts.emailFixed}
        value={props.email}
        onInput={() => {}}
        type="email"
        readonly
      />
      <FormActions>
        <Button isBusy={here.isBusy()} onClick={here.signOut}>
          {profileTexts.signOut}
        </Button>
        <Button onClick={() => setAsking(true)}>{profileTexts.signOutEverywhere}</Button>
      </FormActions>
      <Show when={isAsking()}>
        <ConfirmDialog
          title={profileTexts.everywhereTitle}
          confirmLabel={profileTexts.signOutEverywhere}
          isBusy={everywhere.isBusy()}
          onConfirm={everywhere.signOut}
          onClose={() => setAsking(false)}
        >
          <p>{profileTexts.everywhereText}</p>
        </ConfirmDialog>
      </Show>
    </FormSection>
  );
}
