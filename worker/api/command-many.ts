import type { Command } from "../../shared/command.ts";
import type { ManyOutput, ManyResult } from "../../shared/outputs.ts";
import type { Refusal } from "../../shared/refusal.ts";
import { unknownGroupStatement } from "../db/groups.ts";
import { firstOf, rowsOf } from "../db/rows.ts";
import { manyFactsStatement, sendHistoryOf, type UserFactsRow, userFactsOf } from "../db/user-facts.ts";
import { offerMaker } from "../invitation/offer.ts";
import type { Asking } from "./ask.ts";
import { type Outcome, runMany, sendingOf } from "./bulk.ts";
import { InputError } from "./refusal-error.ts";

type Input = { userIds: string[]; dryRun?: boolean | undefined; idempotencyKey?: string | undefined };

/** One command about many users, one after the other, written at once. Each is told how it went for them. */
export async function commandMany(ctx: Asking, input: Input, command: Command): Promise<ManyOutput> {
  const userIds = [...new Set(input.userIds)];
  const makeOffer = await offerMaker(ctx.env, ctx.now);
  const offers = new Map(userIds.map((userId) => [userId, makeOffer()]));
  const results = await runMany<ManyResult>(
    ctx,
    input,
    { upTo: userIds.length },
    (accountId) => [
      manyFactsStatement(ctx.db, accountId, { column: "id", values: userIds }, ctx.now),
      ...("groupIds" in command ? [unknownGroupStatement(ctx.db, accountId, command.groupIds)] : []),
    ],
    ([found, unknownGroup], asker, sequence) => {
      if (firstOf(unknownGroup) !== null) throw new InputError("groupIds", "groupUnknown");
      const factsOf = new Map(rowsOf<UserFactsRow>(found).map((facts) => [facts.id, facts]));
      return userIds.map((userId): Outcome<ManyResult> => {
        const facts = factsOf.get(userId);
        const offer = offers.get(userId);
        if (!facts || !offer) return refused(userId, { reason: "notFound" });
        const { currentInvitedBy: invitedByUserId } = facts;
        const one = { user: userFactsOf(facts), sends: sendHistoryOf(facts), invitedByUserId };
        const decision = sequence.decide(one, command);
        if (decision.refusal) return refused(userId, decision.refusal);
        return {
          result: { userId, refusal: null, ...sendingOf(decision) },
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
    },
  );
  return { results };
}

function refused(userId: string, refusal: Refusal): Outcome<ManyResult> {
  const result = { userId, refusal };
  return { result, lost: result, written: null };
}
