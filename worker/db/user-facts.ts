import type { SendHistory, UserFacts } from "../../shared/command.ts";
import { dayMs, maxSendsPerDay } from "../../shared/limits.ts";
import type { UserStatus } from "../../shared/status.ts";
import { usersWithInvitation } from "./user-row.ts";

/** Everything that deciding about one user takes, in one row. */
export type UserFactsRow = {
  accountId: string;
  id: string;
  revision: number;
  email: string;
  firstName: string;
  lastName: string;
  externalId: string | null;
  status: UserStatus;
  expiresAt: number | null;
  currentInvitationId: string | null;
  askedAgainAt: number | null;
  loginId: string | null;
  resentAt: number | null;
  keyId: number | null;
  /** Of the current invitation: what a new one goes on with. */
  currentLocale: string | null;
  currentMessage: string | null;
  /** Who answers for it. */
  currentInvitedBy: string | null;
  groupIdsJson: string;
  inAdministrators: number;
  sentAtsJson: string;
};

/** Reads of `u` with its current invitation `i` and account `a`; `since` is the placeholder of a day ago. */
export function userFactsColumns(since: string): string {
  return `u.accountId, u.id, u.revision, u.email, u.firstName, u.lastName, u.externalId, u.status, u.expiresAt,
  u.currentInvitationId, u.askedAgainAt, u.loginId, i.resentAt, i.keyId, i.locale AS currentLocale, i.message AS currentMessage,
  i.invitedByUserId AS currentInvitedBy,
  (SELECT json_group_array(m.groupId) FROM groupMembers m WHERE m.accountId = u.accountId AND m.userId = u.id) AS groupIdsJson,
  EXISTS (SELECT 1 FROM groupMembers m JOIN accounts a ON a.id = m.accountId AND a.administratorsGroupId = m.groupId
    WHERE m.accountId = u.accountId AND m.userId = u.id) AS inAdministrators,
  (SELECT json_group_array(at) FROM (SELECT s.at FROM sends s WHERE s.accountId = u.accountId AND s.email = u.email
    AND s.at > ${since} ORDER BY s.at DESC LIMIT ${maxSendsPerDay})) AS sentAtsJson`;
}

const byId = `SELECT ${userFactsColumns("?3")} FROM ${usersWithInvitation} WHERE u.accountId = ?1 AND u.id = ?2`;
const byEmail = `SELECT ${userFactsColumns("?3")} FROM ${usersWithInvitation} WHERE u.accountId = ?1 AND u.email = ?2`;
const byLogin = `SELECT ${userFactsColumns("?3")} FROM ${usersWithInvitation} WHERE u.accountId = ?1 AND u.loginId = ?2`;
const byExternalId = `SELECT ${userFactsColumns("?3")} FROM ${usersWithInvitation} WHERE u.accountId = ?1 AND u.externalId = ?2`;

export function userFactsStatement(
  db: D1Database,
  accountId: string,
  by: { userId: string } | { email: string } | { externalId: string } | { loginId: string },
  now: number,
): D1PreparedStatement {
  if ("userId" in by) return db.prepare(byId).bind(accountId, by.userId, now - dayMs);
  if ("email" in by) return db.prepare(byEmail).bind(accountId, by.email, now - dayMs);
  if ("loginId" in by) return db.prepare(byLogin).bind(accountId, by.loginId, now - dayMs);
  return db.prepare(byExternalId).bind(accountId, by.externalId, now - dayMs);
}

/** The same of any number of users, in no order. */
export function manyFactsStatement(
  db: D1Database,
  accountId: string,
  by: { column: "id" | "email" | "externalId"; values: string[] },
  now: number,
): D1PreparedStatement {
  return db
    .prepare(`SELECT ${userFactsColumns("?3")} FROM ${usersWithInvitation}
      WHERE u.accountId = ?1 AND u.${by.column} IN (SELECT value FROM json_each(?2))`)
    .bind(accountId, JSON.stringify(by.values), now - dayMs);
}

export function userFactsOf(row: UserFactsRow): UserFacts {
  return {
    id: row.id,
    status: row.status,
    expiresAt: row.expiresAt,
    invitationId: row.currentInvitationId,
    groupIds: JSON.parse(row.groupIdsJson),
    inAdministrators: row.inAdministrators === 1,
    askedAgainAt: row.askedAgainAt,
  };
}

export function sendHistoryOf(row: UserFactsRow): SendHistory {
  return { resentAt: row.resentAt, sentAts: JSON.parse(row.sentAtsJson) };
}
