import type { Effect } from "../../shared/command.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { keyedHash } from "../auth/session-cookie.ts";
import { type Asker, askerOf, askerStatement } from "../db/asker.ts";
import { forgetAccount } from "../db/logins.ts";
import type { Scene } from "../db/target.ts";
import type { UserFactsRow } from "../db/user-facts.ts";
import { findUserStatement, type StoredUserRow, storedUserOf, toUserRow, userRowStatement } from "../db/user-row.ts";
import { armInvitation } from "../invitation/arm.ts";
import { deliverNotices } from "../invitation/notices.ts";
import { logError } from "../log.ts";
import { type Asking, ask, askFirst } from "./ask.ts";
import { RefusalError } from "./refusal-error.ts";
import type { Written } from "./repeatable.ts";

/** A user after a command; `stored` is null once deleted. A retry is told what the first call was about. */
export type Commanded = { userId: string; stored: StoredUserRow | null; asker: Asker; repeatedSubject?: string };

/** What one command has done, for whoever goes on when it is written. */
export type Made = {
  asker: Asker;
  /** As they were before; null for somebody new. */
  facts: UserFactsRow | null;
  effects: Effect[];
  userId: string;
};

export function rowOf(ctx: Asking, { stored, asker }: Commanded): UserRow {
  if (stored === null) throw new RefusalError({ reason: "notFound" });
  return toUserRow(stored, asker, ctx);
}

/** Stands for an address that an account has forgotten; nobody without the secret can tell which it was. */
export function addressDigest(ctx: Asking, email: string): Promise<string> {
  return keyedHash(`address ${email}`, ctx.env.AUTH_SECRET);
}

export function sceneOf({ now, epoch }: Asking, asker: Asker): Scene {
  return { accountId: asker.accountId, actor: asker.actor, actorUserId: asker.userId, now, epoch };
}

/** The user as it now is, and first the asker, where the command may have changed what they may do next. */
export async function readBack(
  ctx: Asking,
  asker: Asker,
  userId: string,
  { administratorsChange }: { administratorsChange: boolean },
): Promise<D1PreparedStatement[]> {
  const { accountId } = asker;
  const credential = await ctx.credential();
  if (credential.kind === "none") throw new RefusalError({ reason: "signInRequired" });
  const isAskerTouched = administratorsChange || userId === asker.userId;
  return [
    ...(isAskerTouched ? [askerStatement(ctx.db, credential, accountId)] : []),
    userRowStatement(ctx.db, accountId, userId),
  ];
}

/** The answer to whoever commanded; `userId` is whom a retry is about, where the caller names them. */
export async function finish(ctx: Asking, written: Written<Made>, userId?: string): Promise<Commanded> {
  if ("repeated" in written) {
    const { repeated } = written;
    return { ...(await readAgain(ctx, userId ?? repeated)), repeatedSubject: repeated };
  }
  const { made, results } = written;
  await afterwards(ctx, made);
  // Where the asker was not read again, another statement's result stands there, without a row.
  const asker = askerOf(await ctx.credential(), results.at(-2), ctx.now) ?? made.asker;
  return { userId: made.userId, stored: storedUserOf(results.at(-1)), asker };
}

/** Whoever has taken their own rights away may still hear that it is done. */
async function readAgain(ctx: Asking, userId: string): Promise<Commanded> {
  const { asker, requireAllowed, results } = await askFirst(ctx, (accountId) => [
    findUserStatement(ctx.db, accountId, { userId }),
  ]);
  const isOwn = asker?.actor.kind === "user" && asker.userId === userId;
  return { userId, stored: storedUserOf(results[0]), asker: isOwn ? asker : requireAllowed() };
}

export async function readUser(
  ctx: Asking,
  by: { userId: string } | { email: string } | { externalId: string },
): Promise<Commanded> {
  const { asker, results } = await ask(ctx, (accountId) => [findUserStatement(ctx.db, accountId, by)]);
  const stored = storedUserOf(results[0]);
  return { userId: stored?.id ?? ("userId" in by ? by.userId : ""), stored, asker };
}

export async function staleRow(ctx: Asking, userId: string): Promise<RefusalError> {
  return new RefusalError({ reason: "conflict", row: rowOf(ctx, await readUser(ctx, { userId })) });
}

export async function armNew(ctx: Asking, effects: Effect[], invitationId: string): Promise<void> {
  const offer = effects.find((effect) => effect.kind === "createInvitation");
  // Without a mail nothing is due before its deadline.
  if (offer) await armInvitation(ctx.env, invitationId, offer.mail === null ? offer.expiresAt : ctx.now);
}

/** What the database cannot do in the batch. None of it may fail the command: the sweep makes good what is left. */
export async function afterwards(ctx: Asking, { effects, facts, asker }: Made): Promise<void> {
  for (const { kind } of effects) {
    if (kind === "restartInvitation" && facts?.currentInvitationId) {
      ctx.waitUntil(armInvitation(ctx.env, facts.currentInvitationId, ctx.now));
    }
    if (kind === "sendRemovalNotice") ctx.waitUntil(deliverNotices(ctx.env, ctx.now, () => Date.now()));
    if (kind === "detachLogin" && facts?.loginId) {
      await forgetAccount(ctx.db, facts.loginId, asker.accountId).catch((error: unknown) =>
        logError("directory not updated", error, { requestId: ctx.requestId }),
      );
    }
  }
}
