import { createSignal, Show } from "solid-js";
import type { WebhookRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { failureSentence } from "../api/refusal.ts";
import { webhooksTexts } from "../texts/webhooks.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog, Dialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import type { WebhookList } from "./create-webhook-list.ts";
import styles from "./webhooks.module.css";

export function SecretDialog(props: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      title={webhooksTexts.secretTitle}
      onClose={() => props.onClose()}
      footer={
        <Button tone="primary" onClick={() => props.onClose()}>
          {webhooksTexts.done}
        </Button>
      }
    >
      <ShownOnce secret={props.secret} words={webhooksTexts} />
      <p class={styles.hint}>{webhooksTexts.secretHint}</p>
    </Dialog>
  );
}

export function RotateDialog(props: {
  webhook: WebhookRow;
  list: WebhookList;
  onMade: (secret: string) => void;
  onClose: () => void;
}) {
  const { api } = useAccount();
  const [isBusy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal("");

  async function rotate() {
    setBusy(true);
    try {
      const { secret } = await api.webhooks.rotateSecret.mutate({ webhookId: props.webhook.id });
      void props.list.changed();
      props.onMade(secret);
    } catch (error) {
      setFailure(failureSentence(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <ConfirmDialog
      title={webhooksTexts.rotateTitle}
      confirmLabel={webhooksTexts.rotateConfirm}
      tone="primary"
      isBusy={isBusy()}
      onConfirm={() => void rotate()}
      onClose={() => props.onClose()}
    >
      <p>{webhooksTexts.rotateText}</p>
      <Show when={failure()}>
        <Alert>{failure()}</Alert>
      </Show>
    </ConfirmDialog>
  );
}
