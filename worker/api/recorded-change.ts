import type { EventDetails, EventType } from "../../shared/events.ts";
import type { Asker } from "../db/asker.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { eventStatement } from "../db/events.ts";
import { type Asking, ask } from "./ask.ts";
import { markOf, repeatedSubject, untilWritten } from "./repeatable.ts";

type Change = { type: EventType; details: EventDetails; statements: D1PreparedStatement[] };

/**
 * Changes a thing that belongs to an account alone, and records it: decided on all that the account has of them, again
 * if somebody's rights have changed meanwhile. Null from `changeOf` leaves everything as it is.
 */
export async function recordChange<Row>(
  ctx: Asking,
  subjectId: string,
  all: { statement: (accountId: string) => D1PreparedStatement; of: (result: D1Result | undefined) => Row[] },
  changeOf: (asker: Asker, rows: Row[]) => Change | null,
): Promise<void> {
  const mark = await markOf(ctx, {});
  await untilWritten(ctx, mark, async () => {
    const { asker, results } = await ask(ctx, (accountId) => [
      commandStatement(ctx.db, accountId, mark.commandId),
      all.statement(accountId),
    ]);
    const repeated = repeatedSubject(commandOf(results[0]), mark);
    if (repeated !== null) return { repeated };
    const change = changeOf(asker, all.of(results[1]));
    if (change === null) return { repeated: subjectId };
    const { accountId, actor } = asker;
    const { type, details, statements } = change;
    const event = { accountId, type, actor, at: ctx.now, recordedAt: ctx.now, details };
    return {
      accountId,
      subjectId,
      guard: { accessRevision: asker.accessRevision, users: [] },
      statements: [...statements, eventStatement(ctx.db, event)],
      made: subjectId,
    };
  });
}
