import type { Command, Effect } from "../../shared/command.ts";
import { decide } from "../../shared/decide.ts";
import { dayMs, maxSendsPerDay } from "../../shared/limits.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { keyedHash } from "../auth/session-cookie.ts";
import { type Asker, askerOf, askerStatement } from "../db/asker.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { statementsFor } from "../db/effects.ts";
import { unknownGroupStatement } from "../db/groups.ts";
import { forgetAccount } from "../db/logins.ts";
import { type Person, personStatements } from "../db/people.ts";
import { firstOf } from "../db/rows.ts";
import { renameSendsStatement, sendsToStatement, sentAtsOf } from "../db/sends.ts";
import { sendHistoryOf, type UserFactsRow, userFactsOf, userFactsStatement } from "../db/user-facts.ts";
import { findUserStatement, type StoredUserRow, toUserRow, userRowStatement } from "../db/user-row.ts";
import { armInvitation, armQuietly } from "../invitation/arm.ts";
import { deliverNotices } from "../invitation/notices.ts";
import { newOffer } from "../invitation/offer.ts";
import { logError } from "../log.ts";
import { type Asking, ask, askFirst, requireAccount, requireSession } from "./ask.ts";
import { InputError, RefusalError } from "./refusal-error.ts";
import { markOf, repeatedSubject, untilWritten, type Written } from "./repeatable.ts";

/** A user after a command; `stored` is null once deleted. A retry is told what the first call was about. */
export type Commanded = { userId: string; stored: StoredUserRow | null; asker: Asker; repeatedSubject?: string };

type Made = { asker: Asker; facts: UserFactsRow | null; effects: Effect[]; userId: string; invitationId: string };

type Input = { ifRevision?: number | undefined; idempotencyKey?: string | undefined };

/** Gives one command about one user of the asker's account: a D1 call to know, a D1 call to write. */
export async function commandUser(
  ctx: Asking,
  input: Input & { userId: string },
  command: Command,
): Promise<Commanded> {
  return finish(ctx, await writeCommand(ctx, input, { userId: input.userId }, command), input.userId);
}

async function writeCommand(
  ctx: Asking,
  input: Input,
  by: { userId: string } | { loginId: string },
  command: Command,
): Promise<Written<Made>> {
  const mark = await markOf(ctx, input);
  const offer = await newOffer(ctx.env, ctx.now);
  return untilWritten<Made>(ctx, mark, async () => {
    const { requireAllowed, results } = await askFirst(ctx, (accountId) => [
      commandStatement(ctx.db, accountId, mark.commandId),
      userFactsStatement(ctx.db, accountId, by, ctx.now),
      ...("groupIds" in command ? [unknownGroupStatement(ctx.db, accountId, command.groupIds)] : []),
    ]);
    const repeated = repeatedSubject(commandOf(results[0]), mark);
    if (repeated !== null) return { repeated };
    const asker = requireAllowed();
    const facts = firstOf<UserFactsRow>(results[1]);
    if (facts === null) throw new RefusalError({ reason: "notFound" });
    if (input.ifRevision !== undefined && input.ifRevision !== facts.revision) throw await staleRow(ctx, facts.id);
    if (firstOf(results[2]) !== null) throw new InputError("groupIds", "groupUnknown");
    const user = userFactsOf(facts);
    const decision = decide({ user, named: null, sends: sendHistoryOf(facts), ...asker }, asker.actor, command, ctx);
    if (decision.refusal) throw new RefusalError(decision.refusal);
    const statements = statementsFor(
      ctx.db,
      decision.effects,
      {
        ...identityOf(asker),
        userId: facts.id,
        invitationId: facts.currentInvitationId,
        person: facts,
        ...(command.kind === "delete" ? { addressDigest: await addressDigest(ctx, facts.email) } : {}),
        now: ctx.now,
        offer: { ...offer, locale: asker.locale, message: null },
      },
      decision,
    );
    return {
      accountId: asker.accountId,
      // A link is one invitation's: a retry must not hand out the next one's.
      subjectId: (command.kind === "copyLink" && facts.currentInvitationId) || facts.id,
      guard: { accessRevision: asker.accessRevision, user: { id: facts.id, revision: facts.revision } },
      statements: [...statements, ...(await readBack(ctx, asker.accountId, facts.id))],
      made: { asker, facts, effects: decision.effects, userId: facts.id, invitationId: offer.invitationId },
      beforeCommit: () => armNew(ctx, decision.effects, offer.invitationId),
    };
  });
}

/** Leaving is a command about oneself, whom the caller does not name. Answers the account left. */
export async function leaveAccount(ctx: Asking, input: Input): Promise<string> {
  const { loginId } = await requireSession(ctx);
  const written = await writeCommand(ctx, input, { loginId }, { kind: "leave" });
  if ("made" in written) await afterwards(ctx, written.made);
  return (await requireAccount(ctx)).accountId;
}

export type NewUser = Person & {
  groupIds: string[];
  externalId?: string | undefined;
  message?: string | undefined;
  sendMail: boolean;
  idempotencyKey?: string | undefined;
};

/** Invites an address: a new user, or one who was removed and comes back under the same id. */
export async function inviteUser(ctx: Asking, input: NewUser): Promise<Commanded> {
  const mark = await markOf(ctx, input);
  const offer = await newOffer(ctx.env, ctx.now);
  const digest = await addressDigest(ctx, input.email);
  const written = await untilWritten<Made>(ctx, mark, async () => {
    const { asker, results } = await ask(ctx, (accountId) => [
      commandStatement(ctx.db, accountId, mark.commandId),
      userFactsStatement(ctx.db, accountId, { email: input.email }, ctx.now),
      unknownGroupStatement(ctx.db, accountId, input.groupIds),
      sendsToStatement(ctx.db, accountId, { email: input.email, digest }, ctx.now - dayMs, maxSendsPerDay),
      ...(input.externalId === undefined
        ? []
        : [userFactsStatement(ctx.db, accountId, { externalId: input.externalId }, ctx.now)]),
    ]);
    const repeated = repeatedSubject(commandOf(results[0]), mark);
    if (repeated !== null) return { repeated };
    const byAddress = firstOf<UserFactsRow>(results[1]);
    const sameExternalId = firstOf<UserFactsRow>(results[4]);
    const facts = byAddress ?? sameExternalId;
    if (firstOf(results[2]) !== null) throw new InputError("groupIds", "groupUnknown");
    const command: Command = { kind: "invite", groupIds: input.groupIds, sendMail: input.sendMail };
    const sends = { resentAt: null, sentAts: sentAtsOf(results[3]) };
    const decision = decide(
      { user: facts && userFactsOf(facts), named: null, sends, ...asker },
      asker.actor,
      command,
      ctx,
    );
    if (decision.refusal) throw new RefusalError(decision.refusal);
    // The id in somebody else's system belongs to a removed user with another address: both cannot be right.
    if (sameExternalId && sameExternalId.id !== byAddress?.id) throw await staleRow(ctx, sameExternalId.id);
    const userId = facts?.id ?? offer.userId;
    const { accountId } = asker;
    const effects = statementsFor(
      ctx.db,
      decision.effects,
      {
        ...identityOf(asker),
        userId,
        invitationId: facts?.currentInvitationId ?? null,
        person: input,
        now: ctx.now,
        offer: { ...offer, locale: asker.locale, message: input.message ?? null },
      },
      decision,
    );
    return {
      accountId,
      subjectId: userId,
      guard: { accessRevision: asker.accessRevision, user: facts && { id: facts.id, revision: facts.revision } },
      statements: [
        userForInvitationStatement(ctx.db, accountId, userId, input, facts?.externalId ?? null),
        ...personStatements(ctx.db, accountId, userId, input),
        renameSendsStatement(ctx.db, accountId, digest, input.email),
        ...effects,
        ...(await readBack(ctx, accountId, userId)),
      ],
      made: { asker, facts, effects: decision.effects, userId, invitationId: offer.invitationId },
      beforeCommit: () => armNew(ctx, decision.effects, offer.invitationId),
    };
  });
  return finish(ctx, written);
}

export function rowOf(ctx: Asking, { stored, asker }: Commanded): UserRow {
  if (stored === null) throw new RefusalError({ reason: "notFound" });
  return toUserRow(stored, asker, ctx);
}

/** Stands for an address that an account has forgotten; nobody without the secret can tell which it was. */
function addressDigest(ctx: Asking, email: string): Promise<string> {
  return keyedHash(`address ${email}`, ctx.env.AUTH_SECRET);
}

function identityOf(asker: Asker) {
  return { accountId: asker.accountId, actor: asker.actor, actorUserId: asker.userId };
}

/** The asker once more, since a command may change what they may do next, and the user as it now is. */
async function readBack(ctx: Asking, accountId: string, userId: string): Promise<D1PreparedStatement[]> {
  const credential = await ctx.credential();
  if (credential.kind === "none") throw new RefusalError({ reason: "signInRequired" });
  return [askerStatement(ctx.db, credential, accountId), userRowStatement(ctx.db, accountId, userId)];
}

async function finish(ctx: Asking, written: Written<Made>, userId?: string): Promise<Commanded> {
  if ("repeated" in written) {
    const { repeated } = written;
    return { ...(await readUser(ctx, { userId: userId ?? repeated })), repeatedSubject: repeated };
  }
  const { made, results } = written;
  await afterwards(ctx, made);
  const asker = askerOf(await ctx.credential(), results.at(-2), ctx.now) ?? made.asker;
  return { userId: made.userId, stored: firstOf<StoredUserRow>(results.at(-1)), asker };
}

export async function readUser(
  ctx: Asking,
  by: { userId: string } | { email: string } | { externalId: string },
): Promise<Commanded> {
  const { asker, results } = await ask(ctx, (accountId) => [findUserStatement(ctx.db, accountId, by)]);
  const stored = firstOf<StoredUserRow>(results[0]);
  return { userId: stored?.id ?? ("userId" in by ? by.userId : ""), stored, asker };
}

async function staleRow(ctx: Asking, userId: string): Promise<RefusalError> {
  return new RefusalError({ reason: "conflict", row: rowOf(ctx, await readUser(ctx, { userId })) });
}

async function armNew(ctx: Asking, effects: Effect[], invitationId: string): Promise<void> {
  if (effects.some(({ kind }) => kind === "createInvitation")) await armInvitation(ctx.env, invitationId, ctx.now);
}

/** What the database cannot do in the batch. None of it may fail the command: the sweep makes good what is left. */
async function afterwards(ctx: Asking, { effects, facts, asker }: Made): Promise<void> {
  for (const { kind } of effects) {
    if (kind === "restartInvitation" && facts?.currentInvitationId) {
      await armQuietly(ctx.env, facts.currentInvitationId, ctx.now);
    }
    if (kind === "sendRemovalNotice") ctx.waitUntil(deliverNotices(ctx.env, ctx.now, () => Date.now()));
    if (kind === "detachLogin" && facts?.loginId) {
      await forgetAccount(ctx.db, facts.loginId, asker.accountId).catch((error: unknown) =>
        logError("directory not updated", error, { requestId: ctx.requestId }),
      );
    }
  }
}

/** The row that the invitation's effects then work on. Somebody invited again keeps the id in the caller's system. */
function userForInvitationStatement(
  db: D1Database,
  accountId: string,
  userId: string,
  { externalId }: NewUser,
  storedExternalId: string | null,
): D1PreparedStatement {
  return db
    .prepare(`INSERT INTO users (accountId, id, revision, email, firstName, lastName, nameKey, externalId, status)
      VALUES (?1, ?2, 0, ?2, '', '', '', ?3, 'invited') ON CONFLICT (accountId, id) DO UPDATE SET externalId = ?3`)
    .bind(accountId, userId, externalId ?? storedExternalId);
}
