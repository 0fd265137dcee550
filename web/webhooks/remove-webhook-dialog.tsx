import { createSignal, Show } from "solid-js";
import type { WebhookRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { failureSentence } from "../api/refusal.ts";
import { webhooksTexts } from "../texts/webhooks.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { toast } from "../ui/toaster.tsx";
import { hostOf, type WebhookList } from "./create-webhook-list.ts";

export function RemoveWebhookDialog(props: { webhook: WebhookRow; list: WebhookList; onClose: () => void }) {
  const { api } = useAccount();
  const [isBusy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal("");
  // Read once: with its row this dialog is gone before it has said so.
  const { id: webhookId } = props.webhook;
  const host = hostOf(props.webhook);

  async function remove() {
    setBusy(true);
    try {
      await api.webhooks.remove.mutate({ webhookId });
      await props.list.changed();
      toast(webhooksTexts.removed(host), "success");
      props.onClose();
    } catch (error) {
      setFailure(failureSentence(error));
      void props.list.changed();
    } finally {
      setBusy(false);
    }
  }

  return (
    <ConfirmDialog
      title={webhooksTexts.removeTitle(host)}
      confirmLabel={webhooksTexts.remove}
      isBusy={isBusy()}
      onConfirm={() => void remove()}
      onClose={() => props.onClose()}
      returnFocus={focusList}
    >
      <p>{webhooksTexts.removeText}</p>
      <Show when={failure()}>
        <Alert>{failure()}</Alert>
      </Show>
    </ConfirmDialog>
  );
}

/** The row may be gone: the first one left takes the focus, or the list. */
function focusList() {
  const button = document.querySelector<HTMLElement>("[data-actions-of] button:last-of-type");
  (button ?? document.querySelector<HTMLElement>("[data-caption], h1"))?.focus();
}
