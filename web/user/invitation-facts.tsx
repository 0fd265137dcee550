import { A } from "@solidjs/router";
import ban from "lucide-static/icons/ban.svg?raw";
import circleCheck from "lucide-static/icons/circle-check.svg?raw";
import circleX from "lucide-static/icons/circle-x.svg?raw";
import hourglass from "lucide-static/icons/hourglass.svg?raw";
import mailOpen from "lucide-static/icons/mail-open.svg?raw";
import refreshCw from "lucide-static/icons/refresh-cw.svg?raw";
import { For, Show } from "solid-js";
import type { DeliveryAttempt, InvitationHistory } from "../../shared/outputs.ts";
import type { InvitationEnding } from "../../shared/status.ts";
import { useAccount } from "../api/account-context.ts";
import { namelessActors } from "../texts/audit.ts";
import { attemptWords, invitationWords, userTexts } from "../texts/user.ts";
import { deliveryErrorWords, deliveryText } from "../texts/users.ts";
import { relativeTime } from "../ui/date-time.ts";
import { Icon } from "../ui/icon.tsx";
import { Instant } from "../ui/instant.tsx";
import { deliveryIcons } from "../user-actions/delivery-icons.ts";
import { expiringMs } from "../user-actions/expiring.ts";
import { Fact, Facts } from "./facts.tsx";
import styles from "./invitation-facts.module.css";

const endingIcons = {
  open: mailOpen,
  accepted: circleCheck,
  declined: circleX,
  expired: hourglass,
  replaced: refreshCw,
  withdrawn: ban,
} as const satisfies Record<InvitationEnding | "open", string>;

/** All that is known of one invitation. */
export function InvitationFacts(props: { invitation: InvitationHistory; now: number }) {
  const ending = () => props.invitation.endedAs ?? "open";
  const deadline = () => (props.invitation.endedAs === null ? props.invitation.expiresAt : null);
  const isResent = () => props.invitation.resentCount > 0;
  return (
    <Facts>
      <Fact label={userTexts.status}>
        <span class={`${styles.line} ${styles[ending()] ?? ""}`}>
          <Icon svg={endingIcons[ending()]} />
          <span>{invitationWords[ending()]}</span>
          <Show when={props.invitation.endedAt}>
            {(at) => (
              <span class={styles.soft}>
                <Instant at={at()} show="both" />
              </span>
            )}
          </Show>
        </span>
      </Fact>
      <Fact label={userTexts.invitedBy}>
        <Inviter invitedBy={props.invitation.invitedBy} />
      </Fact>
      <Fact label={userTexts.sentAt}>
        <Instant at={props.invitation.invitedAt} show="both" />
      </Fact>
      <Fact label={userTexts.resent}>
        <Show when={isResent()} fallback={userTexts.notResent}>
          <span class={styles.line}>
            <span>{userTexts.times(props.invitation.resentCount)},</span>
            <span>
              {userTexts.last} <Instant at={props.invitation.sentAt} show="both" />
            </span>
          </span>
        </Show>
      </Fact>
      <Show when={deadline()}>
        {(at) => (
          <Fact label={userTexts.expires}>
            <span class={styles.line}>
              <span class={`${styles.line} ${at() - props.now < expiringMs ? styles.soon : ""}`}>
                <Show when={at() - props.now < expiringMs}>
                  <Icon svg={hourglass} />
                </Show>
                {relativeTime(at(), props.now)}
              </span>
              <span class={styles.soft}>
                <Instant at={at()} show="both" />
              </span>
            </span>
          </Fact>
        )}
      </Show>
      <Fact label={userTexts.mail}>
        <Show when={props.invitation.delivery} fallback={userTexts.noMail}>
          {(delivery) => (
            <span class={`${styles.mail} ${styles[delivery().state] ?? ""}`}>
              <Icon svg={deliveryIcons[delivery().state]} />
              <span>{deliveryText(delivery())}</span>
            </span>
          )}
        </Show>
      </Fact>
      <Show when={props.invitation.delivery || props.invitation.attempts.length > 0}>
        <Fact label={userTexts.attempts}>
          <Show when={props.invitation.attempts.length > 0} fallback={userTexts.noAttempts}>
            <ol class={styles.attempts}>
              <For each={props.invitation.attempts}>{(attempt) => <Attempt attempt={attempt} />}</For>
            </ol>
          </Show>
        </Fact>
      </Show>
    </Facts>
  );
}

function Attempt(props: { attempt: DeliveryAttempt }) {
  return (
    <li class={styles.attempt}>
      <span class={styles.soft}>
        <Instant at={props.attempt.at} show="both" />
      </span>
      <span>
        <Show when={props.attempt.isReminder}>{userTexts.reminder}: </Show>
        <span class={styles[props.attempt.outcome]}>{attemptWords[props.attempt.outcome]}</span>
        <Show when={props.attempt.error}>{(error) => <>: {deliveryErrorWords[error()]}</>}</Show>
        <span class="unseen">, {userTexts.attempt(props.attempt.number)}</span>
      </span>
    </li>
  );
}

function Inviter(props: { invitedBy: InvitationHistory["invitedBy"] }) {
  const account = useAccount();
  const name = () => props.invitedBy.name;
  const person = () => (props.invitedBy.kind === "user" && name() ? props.invitedBy.id : undefined);
  const isMe = () => person() !== undefined && person() === account.profile()?.userId;
  return (
    <Show when={name()} fallback={namelessActors[props.invitedBy.kind]}>
      {(known) => (
        <Show
          when={person()}
          fallback={<bdi>{props.invitedBy.kind === "token" ? userTexts.byToken(known()) : known()}</bdi>}
        >
          {(id) => (
            <A href={`/a/${account.id}/users/${id()}`}>
              <bdi>{isMe() ? userTexts.you(known()) : known()}</bdi>
            </A>
          )}
        </Show>
      )}
    </Show>
  );
}
