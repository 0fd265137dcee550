import { createUniqueId } from "solid-js";
import { maxPasskeyNameLength, type PasskeyRow } from "../../shared/sign-in-means.ts";
import { profileTexts } from "../texts/profile.ts";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "../ui/button.tsx";
import { createForm } from "../ui/create-form.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toaster.tsx";
import { deviceName, renamePasskey, sentenceOf } from "./own-ways-in.ts";

type RenamePasskeyDialogProps = { passkey: PasskeyRow; onChanged: () => Promise<void>; onClose: () => void };

export function RenamePasskeyDialog(props: RenamePasskeyDialogProps) {
  const formId = createUniqueId();
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
    <Dialog
      title={profileTexts.renameTitle}
      onClose={() => props.onClose()}
      isDirty={form.isDirty()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{uiTexts.cancel}</Button>
          <Button tone="primary" type="submit" form={formId} isBusy={form.isBusy()}>
            {profileTexts.saveName}
          </Button>
        </>
      }
    >
      <Form form={form} id={formId}>
        <TextField
          {...form.text("name")}
          label={profileTexts.passkeyName}
          description={profileTexts.passkeyNameHint(deviceName(props.passkey.device))}
          autocomplete="off"
          autofocus
          dir="auto"
          isOptional
        />
      </Form>
    </Dialog>
  );
}
