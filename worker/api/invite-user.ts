import type { Command } from "../../shared/command.ts";
import { decide } from "../../shared/decide.ts";
import { dayMs, maxSendsPerDay } from "../../shared/limits.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { statementsFor } from "../db/effects.ts";
import { unknownGroupStatement } from "../db/groups.ts";
import type { Person } from "../db/people.ts";
import { firstOf, rowsOf } from "../db/rows.ts";
import { historyOf, hourlySendsStatement, type Sent, sendsToStatement } from "../db/sends.ts";
import { type UserFactsRow, userFactsOf, userFactsStatement } from "../db/user-facts.ts";
import { newOffer } from "../invitation/offer.ts";
import { type Asking, ask } from "./ask.ts";
import { addressDigest, armNew, type Commanded, finish, type Made, readBack, sceneOf, staleRow } from "./commanded.ts";
import { dailyMailsOf, mailsGuard } from "./daily-mails.ts";
import { InputError, RefusalError } from "./refusal-error.ts";
import { markOf, repeatedSubject, untilWritten } from "./repeatable.ts";

export type NewUser = Person & {
  groupIds: string[];
  externalId?: string | undefined;
  message?: string | undefined;
  locale?: string | undefined;
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
      hourlySendsStatement(ctx.db, accountId, ctx.now),
      ...(input.externalId === undefined
        ? []
        : [userFactsStatement(ctx.db, accountId, { externalId: input.externalId }, ctx.now)]),
    ]);
    const repeated = repeatedSubject(commandOf(results[0]), mark);
    if (repeated !== null) return { repeated };
    const byAddress = firstOf<UserFactsRow>(results[1]);
    const sameExternalId = firstOf<UserFactsRow>(results[5]);
    const facts = byAddress ?? sameExternalId;
    if (firstOf(results[2]) !== null) throw new InputError("groupIds", "groupUnknown");
    const command: Command = { kind: "invite", groupIds: input.groupIds, sendMail: input.sendMail };
    const sends = rowsOf<Sent>(results[3]);
    const dailyMails = dailyMailsOf(ctx, asker, results[4]);
    const decision = decide(
      { user: facts && userFactsOf(facts), named: null, sends: historyOf(sends), dailyMails, ...asker },
      asker.actor,
      command,
      ctx,
    );
    if (decision.refusal) throw new RefusalError(decision.refusal);
    // The id in somebody else's system belongs to a removed user with another address: both cannot be right.
    if (sameExternalId && sameExternalId.id !== byAddress?.id) throw await staleRow(ctx, sameExternalId.id);
    const userId = facts?.id ?? offer.userId;
    const { accountId } = asker;
    const target = {
      userId,
      revision: facts?.revision ?? 0,
      invitationId: facts?.currentInvitationId ?? null,
      person: input,
      externalId: input.externalId,
      sendsRenamed: sends.some(({ email }) => email === digest) ? [{ from: digest, to: input.email }] : [],
      offer: { ...offer, locale: input.locale ?? asker.locale, message: input.message ?? null },
    };
    const { effects } = decision;
    const statements = statementsFor(ctx.db, sceneOf(ctx, asker), [{ target, effects }], decision);
    return {
      accountId,
      subjectId: userId,
      guard: {
        ...{ accessRevision: asker.accessRevision, users: facts ? [facts] : [] },
        ...mailsGuard(ctx, dailyMails, effects),
      },
      statements: [...statements, ...(await readBack(ctx, asker, userId, decision))],
      made: { asker, facts, effects, userId },
      beforeCommit: () => armNew(ctx, effects, offer.invitationId),
    };
  });
  return finish(ctx, written);
}
