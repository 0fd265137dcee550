import type { NamedInvitation } from "../../shared/command.ts";
import { crowdSize } from "../../shared/limits.ts";
import type { InvitationEnding } from "../../shared/status.ts";
import type { TimedInvitation } from "../../shared/timer.ts";
import { type AccountFacts, accountColumns } from "./asker.ts";
import { type Listeners, listenersColumns } from "./listeners.ts";
import { storedStatusSql } from "./status.ts";
import { type UserFactsRow, userFactsColumns } from "./user-facts.ts";
import { groupsOf, groupsSql } from "./user-row.ts";

const inviterName = `(SELECT nullif(trim(w.firstName || ' ' || w.lastName), '') FROM users w
  WHERE w.accountId = n.accountId AND w.id = n.invitedByUserId) AS inviterName`;

/** An invitation as its link finds it: the account, and the user unless deleted since. */
export type CodeRow = AccountFacts & {
  namedId: string;
  /** The key that the invitation was made with. */
  namedKeyId: number;
  endedAs: InvitationEnding | null;
  endedAt: number | null;
  message: string | null;
  inviterName: string | null;
  groupsJson: string;
  /** 1 when the command asked about has been carried out. */
  isWritten: number;
  user: UserFactsRow | null;
};

// ?1 is the invitation, ?2 a day ago, ?3 a command.
const byCode = `SELECT ${accountColumns}, EXISTS (SELECT 1 FROM commands c WHERE c.accountId = n.accountId AND c.id = ?3) AS isWritten,
  n.id AS namedId, n.keyId AS namedKeyId, n.endedAs, n.endedAt, n.message, ${inviterName}, ${groupsSql} AS groupsJson,
  ${userFactsColumns("?2")}
  FROM invitations n JOIN accounts a ON a.id = n.accountId
  LEFT JOIN users u ON u.accountId = n.accountId AND u.id = n.userId
  LEFT JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId
  WHERE n.id = ?1`;

export async function findByCode(
  db: D1Database,
  invitationId: string,
  dayAgo: number,
  commandId: string | null,
): Promise<CodeRow | null> {
  type Row = Omit<CodeRow, "user"> & Omit<UserFactsRow, "id" | "accountId"> & { id: string | null };
  const row = await db.prepare(byCode).bind(invitationId, dayAgo, commandId).first<Row & { accountId: string }>();
  if (row === null) return null;
  // `accountId` is selected for the account and for its user, so D1 answers one: null when the user is gone.
  return row.id === null ? { ...row, user: null } : { ...row, user: { ...row, id: row.id } };
}

/** The deadline of an offer that is over stands in how it ended; while it is open, at its user. */
export function namedOf(row: CodeRow): NamedInvitation {
  const isCurrent = row.user?.currentInvitationId === row.namedId;
  const expiresAt = (isCurrent ? row.user?.expiresAt : row.endedAt) ?? row.endedAt ?? 0;
  return { id: row.namedId, endedAs: row.endedAs, expiresAt };
}

export function groupNamesOf(row: { groupsJson: string }): string[] {
  return groupsOf(JSON.parse(row.groupsJson)).map(({ name }) => name);
}

export type MyInvitationRow = {
  id: string;
  keyId: number;
  accountName: string;
  inviterName: string | null;
  groupsJson: string;
  expiresAt: number;
};

/** Open invitations of one address, in whatever accounts. */
export async function findMine(db: D1Database, email: string, now: number): Promise<MyInvitationRow[]> {
  const { results } = await db
    .prepare(`SELECT n.id, n.keyId, a.name AS accountName, ${inviterName}, ${groupsSql} AS groupsJson, u.expiresAt
      FROM users u INDEXED BY users_anywhere JOIN accounts a ON a.id = u.accountId
      JOIN invitations n ON n.accountId = u.accountId AND n.id = u.currentInvitationId
      WHERE u.email = ?1 AND ${storedStatusSql("invited")} ORDER BY u.expiresAt LIMIT 100`)
    .bind(email, now)
    .all<MyInvitationRow>();
  return results;
}

/** Whether an account knows or invites an address, so that its owner may get a login. */
export async function isAddressKnown(db: D1Database, email: string): Promise<boolean> {
  const found = await db
    .prepare("SELECT 1 FROM users INDEXED BY users_anywhere WHERE email = ?1 AND status <> 'removed' LIMIT 1")
    .bind(email)
    .first();
  return found !== null;
}

/** An invitation as its timer and its mail need it. */
export type WakingInvitation = TimedInvitation &
  Listeners & {
    accountId: string;
    userId: string;
    keyId: number;
    epoch: number;
    mailKind: "invitation" | "newInvitation" | null;
    mailAttempts: number;
    reminderAttempts: number;
    sendId: string | null;
    message: string | null;
    locale: string;
    timeZone: string;
    accountName: string;
    inviterName: string | null;
    email: string;
    firstName: string;
    groupsJson: string;
    /** 1 when the account has webhooks to be told. */
  };

const inCrowd = `(SELECT count(*) FROM (SELECT 1 FROM users d INDEXED BY users_due WHERE d.status = 'invited'
  AND d.expiresAt BETWEEN u.expiresAt - 500 AND u.expiresAt + 499 LIMIT ${crowdSize})) = ${crowdSize} AS inCrowd`;

const waking = `SELECT n.accountId, n.userId, n.id, n.keyId, n.epoch, n.mailKind, n.mailState, n.mailAttempts, n.mailDueAt,
  n.reminderAttempts, n.reminderDueAt, n.sendId, n.message, n.locale, a.timeZone, a.name AS accountName, ${inviterName}, ${groupsSql} AS groupsJson,
  u.email, u.firstName, coalesce(u.sentAt, 0) AS sentAt, coalesce(u.expiresAt, 0) AS expiresAt,
  CASE WHEN u.currentInvitationId = n.id AND u.status = 'invited' THEN n.endedAs ELSE coalesce(n.endedAs, 'withdrawn') END AS endedAs,
  ${listenersColumns("n.accountId")}, ${inCrowd}
  FROM invitations n JOIN accounts a ON a.id = n.accountId
  LEFT JOIN users u ON u.accountId = n.accountId AND u.id = n.userId WHERE n.id = ?1`;

export function wakingStatement(db: D1Database, invitationId: string): D1PreparedStatement {
  return db.prepare(waking).bind(invitationId);
}

export async function findWaking(db: D1Database, invitationId: string): Promise<WakingInvitation | null> {
  return wakingStatement(db, invitationId).first<WakingInvitation>();
}
