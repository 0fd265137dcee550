import { FormSection } from "../shell/form-page.tsx";
import { profileTexts } from "../texts/profile.ts";
import { TextField } from "../ui/text-field.tsx";

export function SignInSection(props: { email: string }) {
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
    </FormSection>
  );
}
