import type { Command } from "../../shared/command.ts";
import { decide } from "../../shared/decide.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { statementsFor } from "../db/effects.ts";
import { unknownGroupStatement } from "../db/groups.ts";
import { firstOf } from "../db/rows.ts";
import { hourlySendsStatement } from "../db/sends.ts";
import { sendHistoryOf, type UserFactsRow, userFactsOf, userFactsStatement } from "../db/user-facts.ts";
import { newOffer } from "../invitation/offer.ts";
import { type Asking, askFirst, requireAccount, requireSession } from "./ask.ts";
import {
  addressDigest,
  afterwards,
  armNew,
  type Commanded,
  finish,
  type Made,
  readBack,
  sceneOf,
  staleRow,
} from "./commanded.ts";
import { dailyMailsOf, mailsGuard } from "./daily-mails.ts";
import { InputError, RefusalError } from "./refusal-error.ts";
import { markOf, repeatedSubject, untilWritten, type Written } from "./repeatable.ts";

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
      hourlySendsStatement(ctx.db, accountId, ctx.now),
      ...("groupIds" in command ? [unknownGroupStatement(ctx.db, accountId, command.groupIds)] : []),
    ]);
    const repeated = repeatedSubject(commandOf(results[0]), mark);
    if (repeated !== null) return { repeated };
    const asker = requireAllowed();
    const facts = firstOf<UserFactsRow>(results[1]);
    if (facts === null) throw new RefusalError({ reason: "notFound" });
    if (input.ifRevision !== undefined && input.ifRevision !== facts.revision) throw await staleRow(ctx, facts.id);
    if (firstOf(results[3]) !== null) throw new InputError("groupIds", "groupUnknown");
    const user = userFactsOf(facts);
    const dailyMails = dailyMailsOf(ctx, asker, results[2]);
    const known = { user, named: null, sends: sendHistoryOf(facts), dailyMails, ...asker };
    const decision = decide(known, asker.actor, command, ctx);
    if (decision.refusal) throw new RefusalError(decision.refusal);
    const target = {
      userId: facts.id,
      revision: facts.revision,
      invitationId: facts.currentInvitationId,
      person: facts,
      ...(command.kind === "delete" ? { addressDigest: await addressDigest(ctx, facts.email) } : {}),
      offer: { ...offer, locale: facts.currentLocale ?? asker.locale, message: null },
    };
    const { effects } = decision;
    const statements = statementsFor(ctx.db, sceneOf(ctx, asker), [{ target, effects }], decision);
    return {
      accountId: asker.accountId,
      // A link is one invitation's: a retry must not hand out the next one's.
      subjectId: (command.kind === "copyLink" && facts.currentInvitationId) || facts.id,
      guard: { accessRevision: asker.accessRevision, users: [facts], ...mailsGuard(ctx, dailyMails, effects) },
      statements: [...statements, ...(await readBack(ctx, asker, facts.id, decision))],
      made: { asker, facts, effects, userId: facts.id },
      beforeCommit: () => armNew(ctx, effects, offer.invitationId),
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
