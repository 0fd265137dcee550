import { Match, Show, Switch } from "solid-js";
import type { WebhookDelivery } from "../../shared/outputs.ts";
import type { WebhookError } from "../../shared/webhooks.ts";
import { eventWords } from "../texts/audit.ts";
import { webhookErrorWords, webhooksTexts } from "../texts/webhooks.ts";
import { Button } from "../ui/button.tsx";
import { Instant } from "../ui/instant.tsx";
import styles from "./webhooks.module.css";

/** Why an attempt did not deliver, in words. */
export function reasonText(error: WebhookError, status: number | null): string {
  if (error === "status" && status !== null) return webhooksTexts.statusReason(status);
  if (error === "redirect" && status !== null) return webhooksTexts.redirectReason(status);
  return webhookErrorWords[error];
}

export function DeliveryEvent(props: { delivery: WebhookDelivery }) {
  return (
    <span class={styles.lines}>
      <span class={styles.name}>{eventWords[props.delivery.type]}</span>
      <span class={styles.second}>
        {props.delivery.eventId} · <Instant at={props.delivery.at} show="both" />
      </span>
    </span>
  );
}

export function DeliveryOutcome(props: { delivery: WebhookDelivery }) {
  const state = () => props.delivery.state;
  return (
    <span class={styles.lines}>
      <span classList={{ [styles.bad ?? ""]: state() === "failed", [styles.good ?? ""]: state() === "delivered" }}>
        {webhooksTexts.states[state()]}{" "}
        <Show when={props.delivery.deliveredAt}>{(at) => <Instant at={at()} show="both" />}</Show>
      </span>
      <Show when={props.delivery.lastError}>
        {(error) => <span>{reasonText(error(), props.delivery.lastStatus)}</span>}
      </Show>
      <Show when={props.delivery.attempts > 0 || state() === "pending"}>
        <span class={styles.second}>
          <Show when={props.delivery.attempts > 0}>{webhooksTexts.attempts(props.delivery.attempts)}</Show>
          <Switch>
            <Match when={props.delivery.attempts > 0 && props.delivery.nextAttemptAt}>
              {(at) => (
                <>
                  {", "}
                  {webhooksTexts.nextAttempt} <Instant at={at()} show="both" />
                </>
              )}
            </Match>
            <Match when={props.delivery.nextAttemptAt === null && (state() === "pending" || state() === "retrying")}>
              {props.delivery.attempts > 0 ? ", " : ""}
              {webhooksTexts.held}
            </Match>
          </Switch>
        </span>
      </Show>
    </span>
  );
}

export function DeliveryAgain(props: {
  delivery: WebhookDelivery;
  isBusy: boolean;
  onAgain: (delivery: WebhookDelivery) => void;
}) {
  return (
    <Button
      class={styles.again ?? ""}
      aria-label={webhooksTexts.againLabel(props.delivery.eventId)}
      isBusy={props.isBusy}
      onClick={() => props.onAgain(props.delivery)}
    >
      {webhooksTexts.again}
    </Button>
  );
}
