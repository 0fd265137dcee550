import type { AccountRow, MyAccount, Profile } from "../../shared/outputs.ts";
import type { UserStatus } from "../../shared/status.ts";
import { insertGroupStatement } from "./groups.ts";
import type { Person } from "./people.ts";
import { personStatements } from "./user-columns.ts";

export function accountStatement(db: D1Database, accountId: string): D1PreparedStatement {
  return db
    .prepare("SELECT id, name, homeUrl, locale, timeZone, createdAt FROM accounts WHERE id = ?1")
    .bind(accountId);
}

/** The accounts where a login has an active place. */
export async function findMyAccounts(db: D1Database, loginId: string): Promise<MyAccount[]> {
  type Row = Omit<MyAccount, "isAdministrator"> & { isAdministrator: number };
  const { results } = await db
    .prepare(`SELECT a.id, a.name, u.id AS userId, EXISTS (SELECT 1 FROM groupMembers m WHERE m.accountId = u.accountId
        AND m.userId = u.id AND m.groupId = a.administratorsGroupId) AS isAdministrator
      FROM users u INDEXED BY users_login JOIN accounts a ON a.id = u.accountId
      WHERE u.loginId = ?1 AND u.status = 'active' ORDER BY a.name, a.id`)
    .bind(loginId)
    .all<Row>();
  return results.map((row) => ({ ...row, isAdministrator: row.isAdministrator === 1 }));
}

/** Whether anybody has founded an account. Those that local mode makes to try things with were made by the system. */
export async function hasAnyAccount(db: D1Database): Promise<boolean> {
  const founded = await db
    .prepare(`SELECT 1 FROM accounts a WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.accountId = a.id
      AND e.type = 'account.created' AND e.actorKind = 'system') LIMIT 1`)
    .first();
  return founded !== null;
}

export type NewAccount = {
  id: string;
  name: string;
  locale: string;
  timeZone: string;
  administratorsGroupId: string;
  usersGroupId: string;
  founder: Person & { userId: string; loginId: string };
};

/** An account with its groups and its first administrator, who needs no invitation. */
export function newAccountStatements(
  db: D1Database,
  { id, name, locale, timeZone, administratorsGroupId, usersGroupId, founder }: NewAccount,
  names: { administrators: string; users: string },
  now: number,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        "INSERT INTO accounts (id, name, locale, timeZone, administratorsGroupId, createdAt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      )
      .bind(id, name, locale, timeZone, administratorsGroupId, now),
    insertGroupStatement(db, id, { id: administratorsGroupId, name: names.administrators, isAdministrators: true }),
    insertGroupStatement(db, id, { id: usersGroupId, name: names.users, isAdministrators: false }),
    db
      .prepare(`INSERT INTO users (accountId, id, email, firstName, lastName, nameKey, status, loginId, joinedAt, lastSignInAt)
        VALUES (?1, ?2, ?3, '', '', '', 'active', ?4, ?5, ?5)`)
      .bind(id, founder.userId, founder.email, founder.loginId, now),
    ...personStatements(db, id, founder.userId, founder),
    db
      .prepare("INSERT INTO groupMembers (accountId, userId, groupId) VALUES (?1, ?2, ?3)")
      .bind(id, founder.userId, administratorsGroupId),
  ];
}

export function updateAccountStatement(
  db: D1Database,
  accountId: string,
  {
    name,
    homeUrl,
    locale,
    timeZone,
  }: {
    name?: string | undefined;
    homeUrl?: string | null | undefined;
    locale?: string | undefined;
    timeZone?: string | undefined;
  },
): D1PreparedStatement {
  return db
    .prepare(`UPDATE accounts SET name = coalesce(?2, name), homeUrl = CASE WHEN ?3 THEN ?4 ELSE homeUrl END,
      locale = coalesce(?5, locale), timeZone = coalesce(?6, timeZone) WHERE id = ?1`)
    .bind(accountId, name ?? null, homeUrl === undefined ? 0 : 1, homeUrl ?? null, locale ?? null, timeZone ?? null);
}

export type ProfileRow = {
  userId: string;
  revision: number;
  email: string;
  firstName: string;
  lastName: string;
  status: UserStatus;
  notifyAccepted: number;
  notifyDeclined: number;
  notifyExpired: number;
};

export function profileStatement(db: D1Database, accountId: string, loginId: string): D1PreparedStatement {
  return db
    .prepare(`SELECT id AS userId, revision, email, firstName, lastName, status, notifyAccepted, notifyDeclined, notifyExpired
      FROM users WHERE accountId = ?1 AND loginId = ?2`)
    .bind(accountId, loginId);
}

export function profileOf(row: ProfileRow, account: AccountRow, isAdministrator: boolean): Profile {
  return {
    userId: row.userId,
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    isAdministrator,
    notifications: {
      accepted: row.notifyAccepted === 1,
      declined: row.notifyDeclined === 1,
      expired: row.notifyExpired === 1,
    },
    account,
  };
}

export function updateNotificationsStatement(
  db: D1Database,
  accountId: string,
  userId: string,
  {
    accepted,
    declined,
    expired,
  }: { accepted?: boolean | undefined; declined?: boolean | undefined; expired?: boolean | undefined },
): D1PreparedStatement {
  const flag = (value: boolean | undefined) => (value === undefined ? null : Number(value));
  return db
    .prepare(`UPDATE users SET notifyAccepted = coalesce(?3, notifyAccepted), notifyDeclined = coalesce(?4, notifyDeclined),
      notifyExpired = coalesce(?5, notifyExpired), revision = revision + 1 WHERE accountId = ?1 AND id = ?2`)
    .bind(accountId, userId, flag(accepted), flag(declined), flag(expired));
}

/** Notes that a session opened the account: once per session, so that reading stays reading. */
export function openedStatement(db: D1Database, accountId: string, userId: string, now: number): D1PreparedStatement {
  return db.prepare("UPDATE users SET lastSignInAt = ?3 WHERE accountId = ?1 AND id = ?2").bind(accountId, userId, now);
}
