import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import type { MyInvitation } from "../../shared/outputs.ts";
import { createApi } from "../api/client.ts";
import { failureSentence } from "../api/refusal.ts";
import { ButtonLink } from "../front/front-button.tsx";
import { accountsTexts } from "../texts/accounts.ts";
import { Button } from "../ui/button.tsx";
import { fullInstant } from "../ui/date-time.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { toast } from "../ui/toaster.tsx";
import styles from "./accounts.module.css";

export function OpenInvitations(props: { invitations: MyInvitation[] }) {
  const id = createUniqueId();
  return (
    <section class={styles.section} aria-labelledby={id}>
      <h2 id={id}>{accountsTexts.invitations}</h2>
      <ul class={styles.list}>
        <For each={props.invitations}>{(invitation) => <OpenInvitation invitation={invitation} />}</For>
      </ul>
    </section>
  );
}

function OpenInvitation(props: { invitation: MyInvitation }) {
  let item: HTMLLIElement | undefined;
  let opener: HTMLElement | undefined;
  const api = createApi(null);
  const queries = useQueryClient();
  const [isAsking, setAsking] = createSignal(false);
  const decline = useMutation(() => ({
    mutationFn: () => api.invitations.decline.mutate({ code: props.invitation.code }),
    onSuccess: ({ accountName }) => {
      toast(accountsTexts.declined(accountName), "success");
    },
    // Refused or not, the list as it was is history.
    onSettled: () => queries.invalidateQueries({ queryKey: ["invitations.mine"] }),
  }));
  // A declined invitation takes its button along.
  const returnFocus = () => (item?.isConnected ? opener : document.querySelector("h1"))?.focus();
  return (
    <li class={styles.offer} ref={item}>
      <h3 dir="auto">{props.invitation.accountName}</h3>
      <p>
        {props.invitation.inviterName === null
          ? accountsTexts.invited(props.invitation.groups)
          : accountsTexts.invitedBy(props.invitation.inviterName, props.invitation.groups)}
      </p>
      <p class={styles.soft}>{accountsTexts.openUntil(fullInstant(props.invitation.expiresAt))}</p>
      <Show when={decline.error}>{(error) => <Alert>{failureSentence(error())}</Alert>}</Show>
      <div class={styles.actions}>
        <ButtonLink
          href={`/accept#${props.invitation.code}`}
          label={accountsTexts.acceptOf(props.invitation.accountName)}
        >
          {accountsTexts.accept}
        </ButtonLink>
        <Button
          aria-label={accountsTexts.declineOf(props.invitation.accountName)}
          onClick={(event) => {
            opener = event.currentTarget;
            setAsking(true);
          }}
        >
          {accountsTexts.decline}
        </Button>
      </div>
      <Show when={isAsking()}>
        <ConfirmDialog
          title={accountsTexts.declineTitle}
          confirmLabel={accountsTexts.declineConfirm}
          cancelLabel={accountsTexts.keep}
          isBusy={decline.isPending}
          onConfirm={() => decline.mutate(undefined, { onSettled: () => setAsking(false) })}
          onClose={() => setAsking(false)}
          returnFocus={returnFocus}
        >
          <p>{accountsTexts.declineEffect(props.invitation.accountName)}</p>
        </ConfirmDialog>
      </Show>
    </li>
  );
}
