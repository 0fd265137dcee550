import { accountTexts } from "../../shared/texts/en/account.ts";
import { newToken, tokenHash } from "../auth/api-token.ts";
import { newAccountStatements } from "../db/accounts.ts";
import { eventStatement } from "../db/events.ts";
import { insertGroupStatement } from "../db/groups.ts";
import { ensureLogin } from "../db/logins.ts";
import { newId } from "../db/new-id.ts";
import { insertTokenStatement } from "../db/tokens.ts";
import type { Env } from "../env.ts";
import { invitationLifetimeMs } from "../invitation/lifetime.ts";
import { linkEpoch, newestKeyId } from "../invitation/links.ts";
import { type Seed, seededUsersStatements } from "./seeded-rows.ts";

export const maxSeededUsers = 100_000;
/** Keeps each bound parameter well under D1's 2 MB, and each batch short. */
const usersPerBatch = 1_000;
const groupNames = ["Engineering", "Finance", "Guests", "Künstlerische Leitung", "Research & Development"];

export type Seeded = { accountId: string; adminEmail: string; apiToken: string };

/**
 * Makes an account with so many users, its administrator among them, in all states. Their invitations say `armed`
 * though they have no timer: a hundred thousand objects would cost more than all the rest, and the sweep expires them
 * as well, at most a minute late.
 */
export async function seedAccount(env: Env, users: number, now: number): Promise<Seeded> {
  const accountId = newId("account");
  // A domain of its own, so that no two seeds share a login.
  const domain = `${accountId.slice("ACC-".length).toLowerCase()}.example`;
  const adminEmail = `admin@${domain}`;
  const apiToken = await newToken(accountId, env.AUTH_SECRET);
  const seed: Seed = {
    accountId,
    domain,
    administratorId: newId("user"),
    administratorsGroupId: newId("group"),
    groupIds: [newId("group"), ...groupNames.map(() => newId("group"))],
    keyId: await newestKeyId(env),
    epoch: linkEpoch(env),
    now,
    lifetimeMs: invitationLifetimeMs(env),
  };
  const { loginId } = await ensureLogin(env.DB, adminEmail, accountId, now);
  await env.DB.batch(await accountStatements(env.DB, seed, { adminEmail, loginId, apiToken, users }));
  for (let from = 1; from < users; from += usersPerBatch) {
    const batches = seededUsersStatements(env.DB, seed, from, Math.min(from + usersPerBatch, users));
    for (const batch of batches) await env.DB.batch(batch);
  }
  await putTrailInOrder(env.DB, accountId);
  return { accountId, adminEmail, apiToken };
}

/** User by user is not how it happened, and the audit trail's numbers grow with time. */
async function putTrailInOrder(db: D1Database, accountId: string): Promise<void> {
  const columns = "accountId, userId, invitationId, type, actorKind, actorId, at, recordedAt, details";
  const newest = await db
    .prepare("SELECT max(seq) AS seq FROM events WHERE accountId = ?1")
    .bind(accountId)
    .first<number>("seq");
  await db.batch([
    db
      .prepare(
        `INSERT INTO events (${columns}) SELECT ${columns} FROM events WHERE accountId = ?1 ORDER BY recordedAt, seq`,
      )
      .bind(accountId),
    db.prepare("DELETE FROM events WHERE accountId = ?1 AND seq <= ?2").bind(accountId, newest),
  ]);
}

async function accountStatements(
  db: D1Database,
  { accountId, administratorId, administratorsGroupId, groupIds, now }: Seed,
  { adminEmail, loginId, apiToken, users }: { adminEmail: string; loginId: string; apiToken: string; users: number },
): Promise<D1PreparedStatement[]> {
  const [usersGroupId = newId("group"), ...others] = groupIds;
  const tokenId = newId("token");
  const founder = { userId: administratorId, loginId, email: adminEmail, firstName: "Ada", lastName: "Administrator" };
  const name = `Seeded with ${users} users`;
  const account = { id: accountId, name, locale: "en", timeZone: "UTC", administratorsGroupId, usersGroupId, founder };
  const event = { accountId, at: now, recordedAt: now, actor: { kind: "system" } } as const;
  return [
    ...newAccountStatements(db, account, accountTexts.groups, now),
    ...others.map((id, index) =>
      insertGroupStatement(db, accountId, { id, name: groupNames[index] ?? "", isAdministrators: false }),
    ),
    insertTokenStatement(db, {
      accountId,
      id: tokenId,
      name: "Seed",
      hash: await tokenHash(apiToken),
      ending: apiToken.slice(-4),
      scope: "write",
      createdAt: now,
      createdByUserId: administratorId,
    }),
    eventStatement(db, { ...event, type: "account.created", details: { name } }),
    eventStatement(db, { ...event, type: "token.created", details: { tokenId, name: "Seed" } }),
  ];
}
