import type { Actor } from "../../shared/command.ts";
import type { UserStatus } from "../../shared/status.ts";
import { firstOf } from "./rows.ts";

/** Who calls, before any account was looked at: what the request carried. */
export type Credential =
  | { kind: "none" }
  | { kind: "session"; loginId: string; email: string; sessionId: string; startedAt: number; accountIds: string[] }
  | { kind: "token"; accountId: string; hash: string };

/** The account as every command needs it. */
export type AccountFacts = {
  accountId: string;
  accountName: string;
  homeUrl: string | null;
  locale: string;
  timeZone: string;
  accountCreatedAt: number;
  administratorsGroupId: string;
  accessRevision: number;
  /** Counted up to 2, which is all that the last one's protection asks. */
  activeAdministrators: number;
};

/** Whoever calls, as the account knows them now. Read with every call: a right that ended a moment ago is gone. */
export type Asker = AccountFacts & {
  actor: Extract<Actor, { kind: "user" | "token" }>;
  /** The person who answers for it: the user, or the maker of the token. */
  userId: string;
  isAdministrator: boolean;
  mayWrite: boolean;
  lastSignInAt: number | null;
  /** Of the token, roughly; null for a person, and for a token that nobody has used. */
  lastUsedAt: number | null;
};

export const accountColumns = `a.id AS accountId, a.name AS accountName, a.homeUrl, a.locale, a.timeZone,
  a.createdAt AS accountCreatedAt, a.administratorsGroupId, a.accessRevision,
  (SELECT count(*) FROM (SELECT 1 FROM groupMembers m CROSS JOIN users x ON x.accountId = m.accountId AND x.id = m.userId
    WHERE m.accountId = a.id AND m.groupId = a.administratorsGroupId AND x.status = 'active' LIMIT 2)) AS activeAdministrators`;

const byLogin = `SELECT ${accountColumns}, u.id AS userId, u.status, u.lastSignInAt,
  EXISTS (SELECT 1 FROM groupMembers m WHERE m.accountId = u.accountId AND m.userId = u.id
    AND m.groupId = a.administratorsGroupId) AS inAdministrators
  FROM users u JOIN accounts a ON a.id = u.accountId WHERE u.accountId = ?1 AND u.loginId = ?2`;

const byToken = `SELECT ${accountColumns}, t.id AS tokenId, t.scope, t.lastUsedAt, t.expiresAt AS tokenExpiresAt, t.disabledAt,
  t.createdByUserId AS userId
  FROM tokens t JOIN accounts a ON a.id = t.accountId WHERE t.accountId = ?1 AND t.hash = ?2`;

type LoginRow = AccountFacts & {
  userId: string;
  status: UserStatus;
  lastSignInAt: number | null;
  inAdministrators: number;
};
type TokenRow = AccountFacts & {
  userId: string;
  tokenId: string;
  scope: "read" | "write";
  lastUsedAt: number | null;
  tokenExpiresAt: number | null;
  disabledAt: number | null;
};

/** One statement that says who asks; it travels in the batch of whatever is asked. */
export function askerStatement(
  db: D1Database,
  credential: Exclude<Credential, { kind: "none" }>,
  accountId: string,
): D1PreparedStatement {
  return credential.kind === "session"
    ? db.prepare(byLogin).bind(accountId, credential.loginId)
    : db.prepare(byToken).bind(accountId, credential.hash);
}

/** Null when the login has no active place in the account, or the token is unknown, disabled or over. */
export function askerOf(credential: Credential, result: D1Result | undefined, now: number): Asker | null {
  if (credential.kind === "session") {
    const row = firstOf<LoginRow>(result);
    if (row?.status !== "active") return null;
    const { status: _, inAdministrators, ...rest } = row;
    const isAdministrator = inAdministrators === 1;
    const actor = { kind: "user", id: row.userId } as const;
    return { ...rest, actor, isAdministrator, mayWrite: isAdministrator, lastUsedAt: null };
  }
  const row = firstOf<TokenRow>(result);
  if (!row || row.disabledAt !== null || (row.tokenExpiresAt !== null && now >= row.tokenExpiresAt)) return null;
  const { tokenId, scope, tokenExpiresAt: _, disabledAt: __, ...rest } = row;
  const actor = { kind: "token", id: tokenId } as const;
  return { ...rest, actor, isAdministrator: true, mayWrite: scope === "write", lastSignInAt: null };
}
