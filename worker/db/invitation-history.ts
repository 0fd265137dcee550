import type { DeliveryError, DeliveryState } from "../../shared/delivery.ts";
import type { ActorKind } from "../../shared/events.ts";
import type { DeliveryAttempt, InvitationHistory } from "../../shared/outputs.ts";
import { type InvitationEnding, isOverdue } from "../../shared/status.ts";
import { rowsOf } from "./rows.ts";
import { deliveryOf } from "./user-row.ts";

/** Somebody invited more often than this is better read in the audit trail. */
const maxInvitations = 100;
const maxAttempts = 1_000;

// When its mail leaves and its deadline stand at the user, for the current invitation only; of older ones it is known when they met it.
const invitations = `SELECT n.id, n.invitedAt, n.invitedByKind, n.invitedById,
  CASE n.invitedByKind
    WHEN 'user' THEN (SELECT nullif(trim(w.firstName || ' ' || w.lastName), '') FROM users w
      WHERE w.accountId = n.accountId AND w.id = n.invitedById)
    WHEN 'token' THEN (SELECT t.name FROM tokens t WHERE t.accountId = n.accountId AND t.id = n.invitedById) END AS invitedByName,
  CASE WHEN n.id = u.currentInvitationId THEN u.sentAt ELSE coalesce(n.resentAt, n.invitedAt) END AS sentAt,
  CASE WHEN n.id = u.currentInvitationId THEN u.expiresAt WHEN n.endedAs = 'expired' THEN n.endedAt END AS expiresAt,
  n.endedAs, n.endedAt, n.mailState, n.mailAttempts, n.mailError, n.mailAt, n.invitedAt AS offeredAt, n.epoch
  FROM users u LEFT JOIN invitations n ON n.accountId = u.accountId AND n.userId = u.id
  WHERE u.accountId = ?1 AND u.id = ?2
  ORDER BY n.id = u.currentInvitationId DESC, n.invitedAt DESC LIMIT ${maxInvitations}`;

const resends = `SELECT invitationId, count(*) AS count FROM events INDEXED BY events_user
  WHERE accountId = ?1 AND userId = ?2 AND type = 'invitation.resent' GROUP BY invitationId`;

const attempts = `SELECT invitationId, attempt AS number, startedAt AS at, coalesce(outcome, 'unknown') AS outcome, error, mail
  FROM deliveries WHERE accountId = ?1 AND userId = ?2 AND invitationId IS NOT NULL
  ORDER BY startedAt DESC, attempt DESC LIMIT ${maxAttempts}`;

type StoredInvitation = {
  /** Null for somebody who was never invited. */
  id: string | null;
  invitedAt: number;
  sentAt: number;
  invitedByKind: ActorKind;
  invitedById: string;
  invitedByName: string | null;
  expiresAt: number | null;
  endedAs: InvitationEnding | null;
  endedAt: number | null;
  mailState: DeliveryState | null;
  mailAttempts: number | null;
  mailError: DeliveryError | null;
  mailAt: number | null;
  offeredAt: number;
  epoch: number;
};

type StoredAttempt = Omit<DeliveryAttempt, "isReminder"> & { invitationId: string; mail: "invitation" | "reminder" };

export function historyStatements(db: D1Database, accountId: string, userId: string): D1PreparedStatement[] {
  return [invitations, resends, attempts].map((sql) => db.prepare(sql).bind(accountId, userId));
}

/** Every invitation of one user, newest first; null when there is no such user. */
export function historyOf(
  [found, resent, tried]: D1Result[],
  moment: { now: number; epoch: number },
): InvitationHistory[] | null {
  const stored = rowsOf<StoredInvitation>(found);
  if (stored.length === 0) return null;
  const counts = new Map(
    rowsOf<{ invitationId: string; count: number }>(resent).map(({ invitationId, count }) => [invitationId, count]),
  );
  const made = Map.groupBy(rowsOf<StoredAttempt>(tried).reverse(), ({ invitationId }) => invitationId);
  return stored.flatMap(({ id, ...row }) => {
    if (id === null) return [];
    const ending = endingOf(row, moment.now);
    const status = ending.endedAs === null ? "invited" : ending.endedAs === "expired" ? "invitationExpired" : "removed";
    return {
      id,
      invitedBy: {
        kind: row.invitedByKind,
        ...(row.invitedById === "" ? {} : { id: row.invitedById }),
        ...(row.invitedByName === null ? {} : { name: row.invitedByName }),
      },
      invitedAt: row.invitedAt,
      sentAt: row.sentAt,
      resentCount: counts.get(id) ?? 0,
      expiresAt: row.expiresAt,
      ...ending,
      delivery: deliveryOf(row, status, moment.epoch),
      attempts: (made.get(id) ?? []).map(({ mail, invitationId: _, ...attempt }) => ({
        ...attempt,
        isReminder: mail === "reminder",
      })),
    };
  });
}

/** As the clock has it: the stored word may lag behind a late alarm. */
function endingOf(
  { endedAs, endedAt, expiresAt }: Omit<StoredInvitation, "id">,
  now: number,
): Pick<InvitationHistory, "endedAs" | "endedAt"> {
  const isUnrecorded = endedAs === null && expiresAt !== null && isOverdue(expiresAt, now);
  return isUnrecorded ? { endedAs: "expired", endedAt: expiresAt } : { endedAs, endedAt };
}
