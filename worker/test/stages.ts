import { env } from "cloudflare:workers";
import { defaultLifetimeMs } from "../../shared/limits.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { ensureLogin } from "../db/logins.ts";
import type { Recipient } from "../db/mails-sent.ts";
import type { Channel } from "../invitation/link-code.ts";
import { codeFor } from "../invitation/links.ts";
import { wake } from "../invitation/wake.ts";
import { type Account, callerOf, requestOf, signIn, T0 } from "./harness.ts";

/** Users brought to where a test begins, by the commands that lead there. */

export const lifetimeMs = defaultLifetimeMs;

let people = 0;

/** An address that nobody had before. */
export function newAddress(): string {
  return `person-${++people}@example.com`;
}

export function newRecipient(): Recipient {
  return { anywhere: newAddress(), here: newAddress() };
}

export type Invitee = {
  email?: string;
  firstName?: string;
  lastName?: string;
  groupIds?: string[];
  locale?: string;
  now?: number;
  cookie?: string;
};

/** Invites with the account's token; with a session's cookie where a token may not. */
export async function invite(account: Account, invitee: Invitee = {}): Promise<UserRow> {
  const { email = newAddress(), firstName = "Grace", lastName = "Hopper", now = T0, cookie } = invitee;
  const { groupIds = [account.usersGroupId], locale } = invitee;
  const credential = cookie === undefined ? { token: account.token } : { cookie, accountId: account.accountId };
  return callerOf({ ...credential, now }).users.invite({ email, firstName, lastName, groupIds, locale });
}

/** The code of a user's current link as it was mailed, or as an administrator copies it. */
export async function codeOf(userId: string, channel: Channel = "mail"): Promise<string> {
  const code = await codeFor(env, await currentInvitation(userId), channel);
  if (code === null) throw new Error("The key of the invitation is gone");
  return code;
}

export async function currentInvitation(userId: string): Promise<{ id: string; keyId: number }> {
  const invitation = await env.DB.prepare(
    "SELECT i.id, i.keyId FROM users u JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId WHERE u.id = ?1",
  )
    .bind(userId)
    .first<{ id: string; keyId: number }>();
  if (invitation === null) throw new Error("No such user, or never invited");
  return invitation;
}

export type Member = { userId: string; email: string; cookie: string };

/** Somebody who has accepted, and is signed in. */
export async function join(account: Account, invitee: Invitee = {}): Promise<Member> {
  const row = await invite(account, invitee);
  return { userId: row.id, email: row.email, cookie: await acceptSignedIn(account, row, invitee.now) };
}

/** Accepts as the owner of the address; answers the cookie of their session. */
export async function acceptSignedIn(account: Account, row: { id: string; email: string }, now = T0): Promise<string> {
  const { loginId } = await ensureLogin(env.DB, row.email, account.accountId, now);
  const cookie = await signIn(loginId, now);
  const code = await codeOf(row.id);
  await requestOf({ cookie, now }).api.invitations.accept({
    code,
    firstName: "Grace",
    lastName: "Hopper",
    termsAccepted: true,
  });
  return cookie;
}

export function joinAsAdministrator(account: Account): Promise<Member> {
  return join(account, { groupIds: [account.administratorsGroupId], cookie: account.cookie });
}

/** The six statuses, and the moment between the deadline and its alarm. */
export const stages = [
  "invited",
  "overdue",
  "invitationExpired",
  "invitationDeclined",
  "active",
  "blocked",
  "removed",
] as const;
export type Stage = (typeof stages)[number];

export type Staged = { row: UserRow; code: string; now: number };

/** A new user at that stage; `now` is a moment at which they are there. */
export async function bring(account: Account, stage: Stage): Promise<Staged> {
  const invited = await invite(account);
  const code = await codeOf(invited.id);
  const now = stage === "overdue" || stage === "invitationExpired" ? T0 + lifetimeMs : T0 + 60 * 60_000;
  const api = callerOf({ token: account.token, now });
  switch (stage) {
    case "invited":
    case "overdue":
      break;
    case "invitationExpired":
      await expire(invited.id, now);
      break;
    case "invitationDeclined":
      await callerOf({ now }).invitations.decline({ code });
      break;
    case "active":
      await acceptSignedIn(account, invited, now);
      break;
    case "blocked":
      await acceptSignedIn(account, invited, now);
      await api.users.block({ userId: invited.id });
      break;
    case "removed":
      await acceptSignedIn(account, invited, now);
      await api.users.remove({ userId: invited.id });
      break;
  }
  return { row: await api.users.get({ userId: invited.id }), code, now };
}

/** What the object's alarm does at that instant. */
export async function expire(userId: string, now: number): Promise<void> {
  await wake(env, (await currentInvitation(userId)).id, () => now);
}

export async function eventTypesOf(account: Account, userId: string): Promise<string[]> {
  const { rows } = await callerOf({ token: account.token }).events.list({ userId, pageSize: 100 });
  return rows.map(({ type }) => type).reverse();
}
