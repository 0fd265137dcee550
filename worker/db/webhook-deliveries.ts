import type { EventRow, WebhookDelivery, WebhookDeliveryList } from "../../shared/outputs.ts";
import { type WebhookDeliveryState, type WebhookError, webhookEventId } from "../../shared/webhooks.ts";
import { eventColumns, eventJoin, type StoredEvent, toEventRow } from "./events.ts";
import { rowsOf } from "./rows.ts";
import type { Letter } from "./webhook-outbox.ts";
import { disableWebhookStatements, isOpen, type SealedSecrets } from "./webhooks.ts";

/** A delivery that is owed, with all that goes into its message: the event is shown as it is today. */
export type OwedDelivery = SealedSecrets & {
  accountId: string;
  webhookId: string;
  url: string;
  userSequence: number | null;
  event: EventRow;
};

/**
 * Of these letters the ones that are owed by then, by webhooks that are not disabled. One that waits for its next attempt
 * has a message of its own in the queue: a twin, handed out while the queue was late, makes no attempts beside it.
 */
export async function readOwed(db: D1Database, letters: Letter[], dueBefore: number): Promise<OwedDelivery[]> {
  type Row = Omit<OwedDelivery, "event"> & StoredEvent;
  const { results } = await db
    .prepare(`SELECT w.accountId, w.id AS webhookId, w.url, w.secret, w.previousSecret, w.previousSecretEndsAt,
      iif(e.userId IS NULL, NULL, (SELECT count(*) FROM events s INDEXED BY events_user
        WHERE s.accountId = e.accountId AND s.userId = e.userId AND s.seq <= e.seq)) AS userSequence, ${eventColumns}
      FROM json_each(?1) l
      JOIN webhookDeliveries d ON d.accountId = l.value ->> 0 AND d.webhookId = l.value ->> 1 AND d.seq = l.value ->> 2
      JOIN webhooks w ON w.accountId = d.accountId AND w.id = d.webhookId
      JOIN events e ON e.seq = d.seq AND e.accountId = d.accountId ${eventJoin}
      WHERE d.dueAt < ?2 AND w.disabledAt IS NULL`)
    .bind(keysOf(letters), dueBefore)
    .all<Row>();
  return results.map((row) => {
    const { accountId, webhookId, url, secret, previousSecret, previousSecretEndsAt, userSequence, ...event } = row;
    const secrets = { secret, previousSecret, previousSecretEndsAt };
    return { accountId, webhookId, url, ...secrets, userSequence, event: toEventRow(event) };
  });
}

export type Attempted = {
  seq: number;
  status: number | null;
  /** Null: it was delivered. */
  error: WebhookError | null;
  /** The next attempt, if there is one. */
  retryAt: number;
};

/** Notes how attempts at one webhook went. An endpoint that is gone is disabled, once, and says so in the audit trail. */
export async function noteAttempts(
  db: D1Database,
  { accountId, webhookId, host }: { accountId: string; webhookId: string; host: string },
  attempted: Attempted[],
  now: number,
): Promise<void> {
  const isGone = attempted.some(({ error }) => error === "gone");
  const isDelivered = attempted.some(({ error }) => error === null);
  await db.batch([
    ...(isGone
      ? [
          db
            .prepare(`INSERT INTO events (accountId, type, actorKind, at, recordedAt, details)
              SELECT accountId, 'webhook.disabled', 'system', ?3, ?3, json_object('webhookId', id, 'host', ?4, 'reason', 'gone')
              FROM webhooks WHERE accountId = ?1 AND id = ?2 AND disabledAt IS NULL`)
            .bind(accountId, webhookId, now, host),
          ...disableWebhookStatements(db, accountId, webhookId, "gone", now),
        ]
      : []),
    // A twin of this message may have been quicker: what was delivered stays so, what was given up is not owed again.
    // The account as a row of the list has it: no plan can begin with all deliveries and look for each in the list.
    db
      .prepare(`UPDATE webhookDeliveries AS d SET attempts = d.attempts + 1, lastAttemptAt = ?3,
          lastStatus = o.value ->> 1, lastError = o.value ->> 2,
          deliveredAt = iif(o.value ->> 2 IS NULL, ?3, NULL), deadAt = iif(o.value ->> 2 IS NULL, NULL, d.deadAt),
          dueAt = iif(o.value ->> 2 IS NULL OR d.dueAt IS NULL, NULL, o.value ->> 3)
        FROM json_each(?4) o
        WHERE d.accountId = iif(o.key IS NULL, NULL, ?1) AND d.webhookId = ?2 AND d.seq = o.value ->> 0 AND d.deliveredAt IS NULL`)
      .bind(
        accountId,
        webhookId,
        now,
        JSON.stringify(attempted.map(({ seq, status, error, retryAt }) => [seq, status, error, retryAt])),
      ),
    db
      .prepare(`UPDATE webhooks SET lastDeliveredAt = iif(?4, ?3, lastDeliveredAt),
        failingSince = iif(?4, NULL, coalesce(failingSince, ?3)) WHERE accountId = ?1 AND id = ?2`)
      .bind(accountId, webhookId, now, isDelivered ? 1 : 0),
  ]);
}

/** What has come to the dead-letter queue is given up, unless it was delivered or held meanwhile. */
export async function giveUp(db: D1Database, letters: Letter[], now: number): Promise<void> {
  await db
    .prepare(`UPDATE webhookDeliveries AS d SET deadAt = ?2, dueAt = NULL, lastError = coalesce(d.lastError, 'unhandled'),
      lastAttemptAt = coalesce(d.lastAttemptAt, ?2)
      FROM json_each(?1) l WHERE d.accountId = l.value ->> 0 AND d.webhookId = l.value ->> 1 AND d.seq = l.value ->> 2
        AND d.dueAt IS NOT NULL`)
    .bind(keysOf(letters), now)
    .run();
}

function keysOf(letters: Letter[]): string {
  return JSON.stringify(letters.map(({ accountId, webhookId, seq }) => [accountId, webhookId, seq]));
}

const inState = {
  pending: `d.attempts = 0 AND ${isOpen}`,
  retrying: `d.attempts > 0 AND ${isOpen}`,
  delivered: "d.deliveredAt IS NOT NULL",
  failed: "d.deadAt IS NOT NULL",
} as const satisfies Record<WebhookDeliveryState, string>;

/** Newest event first, below `cursor`. */
export function deliveriesStatement(
  db: D1Database,
  accountId: string,
  { webhookId, state, cursor, pageSize }: Asked,
): D1PreparedStatement {
  return db
    .prepare(`SELECT d.seq, e.type, e.at, d.attempts, d.lastAttemptAt, d.lastStatus, d.lastError, d.dueAt, d.deliveredAt, d.deadAt
      FROM webhookDeliveries d JOIN events e ON e.seq = d.seq
      WHERE d.accountId = ?1 AND d.webhookId = ?2 AND d.seq < ?3 AND ${state === undefined ? "true" : inState[state]}
      ORDER BY d.seq DESC LIMIT ?4`)
    .bind(accountId, webhookId, cursor ?? Number.MAX_SAFE_INTEGER, pageSize + 1);
}

type Asked = {
  webhookId: string;
  state?: WebhookDeliveryState | undefined;
  cursor?: number | undefined;
  pageSize: number;
};

type StoredDelivery = Pick<
  WebhookDelivery,
  "seq" | "type" | "at" | "attempts" | "lastAttemptAt" | "lastStatus" | "lastError" | "deliveredAt"
> & { dueAt: number | null; deadAt: number | null };

/** `now`: what is due as soon as somebody comes by is shown as due now. */
export function deliveriesOf(result: D1Result | undefined, pageSize: number, now: number): WebhookDeliveryList {
  const stored = rowsOf<StoredDelivery>(result);
  const rows = stored.slice(0, pageSize).map(({ dueAt, deadAt, ...delivery }): WebhookDelivery => {
    const open = delivery.attempts === 0 ? "pending" : "retrying";
    return {
      ...delivery,
      eventId: webhookEventId(delivery.seq),
      state: delivery.deliveredAt !== null ? "delivered" : deadAt !== null ? "failed" : open,
      nextAttemptAt: dueAt === null ? null : Math.max(dueAt, now),
    };
  });
  const last = rows.at(-1);
  return { rows, nextCursor: stored.length > pageSize && last ? String(last.seq) : null };
}
