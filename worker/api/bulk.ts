import type { Decision } from "../../shared/command.ts";
import type { DailyMails } from "../../shared/daily-cap.ts";
import { inSequence, type Sequence } from "../../shared/decide-many.ts";
import type { Asker } from "../db/asker.ts";
import { bulkFactsOf, bulkFactsStatement, takeSlotsStatement } from "../db/bulk.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { statementsFor } from "../db/effects.ts";
import { forgetAccountOfAll } from "../db/logins.ts";
import { keepOutcomesStatement, keptOutcomesOf } from "../db/outcomes.ts";
import { hourlySendsStatement } from "../db/sends.ts";
import type { Change, Target } from "../db/target.ts";
import { armAll } from "../invitation/arm.ts";
import { deliverNotices } from "../invitation/notices.ts";
import { type Asking, askFirst } from "./ask.ts";
import { sceneOf } from "./commanded.ts";
import { dailyMailsOf, mailsGuard } from "./daily-mails.ts";
import {
  type Mark,
  markOf,
  maxBulkRounds,
  type Round,
  repeatedOutcomes,
  untilWritten,
  type Written,
} from "./repeatable.ts";

/** What one row of a run comes to; `lost` is what it came to if somebody else changes its user first. */
export type Outcome<Result> = {
  result: Result;
  lost: Result;
  /** What it writes, if anything. */
  written: { decision: Decision & { refusal?: never }; target: Target; loginId: string | null } | null;
};

/** Where a mail is sent: when it leaves, and until when the invitation is then valid. */
export function sendingOf({ effects }: Decision & { refusal?: never }): { sentAt?: number; expiresAt?: number } {
  const sending = effects.find((effect) => "sentAt" in effect);
  return sending ? { sentAt: sending.sentAt, expiresAt: sending.expiresAt } : {};
}

type Run<Result> = {
  asker: Asker;
  outcomes: Outcome<Result>[];
  dailyMails: DailyMails | null;
  /** When the first mail may leave and, afterwards, the first of the next run. */
  slots: { before: number; after: number };
};

type Made<Result> = Run<Result> & { keptAt: number };

/** As many as are due before the sweep comes by. */
const armsAtOnce = 40;
const armAheadMs = 60_000;

/**
 * A run from the call to its results: `load` says what it stands on besides who is asking, and `judge` decides it, one
 * after the other. A dry run is judged likewise, and not written. It may change as many as `upTo` administrators.
 */
export async function runMany<Result extends object>(
  ctx: Asking,
  input: { dryRun?: boolean | undefined; idempotencyKey?: string | undefined },
  { upTo, maxRounds = maxBulkRounds }: { upTo: number; maxRounds?: number },
  load: (accountId: string) => D1PreparedStatement[],
  judge: (results: D1Result[], asker: Asker, sequence: Sequence) => Outcome<Result>[],
): Promise<Result[]> {
  const mark = await markOf(ctx, input);
  const written = await untilWritten<Made<Result>>(
    ctx,
    mark,
    async (isLast) => {
      const { requireAllowed, results } = await askFirst(ctx, (accountId) => [
        commandStatement(ctx.db, accountId, mark.commandId),
        bulkFactsStatement(ctx.db, accountId, upTo),
        hourlySendsStatement(ctx.db, accountId, ctx.now),
        ...load(accountId),
      ]);
      const [command, facts, sends, ...loaded] = results;
      const repeated = input.dryRun ? null : repeatedOutcomes(commandOf(command), mark);
      if (repeated !== null) return { repeated };
      const asker = requireAllowed();
      const bulk = bulkFactsOf(facts);
      const dailyMails = dailyMailsOf(ctx, asker, sends);
      const sequence = inSequence({ ...asker, ...bulk, dailyMails }, asker.actor, ctx);
      const outcomes = judge(loaded, asker, sequence);
      const run = { asker, outcomes, dailyMails, slots: { before: bulk.nextSlotAt, after: sequence.nextSlotAt() } };
      return input.dryRun ? unwritten(run) : roundOfMany(ctx, mark, run, isLast);
    },
    maxRounds,
  );
  return resultsOf(ctx, written);
}

function unwritten<Result>(run: Run<Result>): Written<Made<Result>> {
  return { made: { ...run, keptAt: 0 }, results: [] };
}

/** One try to write a run. The last one counts on nobody's revision: whoever has changed since is left out and told so. */
function roundOfMany<Result extends object>(
  ctx: Asking,
  mark: Mark,
  run: Run<Result>,
  isLast: boolean,
): Round<Made<Result>> | Written<Made<Result>> {
  const { asker, outcomes, dailyMails, slots } = run;
  const { accountId, accessRevision } = asker;
  const written = outcomes.flatMap((outcome) => outcome.written ?? []);
  // Refusals are not remembered.
  if (written.length === 0) return unwritten(run);
  const takesSlots = slots.after > slots.before;
  const known = written.flatMap(({ target: { userId: id, revision } }) => (revision > 0 ? [{ id, revision }] : []));
  const keep = keepOutcomesStatement(
    ctx.db,
    accountId,
    mark.commandId,
    outcomes.map((outcome) => ({ ...outcome, user: outcome.written?.target ?? null })),
  );
  const changes: Change[] = written.map(({ target, decision }) => ({ target, effects: decision.effects }));
  const statements = statementsFor(ctx.db, { ...sceneOf(ctx, asker), armed: false }, changes, {
    administratorsChange: written.some(({ decision }) => decision.administratorsChange),
    onlyUnchanged: isLast,
    beforeRevisions: [keep],
  });
  return {
    accountId,
    subjectId: accountId,
    guard: {
      accessRevision,
      users: isLast ? [] : known,
      ...(takesSlots && !isLast ? { nextSlotAt: slots.before } : {}),
      ...mailsGuard(
        ctx,
        dailyMails,
        written.flatMap(({ decision }) => decision.effects),
      ),
    },
    statements: [...statements, ...(takesSlots ? [takeSlotsStatement(ctx.db, accountId, slots.after)] : [])],
    made: { ...run, keptAt: statements.indexOf(keep) },
  };
}

/** The results of a run, new or repeated. What the database cannot do begins once the caller has been answered. */
function resultsOf<Result extends object>(ctx: Asking, written: Written<Made<Result>>): Result[] {
  if ("repeated" in written) return JSON.parse(written.repeated);
  const { made, results } = written;
  const kept = keptOutcomesOf(results[made.keptAt]);
  if (kept === null) return made.outcomes.map(({ result }) => result);
  ctx.waitUntil(afterwards(ctx, made));
  return JSON.parse(kept);
}

/** None of it may fail the run: the sweep makes good what is left. */
async function afterwards(ctx: Asking, { asker, outcomes }: Run<object>): Promise<void> {
  await scheduler.wait(0);
  const { accountId } = asker;
  const loginIds: string[] = [];
  const unarmed: { accountId: string; id: string; mailDueAt: number }[] = [];
  let hasNotices = false;
  for (const { written } of outcomes) {
    if (written === null) continue;
    const { target, decision, loginId } = written;
    for (const effect of decision.effects) {
      if (effect.kind === "detachLogin" && loginId !== null) loginIds.push(loginId);
      if (effect.kind === "sendRemovalNotice") hasNotices = true;
      const id =
        effect.kind === "createInvitation"
          ? target.offer?.invitationId
          : effect.kind === "restartInvitation"
            ? target.invitationId
            : null;
      if (id && "sentAt" in effect && effect.sentAt <= ctx.now + armAheadMs) {
        unarmed.push({ accountId, id, mailDueAt: effect.sentAt });
      }
    }
  }
  if (loginIds.length > 0) await forgetAccountOfAll(ctx.db, loginIds, accountId);
  await armAll(ctx.env, unarmed.slice(0, armsAtOnce), ctx.now);
  if (hasNotices) await deliverNotices(ctx.env, ctx.now, () => Date.now());
}
