import copyIcon from "lucide-static/icons/copy.svg?raw";
import info from "lucide-static/icons/info.svg?raw";
import mailPlus from "lucide-static/icons/mail-plus.svg?raw";
import pencil from "lucide-static/icons/pencil.svg?raw";
import send from "lucide-static/icons/send.svg?raw";
import { For, Match, Show, Switch } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { isPending } from "../../shared/status.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { correctAddressTexts } from "../texts/correct-address.ts";
import { invitationWords, userTexts } from "../texts/user.ts";
import { Button } from "../ui/button.tsx";
import { createNow } from "../ui/create-now.ts";
import { Alert } from "../ui/form.tsx";
import { Instant } from "../ui/instant.tsx";
import type { UserCommands } from "../user-actions/create-user-commands.ts";
import { Card } from "./card.tsx";
import type { UserState } from "./create-user.ts";
import styles from "./invitation-card.module.css";
import { InvitationFacts } from "./invitation-facts.tsx";
import { SkeletonLines } from "./skeleton-lines.tsx";

/** The current invitation with what can be done about it, and those before it. */
export function InvitationCard(props: {
  row: UserRow;
  state: UserState;
  commands: UserCommands;
  onCorrectAddress: (button: HTMLElement) => void;
}) {
  const now = createNow();
  const current = () => props.state.history.data?.[0];
  const earlier = () => props.state.history.data?.slice(1) ?? [];
  return (
    <Card title={userTexts.invitation}>
      <Show when={isPending(props.row.status) && props.row.askedAgainAt}>
        {(at) => (
          <Alert tone="info" icon={info}>
            <p>
              {userTexts.askedAgain} <Instant at={at()} show="both" />
            </p>
          </Alert>
        )}
      </Show>
      <Show when={props.state.history.isError}>
        <PageFailure error={props.state.history.error} retry={() => void props.state.refresh()} />
      </Show>
      <Switch>
        <Match when={current()}>{(invitation) => <InvitationFacts invitation={invitation()} now={now()} />}</Match>
        <Match when={props.state.history.isPending}>
          <SkeletonLines count={5} />
        </Match>
        <Match when={props.state.history.data}>
          <p>{userTexts.neverInvited}</p>
        </Match>
      </Switch>
      <Show when={isPending(props.row.status)}>
        <LinkActions row={props.row} commands={props.commands} onCorrectAddress={props.onCorrectAddress} />
      </Show>
      <Show when={earlier().length > 0}>
        <details class={styles.earlier}>
          <summary>{userTexts.earlier(earlier().length)}</summary>
          <ol>
            <For each={earlier()}>
              {(invitation) => (
                <li class={styles.past}>
                  <h3>
                    <Instant at={invitation.invitedAt} show="date" />
                    <span>{invitationWords[invitation.endedAs ?? "open"]}</span>
                  </h3>
                  <InvitationFacts invitation={invitation} now={now()} />
                </li>
              )}
            </For>
          </ol>
        </details>
      </Show>
    </Card>
  );
}

/** What the menu offers for the link, as far as it is possible now; the menu says why the rest is not. */
function LinkActions(props: { row: UserRow; commands: UserCommands; onCorrectAddress: (button: HTMLElement) => void }) {
  const isBusy = () => props.commands.isBusy(props.row.id);
  return (
    <div class={styles.actions}>
      <Show when={props.row.actions.copyLink === null}>
        <Button icon={copyIcon} isBusy={isBusy()} onClick={() => void props.commands.copy(props.row)}>
          {userTexts.copyLink}
        </Button>
      </Show>
      <Show when={props.row.actions.resend === null}>
        <Button icon={send} isBusy={isBusy()} onClick={() => void props.commands.send(props.row, "resend")}>
          {userTexts.resend}
        </Button>
      </Show>
      <Show when={props.row.actions.sendNew === null}>
        <Button
          tone="primary"
          icon={mailPlus}
          isBusy={isBusy()}
          onClick={() => void props.commands.send(props.row, "sendNew")}
        >
          {userTexts.sendNew}
        </Button>
      </Show>
      {/* A mistyped address is the commonest reason why a mail does not arrive. */}
      <Show when={props.row.actions.correctAddress === null}>
        <Button icon={pencil} onClick={(event) => props.onCorrectAddress(event.currentTarget)}>
          {correctAddressTexts.open}
        </Button>
      </Show>
    </div>
  );
}
