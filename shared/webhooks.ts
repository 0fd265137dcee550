import type { EventType } from "./events.ts";
import { dayMs } from "./limits.ts";
import type { EventRow } from "./outputs.ts";

/** What an endpoint is told of an event: the body of a request signed as https://www.standardwebhooks.com has it. */
export type WebhookMessage = {
  /** The same however often it is sent, and to whichever endpoint; also in the header `webhook-id`. */
  id: string;
  type: EventType;
  /** When it happened, as ISO 8601. */
  timestamp: string;
  accountId: string;
  /** This is the n-th event about its user, counted from 1 without gaps; null for events about nobody. */
  userSequence: number | null;
  /** The event as `events.list` shows it; `data.seq` orders all events of the account. */
  data: EventRow;
};

/** What `webhooks.sendTest` sends: signed like all others, and no event. */
export type WebhookTestMessage = {
  id: string;
  type: "webhook.test";
  timestamp: string;
  accountId: string;
  data: object;
};

export const webhookDeliveryStates = ["pending", "retrying", "delivered", "failed"] as const;
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number];

/**
 * Why an attempt did not deliver. `status`: another answer than 2xx, see the status. `gone`: 410, which also disables
 * the endpoint. `redirect`: redirects are not followed. `targetRefused`: its address is not one we call. `secretLost`:
 * AUTH_SECRET has changed since the endpoint's secret was made. `unhandled`: an error of ours.
 */
export type WebhookError =
  | "timeout"
  | "unreachable"
  | "status"
  | "gone"
  | "redirect"
  | "targetRefused"
  | "secretLost"
  | "unhandled";

/** Waits before each further attempt, in seconds. `max_retries` in wrangler.toml is how many these are. */
export const webhookRetrySeconds = [5, 60, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 12 * 3_600] as const;
export const webhookTimeoutMs = 10_000;
/** For this long after a rotation every message is signed with the old secret too. */
export const webhookOverlapMs = dayMs;
export const maxWebhooks = 20;
/** How long the list of deliveries remembers. An event can be sent again whether or not it does. */
export const deliveredMemoryMs = 7 * dayMs;
export const failedMemoryMs = 30 * dayMs;
/** Counts of deliveries stop here. */
export const deliveryCountLimit = 1_000;

export function webhookEventId(seq: number): string {
  return `evt_${seq}`;
}

export const webhookEventIdPattern = /^evt_([1-9]\d{0,14})$/;

/** Null for what is no id of an event. */
export function seqOfWebhookEvent(id: string): number | null {
  const digits = webhookEventIdPattern.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}
