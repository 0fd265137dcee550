import type { EventType } from "../../shared/events.ts";
import * as inputs from "../../shared/inputs.ts";
import type { GroupRow, Removed } from "../../shared/outputs.ts";
import type { Asker } from "../db/asker.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { accessChangedStatement } from "../db/effects.ts";
import { eventStatement } from "../db/events.ts";
import {
  groupOf,
  groupStatement,
  groupsOfResult,
  groupsStatement,
  insertGroupStatement,
  nameTakenStatement,
  onlyGroupStatement,
  removeGroupStatements,
  renameGroupStatement,
} from "../db/groups.ts";
import { newId } from "../db/new-id.ts";
import { firstOf } from "../db/rows.ts";
import { type Asking, ask, read } from "./ask.ts";
import { RefusalError } from "./refusal-error.ts";
import { markOf, repeatedSubject, untilWritten } from "./repeatable.ts";
import { procedure, router } from "./trpc.ts";

export const groupsRouter = router({
  /** All groups, with how many users they have. */
  list: procedure("groups.list")
    .input(inputs.nothing)
    .query(async ({ ctx }): Promise<GroupRow[]> => {
      const { results } = await read(ctx, (accountId) => [groupsStatement(ctx.db, accountId)]);
      return groupsOfResult(results[0]);
    }),

  /** Makes a group. Refused: `nameTaken`. */
  create: procedure("groups.create")
    .input(inputs.groupsCreate)
    .mutation(async ({ ctx, input }): Promise<GroupRow> => {
      const id = newId("group");
      return freshGroup(
        ctx,
        await changeGroups(ctx, input, id, { name: input.name }, (asker) => ({
          type: "group.created",
          details: { groupId: id, name: input.name },
          statements: [
            insertGroupStatement(ctx.db, asker.accountId, { id, name: input.name, isAdministrators: false }),
          ],
        })),
      );
    }),

  /** Renames a group. Refused: `nameTaken`, `notFound`, `notAllowed` (Administrators). */
  rename: procedure("groups.rename")
    .input(inputs.groupsRename)
    .mutation(async ({ ctx, input }): Promise<GroupRow> => {
      const { groupId, name } = input;
      return freshGroup(
        ctx,
        await changeGroups(ctx, input, groupId, { name, mustExist: true }, (asker, group) => ({
          type: "group.renamed",
          details: { groupId, before: group?.name ?? "", after: name },
          statements: [renameGroupStatement(ctx.db, asker.accountId, groupId, name)],
        })),
      );
    }),

  /** Removes a group that is nobody's only one. Refused: `groupInUse`, `notFound`, `notAllowed` (Administrators). */
  remove: procedure("groups.remove")
    .input(inputs.groupsRemove)
    .mutation(async ({ ctx, input }): Promise<Removed> => {
      const { groupId } = input;
      const id = await changeGroups(ctx, input, groupId, { mustExist: true, mustBeSpare: true }, (asker, group) => ({
        type: "group.removed",
        details: { groupId, name: group?.name ?? "" },
        statements: removeGroupStatements(ctx.db, asker.accountId, groupId),
      }));
      return { id };
    }),
});

type Change = {
  type: EventType;
  details: Record<string, string>;
  statements: D1PreparedStatement[];
};

/** Everything a change of groups has to hold: names differ, Administrators stays as it is, everybody keeps a group. */
async function changeGroups(
  ctx: Asking,
  input: { idempotencyKey?: string | undefined },
  groupId: string,
  rules: { name?: string; mustExist?: boolean; mustBeSpare?: boolean },
  changeOf: (asker: Asker, group: GroupRow | null) => Change,
): Promise<string> {
  const mark = await markOf(ctx, input);
  const written = await untilWritten(ctx, mark, async () => {
    const { asker, results } = await ask(ctx, (accountId) => [
      commandStatement(ctx.db, accountId, mark.commandId),
      groupStatement(ctx.db, accountId, groupId),
      nameTakenStatement(ctx.db, accountId, rules.name ?? "", groupId),
      onlyGroupStatement(ctx.db, accountId, groupId),
    ]);
    const repeated = repeatedSubject(commandOf(results[0]), mark);
    if (repeated !== null) return { repeated };
    const group = groupOf(results[1]);
    if (rules.mustExist && group === null) throw new RefusalError({ reason: "notFound" });
    if (group?.isAdministrators) throw new RefusalError({ reason: "notAllowed" });
    if (firstOf(results[2]) !== null) throw new RefusalError({ reason: "nameTaken" });
    const userCount = firstOf<{ userCount: number }>(results[3])?.userCount ?? 0;
    if (rules.mustBeSpare && userCount > 0) throw new RefusalError({ reason: "groupInUse", userCount });
    const { type, details, statements } = changeOf(asker, group);
    const { accountId, actor } = asker;
    const { now } = ctx;
    return {
      accountId,
      subjectId: groupId,
      guard: { accessRevision: asker.accessRevision, users: [] },
      statements: [
        ...statements,
        eventStatement(ctx.db, { accountId, type, actor, at: now, recordedAt: now, details }),
        // Two changes of groups at once are decided one after the other.
        accessChangedStatement(ctx.db, accountId),
      ],
      made: groupId,
    };
  });
  return "repeated" in written ? written.repeated : written.made;
}

async function freshGroup(ctx: Asking, groupId: string): Promise<GroupRow> {
  const { results } = await ask(ctx, (accountId) => [groupStatement(ctx.db, accountId, groupId)]);
  const group = groupOf(results[0]);
  if (group === null) throw new RefusalError({ reason: "notFound" });
  return group;
}
