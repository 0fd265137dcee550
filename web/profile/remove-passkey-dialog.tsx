import { createSignal, Show } from "solid-js";
import type { PasskeyRow } from "../../shared/sign-in-means.ts";
import { profileTexts } from "../texts/profile.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { toast } from "../ui/toaster.tsx";
import { passkeyName, removePasskey, sentenceOf } from "./own-ways-in.ts";

type RemovePasskeyDialogProps = {
  passkey: PasskeyRow;
  onChanged: () => Promise<void>;
  onClose: () => void;
  /** Its row is gone afterwards. */
  returnFocus: () => void;
};

export function RemovePasskeyDialog(props: RemovePasskeyDialogProps) {
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal("");
  let isRemoved = false;

  async function remove() {
    setBusy(true);
    setProblem("");
    try {
      await removePasskey(props.passkey.id);
      isRemoved = true;
      await props.onChanged();
      props.onClose();
      toast(profileTexts.passkeyRemoved, "success");
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <ConfirmDialog
      title={profileTexts.removeTitle}
      confirmLabel={profileTexts.removeConfirm}
      isBusy={isBusy()}
      onConfirm={() => void remove()}
      onClose={() => props.onClose()}
      returnFocus={() => {
        if (isRemoved) props.returnFocus();
      }}
    >
      <p>{profileTexts.removeText(passkeyName(props.passkey))}</p>
      <Show when={problem()}>
        <Alert>
          <p>{problem()}</p>
        </Alert>
      </Show>
    </ConfirmDialog>
  );
}
