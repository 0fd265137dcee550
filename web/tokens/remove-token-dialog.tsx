import { createSignal, Show } from "solid-js";
import type { TokenRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { failureSentence } from "../api/refusal.ts";
import { tokensTexts } from "../texts/tokens.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { toast } from "../ui/toaster.tsx";
import type { TokenList } from "./create-token-list.ts";

export function RemoveTokenDialog(props: { token: TokenRow; list: TokenList; onClose: () => void }) {
  const { api } = useAccount();
  const [isBusy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal("");

  async function remove() {
    setBusy(true);
    try {
      await api.tokens.remove.mutate({ tokenId: props.token.id });
      await props.list.changed();
      toast(tokensTexts.removed(props.token.name), "success");
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
      title={tokensTexts.removeTitle(props.token.name)}
      confirmLabel={tokensTexts.remove}
      isBusy={isBusy()}
      onConfirm={() => void remove()}
      onClose={() => props.onClose()}
      returnFocus={focusList}
    >
      <p>{tokensTexts.removeText}</p>
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
