import { createMemo, Show } from "solid-js";
import type { WebhookRow } from "../../shared/outputs.ts";
import type { WebhookList } from "./create-webhook-list.ts";
import { DeliveriesDialog } from "./deliveries-dialog.tsx";
import { RemoveWebhookDialog } from "./remove-webhook-dialog.tsx";
import { RotateDialog, SecretDialog } from "./secret-dialogs.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";

export type WebhookDialogKind =
  | { kind: "add" }
  | { kind: "edit" | "rotate" | "remove" | "deliveries"; webhookId: string }
  | { kind: "secret"; secret: string };

/** Whichever dialog is open; one about a webhook that is gone is not. */
export function WebhookDialogs(props: {
  list: WebhookList;
  dialog: WebhookDialogKind | null;
  show: (dialog: WebhookDialogKind | null) => void;
}) {
  const close = () => props.show(null);
  const showSecret = (secret: string) => props.show({ kind: "secret", secret });
  const secret = () => (props.dialog?.kind === "secret" ? props.dialog.secret : null);
  const about = (kind: "edit" | "rotate" | "remove" | "deliveries"): WebhookRow | undefined => {
    const { dialog } = props;
    if (dialog?.kind !== kind) return undefined;
    return props.list.query.data?.find(({ id }) => id === dialog.webhookId);
  };
  // As it was when the dialog opened: what is typed is not begun anew when the list is read again.
  const edited = createMemo<WebhookRow | undefined>((before) => {
    const now = about("edit");
    return before && now?.id === before.id ? before : now;
  });

  return (
    <>
      <Show when={props.dialog?.kind === "add"}>
        <WebhookDialog list={props.list} onMade={showSecret} onClose={close} />
      </Show>
      <Show when={edited()} keyed>
        {(webhook) => <WebhookDialog webhook={webhook} list={props.list} onMade={showSecret} onClose={close} />}
      </Show>
      <Show when={about("rotate")}>
        {(webhook) => <RotateDialog webhook={webhook()} list={props.list} onMade={showSecret} onClose={close} />}
      </Show>
      <Show when={about("remove")}>
        {(webhook) => <RemoveWebhookDialog webhook={webhook()} list={props.list} onClose={close} />}
      </Show>
      <Show when={about("deliveries")}>
        {(webhook) => <DeliveriesDialog webhook={webhook()} list={props.list} onClose={close} />}
      </Show>
      <Show when={secret()}>{(made) => <SecretDialog secret={made()} onClose={close} />}</Show>
    </>
  );
}
