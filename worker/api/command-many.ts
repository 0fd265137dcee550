import type { Command } from "../../shared/command.ts";
import { inSequence } from "../../shared/decide-many.ts";
import type { ManyOutput, ManyResult } from "../../shared/outputs.ts";
import type { Refusal } from "../../shared/refusal.ts";
import { bulkFactsOf, bulkFactsStatement } from "../db/bulk.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { unknownGroupStatement } from "../db/groups.ts";
import { firstOf, rowsOf } from "../db/rows.ts";
import { manyFactsStatement, sendHistoryOf, type UserFactsRow, userFactsOf } from "../db/user-facts.ts";
import { offerMaker } from "../invitation/offer.ts";
import { type Asking, askFirst } from "./ask.ts";
import { type Outcome, resultsOf, roundOfMany } from "./bulk.ts";
import { InputError } from "./refusal-error.ts";
import { markOf, maxBulkRounds, repeatedOutcomes, untilWritten } from "./repeatable.ts";

type Input = { userIds: string[]; dryRun?: boolean | undefined; idempotencyKey?: string | undefined };

/** One command about many users, one after the other, written at once. Each is told how it went for them. */
export async function commandMany(ctx: Asking, input: Input, command: Command): Promise<ManyOutput> {
  const userIds = [...new Set(input.userIds)];
  const mark = await markOf(ctx, input);
  const makeOffer = await offerMaker(ctx.env, ctx.now);
  const offers = new Map(userIds.map((userId) => [userId, makeOffer()]));
  const written = await untilWritten(
    ctx,
    mark,
    async (isLast) => {
      const { requireAllowed, results } = await askFirst(ctx, (accountId) => [
        commandStatement(ctx.db, accountId, mark.commandId),
        manyFactsStatement(ctx.db, accountId, { column: "id", values: userIds }, ctx.now),
        bulkFactsStatement(ctx.db, accountId, userIds.length),
        ...("groupIds" in command ? [unknownGroupStatement(ctx.db, accountId, command.groupIds)] : []),
      ]);
      const repeated = input.dryRun ? null : repeatedOutcomes(commandOf(results[0]), mark);
      if (repeated !== null) return { repeated };
      const asker = requireAllowed();
      if (firstOf(results[3]) !== null) throw new InputError("groupIds", "groupUnknown");
      const factsOf = new Map(rowsOf<UserFactsRow>(results[1]).map((facts) => [facts.id, facts]));
      const bulk = bulkFactsOf(results[2]);
      const sequence = inSequence({ ...asker, ...bulk }, asker.actor, ctx);
      const outcomes = userIds.map((userId): Outcome<ManyResult> => {
        const facts = factsOf.get(userId);
        const offer = offers.get(userId);
        if (!facts || !offer) return refused(userId, { reason: "notFound" });
        const { currentInvitedBy: invitedByUserId } = facts;
        const one = { user: userFactsOf(facts), sends: sendHistoryOf(facts), invitedByUserId };
        const decision = sequence.decide(one, command);
        if (decision.refusal) return refused(userId, decision.refusal);
        const sending = decision.effects.find((effect) => "sentAt" in effect);
        return {
          result: {
            userId,
            refusal: null,
            ...(sending && { sentAt: sending.sentAt, expiresAt: sending.expiresAt }),
          },
          lost: refused(userId, { reason: "conflict" }).result,
          written: {
            decision,
            target: {
              userId,
              revision: facts.revision,
              invitationId: facts.currentInvitationId,
              person: facts,
              offer: { ...offer, locale: facts.currentLocale ?? asker.locale, message: null },
            },
            loginId: facts.loginId,
          },
        };
      });
      const run = { asker, outcomes, slots: { before: bulk.nextSlotAt, after: sequence.nextSlotAt() } };
      if (input.dryRun) return { made: { ...run, keptAt: 0 }, results: [] };
      return roundOfMany(ctx, mark, run, isLast);
    },
    maxBulkRounds,
  );
  return { results: resultsOf(ctx, written) };
}

function refused(userId: string, refusal: Refusal): Outcome<ManyResult> {
  const result = { userId, refusal };
  return { result, lost: result, written: null };
}
