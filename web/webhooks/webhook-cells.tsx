import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import { For, Match, Show, Switch } from "solid-js";
import type { WebhookRow } from "../../shared/outputs.ts";
import { deliveryCountLimit } from "../../shared/webhooks.ts";
import { eventWords } from "../texts/audit.ts";
import { webhooksTexts } from "../texts/webhooks.ts";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { count } from "../ui/date-time.ts";
import { Instant } from "../ui/instant.tsx";
import { hostOf } from "./create-webhook-list.ts";
import styles from "./webhooks.module.css";

/** What a row shows, in the table and on a card alike. */

export function EndpointCell(props: { webhook: WebhookRow }) {
  return (
    <span class={styles.lines}>
      <span class={styles.name}>
        <bdi>{hostOf(props.webhook)}</bdi>
        <Show when={props.webhook.disabled === "byHand"}>
          <Badge>{webhooksTexts.disabled}</Badge>
        </Show>
      </span>
      <bdi class={styles.second}>{props.webhook.url}</bdi>
      <Show when={props.webhook.disabled === "gone"}>
        <span class={styles.bad}>{webhooksTexts.gone}</span>
      </Show>
    </span>
  );
}

export function EventsCell(props: { webhook: WebhookRow }) {
  return (
    <Show when={props.webhook.types} fallback={webhooksTexts.allEvents}>
      {(types) => (
        <details class={styles.types}>
          <summary>{webhooksTexts.someEvents(types().length)}</summary>
          <ul>
            <For each={types()}>{(type) => <li>{eventWords[type]}</li>}</For>
          </ul>
        </details>
      )}
    </Show>
  );
}

export function StateCell(props: { webhook: WebhookRow }) {
  return (
    <span class={styles.lines}>
      <Switch fallback={webhooksTexts.neverDelivered}>
        <Match when={props.webhook.failingSince}>
          {(since) => (
            <span class={styles.bad}>
              {webhooksTexts.failingSince} <Instant at={since()} show="both" />
            </span>
          )}
        </Match>
        <Match when={props.webhook.lastDeliveredAt}>
          {(at) => (
            <span>
              {webhooksTexts.lastDelivered} <Instant at={at()} show="both" />
            </span>
          )}
        </Match>
      </Switch>
      <Show when={props.webhook.failedCount > 0}>
        <span class={styles.bad}>{webhooksTexts.failed(countText(props.webhook.failedCount))}</span>
      </Show>
      <Show when={props.webhook.pendingCount > 0}>
        <span class={styles.second}>{webhooksTexts.pending(countText(props.webhook.pendingCount))}</span>
      </Show>
      <Show when={props.webhook.previousSecretEndsAt}>
        {(at) => (
          <span class={styles.second}>
            {webhooksTexts.overlapUntil} <Instant at={at()} show="both" />
          </span>
        )}
      </Show>
    </span>
  );
}

function countText(found: number): string {
  return found < deliveryCountLimit ? count(found) : webhooksTexts.atLeast(count(found));
}

export function WebhookActions(props: {
  webhook: WebhookRow;
  isMenuOpen: boolean;
  onDeliveries: () => void;
  onMenu: (button: HTMLElement) => void;
}) {
  const host = () => hostOf(props.webhook);
  return (
    <span class={styles.actions} data-actions-of={props.webhook.id}>
      <Button aria-label={webhooksTexts.deliveriesLabel(host())} onClick={() => props.onDeliveries()}>
        {webhooksTexts.showDeliveries}
      </Button>
      <IconButton
        icon={ellipsis}
        label={webhooksTexts.moreLabel(host())}
        aria-haspopup="menu"
        aria-expanded={props.isMenuOpen}
        onClick={(event) => props.onMenu(event.currentTarget)}
      />
    </span>
  );
}
