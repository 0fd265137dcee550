import { decide } from "../../shared/decide.ts";
import { dayMs, maxSendsPerDay } from "../../shared/limits.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { statementsFor } from "../db/effects.ts";
import { firstOf, rowsOf } from "../db/rows.ts";
import { historyOf, hourlySendsStatement, type Sent, sendsToStatement } from "../db/sends.ts";
import { type UserFactsRow, userFactsOf, userFactsStatement } from "../db/user-facts.ts";
import { newOffer } from "../invitation/offer.ts";
import { type Asking, ask } from "./ask.ts";
import { addressDigest, armNew, type Commanded, finish, type Made, readBack, sceneOf, staleRow } from "./commanded.ts";
import { dailyMailsOf, mailsGuard } from "./daily-mails.ts";
import { RefusalError } from "./refusal-error.ts";
import { markOf, repeatedSubject, untilWritten } from "./repeatable.ts";

type Correction = {
  userId: string;
  email: string;
  ifRevision?: number | undefined;
  idempotencyKey?: string | undefined;
};

/** The same user and groups under another address, with an invitation sent there and none left at the old one. */
export async function correctAddress(ctx: Asking, input: Correction): Promise<Commanded> {
  const { userId, email } = input;
  const mark = await markOf(ctx, input);
  const offer = await newOffer(ctx.env, ctx.now);
  const digest = await addressDigest(ctx, email);
  const written = await untilWritten<Made>(ctx, mark, async () => {
    const { asker, results } = await ask(ctx, (accountId) => [
      commandStatement(ctx.db, accountId, mark.commandId),
      userFactsStatement(ctx.db, accountId, { userId }, ctx.now),
      userFactsStatement(ctx.db, accountId, { email }, ctx.now),
      sendsToStatement(ctx.db, accountId, { email, digest }, ctx.now - dayMs, maxSendsPerDay),
      hourlySendsStatement(ctx.db, accountId, ctx.now),
    ]);
    const repeated = repeatedSubject(commandOf(results[0]), mark);
    if (repeated !== null) return { repeated };
    const facts = firstOf<UserFactsRow>(results[1]);
    if (facts === null) throw new RefusalError({ reason: "notFound" });
    if (input.ifRevision !== undefined && input.ifRevision !== facts.revision) throw await staleRow(ctx, facts.id);
    const holder = firstOf<UserFactsRow>(results[2]);
    const dailyMails = dailyMailsOf(ctx, asker, results[4]);
    const decision = decide(
      {
        user: userFactsOf(facts),
        holder: holder && userFactsOf(holder),
        named: null,
        // The limit is the new address's; nobody there has been sent anything that a pause would be for.
        sends: historyOf(rowsOf<Sent>(results[3])),
        dailyMails,
        ...asker,
      },
      asker.actor,
      { kind: "correctAddress", before: facts.email, after: email },
      ctx,
    );
    if (decision.refusal) throw new RefusalError(decision.refusal);
    const { accountId } = asker;
    const target = {
      userId,
      revision: facts.revision,
      invitationId: facts.currentInvitationId,
      person: { ...facts, email },
      // What was mailed to the old address still counts, and the address itself is nobody's any more.
      sendsRenamed: [
        { from: facts.email, to: await addressDigest(ctx, facts.email) },
        { from: digest, to: email },
      ],
      // What was written to them has reached somebody else, or nobody.
      offer: { ...offer, locale: facts.currentLocale ?? asker.locale, message: facts.currentMessage },
    };
    const { effects } = decision;
    const statements = statementsFor(ctx.db, sceneOf(ctx, asker), [{ target, effects }], decision);
    return {
      accountId,
      subjectId: userId,
      guard: { accessRevision: asker.accessRevision, users: [facts], ...mailsGuard(ctx, dailyMails, effects) },
      statements: [...statements, ...(await readBack(ctx, asker, userId, decision))],
      made: { asker, facts, effects, userId },
      beforeCommit: () => armNew(ctx, effects, offer.invitationId),
    };
  });
  return finish(ctx, written, userId);
}
