import circleAlert from "lucide-static/icons/circle-alert.svg?raw";
import clock from "lucide-static/icons/clock.svg?raw";
import copyIcon from "lucide-static/icons/copy.svg?raw";
import mailCheck from "lucide-static/icons/mail-check.svg?raw";
import refreshCw from "lucide-static/icons/refresh-cw.svg?raw";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import type { DeliveryState } from "../../../shared/delivery.ts";
import type { InvitationLink, UserRow } from "../../../shared/outputs.ts";
import { useAccount } from "../../api/account-context.ts";
import { newIdempotencyKey } from "../../api/client.ts";
import { failureSentence } from "../../api/refusal.ts";
import { addUserTexts } from "../../texts/add-user.ts";
import { usersTexts } from "../../texts/users.ts";
import { Button } from "../../ui/button.tsx";
import { dateAndTime } from "../../ui/date-time.ts";
import { Alert } from "../../ui/form.tsx";
import { Icon } from "../../ui/icon.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { copyLink } from "../copy-link.ts";
import { followDelivery } from "../follow-delivery.ts";
import { personName } from "../person-name.ts";
import type { UserStore } from "../user-store.ts";
import styles from "./add-dialog.module.css";

const mailTexts = {
  queued: { text: addUserTexts.queued, icon: clock },
  sent: { text: addUserTexts.sent, icon: mailCheck },
  delivered: { text: addUserTexts.sent, icon: mailCheck },
  retrying: { text: addUserTexts.retrying, icon: refreshCw },
  failed: { text: addUserTexts.failed, icon: circleAlert },
} as const satisfies Record<DeliveryState, { text: (email: string) => string; icon: string }>;

/** Who was invited and how the mail is doing, and the link for whoever wants to pass it on. */
export function SummaryStep(props: { row: UserRow; store: UserStore }) {
  const { api } = useAccount();
  const [row, setRow] = createSignal(props.row);
  const [link, setLink] = createSignal<{ link: InvitationLink; isCopied: boolean } | null>(null);
  const [error, setError] = createSignal("");
  const [isBusy, setBusy] = createSignal(false);
  const leaving = new AbortController();

  onMount(() => {
    const onRow = (fresh: UserRow) => {
      setRow(fresh);
      props.store.patch(fresh);
    };
    void followDelivery(api, props.row.id, onRow, leaving.signal);
  });
  onCleanup(() => leaving.abort());

  async function copy() {
    setBusy(true);
    setError("");
    try {
      const key = newIdempotencyKey();
      setLink(await copyLink(() => api.invitations.link.mutate({ userId: row().id, idempotencyKey: key })));
    } catch (failure) {
      setError(failureSentence(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <p>
        <strong>{addUserTexts.summary(personName(row()))}</strong>
      </p>
      <div role="status">
        <Show when={row().delivery}>
          {(delivery) => (
            <p class={styles.mail}>
              <Icon svg={mailTexts[delivery().state].icon} />
              {mailTexts[delivery().state].text(row().email)}
            </p>
          )}
        </Show>
        <Show when={row().expiresAt}>{(at) => <p>{addUserTexts.validUntil(dateAndTime(at()))}</p>}</Show>
      </div>
      <div class={styles.offer}>
        <Button icon={copyIcon} isBusy={isBusy()} onClick={() => void copy()}>
          {usersTexts.copyLink}
        </Button>
        <p role="status">{link()?.isCopied ? usersTexts.linkCopied(dateAndTime(link()?.link.expiresAt ?? 0)) : ""}</p>
      </div>
      <Show when={link()?.isCopied === false && link()}>
        {(shown) => (
          <TextField
            label={usersTexts.linkField}
            description={usersTexts.linkShown(dateAndTime(shown().link.expiresAt))}
            value={shown().link.url}
            onInput={() => undefined}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
            ref={(element: HTMLInputElement) => queueMicrotask(() => element.focus())}
          />
        )}
      </Show>
      <Show when={error()}>
        <Alert>{error()}</Alert>
      </Show>
    </>
  );
}
