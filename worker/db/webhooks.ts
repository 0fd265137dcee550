import type { EventType } from "../../shared/events.ts";
import type { WebhookRow } from "../../shared/outputs.ts";
import { deliveryCountLimit } from "../../shared/webhooks.ts";
import { rowsOf } from "./rows.ts";

export type NewWebhook = {
  accountId: string;
  id: string;
  url: string;
  types: EventType[] | null;
  /** Sealed. */
  secret: string;
  createdAt: number;
  createdByUserId: string;
};

/** It is told of everything from here on, its own making included. */
export function insertWebhookStatement(db: D1Database, webhook: NewWebhook): D1PreparedStatement {
  const { accountId, id, url, types, secret, createdAt, createdByUserId } = webhook;
  return db
    .prepare(`INSERT INTO webhooks (accountId, id, url, types, secret, createdAt, createdByUserId, afterSeq)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT coalesce(max(seq), 0) FROM events WHERE accountId = ?1))`)
    .bind(accountId, id, url, types && JSON.stringify(types), secret, createdAt, createdByUserId);
}

export type SealedSecrets = { secret: string; previousSecret: string | null; previousSecretEndsAt: number | null };

type StoredWebhook = Omit<WebhookRow, "types" | "createdBy" | "disabled"> & {
  types: string | null;
  disabledAs: WebhookRow["disabled"];
  createdByUserId: string;
  makerName: string | null;
};

function countOf(state: string): string {
  return `(SELECT count(*) FROM (SELECT 1 FROM webhookDeliveries d
    WHERE d.accountId = w.accountId AND d.webhookId = w.id AND ${state} LIMIT ${deliveryCountLimit}))`;
}

/** Neither delivered nor given up. */
export const isOpen = "deliveredAt IS NULL AND deadAt IS NULL";

/** Newest first; with an id that one only. `?3` is now. */
export function webhooksStatement(db: D1Database, accountId: string, now: number, webhookId?: string) {
  return db
    .prepare(`SELECT w.id, w.url, w.types, w.createdAt, w.createdByUserId, w.disabledAs, w.lastDeliveredAt, w.failingSince,
      iif(w.previousSecretEndsAt > ?3, w.previousSecretEndsAt, NULL) AS previousSecretEndsAt,
      (SELECT trim(u.firstName || ' ' || u.lastName) FROM users u WHERE u.accountId = w.accountId AND u.id = w.createdByUserId) AS makerName,
      ${countOf(isOpen)} AS pendingCount, ${countOf("d.deadAt IS NOT NULL")} AS failedCount
      FROM webhooks w WHERE w.accountId = ?1 AND (?2 IS NULL OR w.id = ?2) ORDER BY w.createdAt DESC, w.id`)
    .bind(accountId, webhookId ?? null, now);
}

export function webhooksOf(result: D1Result | undefined): WebhookRow[] {
  return rowsOf<StoredWebhook>(result).map(({ types, disabledAs, createdByUserId, makerName, ...webhook }) => ({
    ...webhook,
    types: types === null ? null : JSON.parse(types),
    disabled: disabledAs,
    createdBy: makerName === null ? null : { id: createdByUserId, name: makerName },
  }));
}

export function sealedSecretsStatement(db: D1Database, accountId: string, webhookId: string): D1PreparedStatement {
  return db
    .prepare("SELECT secret, previousSecret, previousSecretEndsAt FROM webhooks WHERE accountId = ?1 AND id = ?2")
    .bind(accountId, webhookId);
}

export function updateWebhookStatement(
  db: D1Database,
  accountId: string,
  { id, url, types }: Pick<WebhookRow, "id" | "url" | "types">,
): D1PreparedStatement {
  return db
    .prepare("UPDATE webhooks SET url = ?3, types = ?4 WHERE accountId = ?1 AND id = ?2")
    .bind(accountId, id, url, types && JSON.stringify(types));
}

export function rotateSecretStatement(
  db: D1Database,
  accountId: string,
  webhookId: string,
  secret: string,
  previousEndsAt: number,
): D1PreparedStatement {
  return db
    .prepare(`UPDATE webhooks SET previousSecret = secret, previousSecretEndsAt = ?4, secret = ?3
      WHERE accountId = ?1 AND id = ?2`)
    .bind(accountId, webhookId, secret, previousEndsAt);
}

/** What is under way is held; nothing more is handed out. */
export function disableWebhookStatements(
  db: D1Database,
  accountId: string,
  webhookId: string,
  as: NonNullable<WebhookRow["disabled"]>,
  now: number,
): D1PreparedStatement[] {
  return [
    db
      .prepare("UPDATE webhooks SET disabledAt = ?3, disabledAs = ?4 WHERE accountId = ?1 AND id = ?2")
      .bind(accountId, webhookId, now, as),
    db
      .prepare(`UPDATE webhookDeliveries SET dueAt = NULL WHERE accountId = ?1 AND webhookId = ?2 AND ${isOpen}`)
      .bind(accountId, webhookId),
  ];
}

/** What was held is due, and what has happened since follows. */
export function enableWebhookStatements(db: D1Database, accountId: string, webhookId: string): D1PreparedStatement[] {
  return [
    db
      .prepare(`UPDATE webhooks SET disabledAt = NULL, disabledAs = NULL, failingSince = NULL
        WHERE accountId = ?1 AND id = ?2`)
      .bind(accountId, webhookId),
    db
      .prepare(`UPDATE webhookDeliveries SET dueAt = 0 WHERE accountId = ?1 AND webhookId = ?2 AND ${isOpen}`)
      .bind(accountId, webhookId),
  ];
}

export function removeWebhookStatements(db: D1Database, accountId: string, webhookId: string): D1PreparedStatement[] {
  return [
    db.prepare("DELETE FROM webhookDeliveries WHERE accountId = ?1 AND webhookId = ?2").bind(accountId, webhookId),
    db.prepare("DELETE FROM webhooks WHERE accountId = ?1 AND id = ?2").bind(accountId, webhookId),
  ];
}
