import { maxPasskeyNameLength, type PasskeyRow } from "../../shared/sign-in-means.ts";
import { profileTexts } from "../texts/profile.ts";
import { createForm } from "../ui/create-form.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toaster.tsx";
import { deviceName, renamePasskey, sentenceOf } from "./own-ways-in.ts";

type RenamePasskeyDialogProps = { passkey: PasskeyRow; onChanged: () => Promise<void>; onClose: () => void };

export function RenamePasskeyDialog(props: RenamePasskeyDialogProps) {
  const form = createForm({
    initial: { name: props.passkey.name },
    check: ({ name }): Record<string, string> =>
      name.trim().length > maxPasskeyNameLength ? { name: profileTexts.passkeyNameTooLong(maxPasskeyNameLength) } : {},
    submit: async ({ name }) => {
      await renamePasskey(props.passkey.id, name.trim());
      await props.onChanged();
      props.onClose();
      toast(profileTexts.passkeyRenamed, "success");
    },
    explain: (error) => ({ "": sentenceOf(error) }),
  });
  return (
    <FormDialog
      title={profileTexts.renameTitle}
      submitLabel={profileTexts.saveName}
      form={form}
      onClose={() => props.onClose()}
    >
      <TextField
        {...form.text("name")}
        label={profileTexts.passkeyName}
        description={profileTexts.passkeyNameHint(deviceName(props.passkey.device))}
        autocomplete="off"
        autofocus
        dir="auto"
        isOptional
      />
    </FormDialog>
  );
}
