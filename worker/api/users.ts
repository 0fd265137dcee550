import * as inputs from "../../shared/inputs.ts";
import { defaultPageSize, exactTotalLimit } from "../../shared/limits.ts";
import type { InviteManyOutput, ManyOutput, Removed, UserCounts, UserList, UserRow } from "../../shared/outputs.ts";
import { countsOf, countsStatements } from "../db/user-counts.ts";
import { toUserRow } from "../db/user-row.ts";
import { type UsersList, usersList } from "../db/users-list.ts";
import { type Asking, ask } from "./ask.ts";
import { commandMany } from "./command-many.ts";
import { readUser, rowOf } from "./commanded.ts";
import { correctAddress } from "./correct-address.ts";
import { inviteMany } from "./invite-many.ts";
import { inviteUser } from "./invite-user.ts";
import { InputError } from "./refusal-error.ts";
import { procedure, router } from "./trpc.ts";
import { commandUser } from "./user-command.ts";

export const usersRouter = router({
  list: procedure("users.list")
    .input(inputs.usersList)
    .query(({ ctx, input }): Promise<UserList> => listUsers(ctx, input)),

  get: procedure("users.get")
    .input(inputs.usersGet)
    .query(async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await readUser(ctx, input))),

  counts: procedure("users.counts")
    .input(inputs.nothing)
    .query(async ({ ctx }): Promise<UserCounts> => {
      const { results } = await ask(ctx, (accountId) => countsStatements(ctx.db, accountId, ctx.now));
      return countsOf(results);
    }),

  invite: procedure("users.invite")
    .input(inputs.usersInvite)
    .mutation(async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await inviteUser(ctx, input))),

  inviteMany: procedure("users.inviteMany")
    .input(inputs.usersInviteMany)
    .mutation(({ ctx, input }): Promise<InviteManyOutput> => inviteMany(ctx, input)),

  edit: procedure("users.edit")
    .input(inputs.usersEdit)
    .mutation(
      async ({ ctx, input }): Promise<UserRow> =>
        rowOf(ctx, await commandUser(ctx, input, { kind: "editGroups", groupIds: input.groupIds })),
    ),

  correctAddress: procedure("users.correctAddress")
    .input(inputs.usersCorrectAddress)
    .mutation(async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await correctAddress(ctx, input))),

  remove: procedure("users.remove")
    .input(inputs.usersGuarded)
    .mutation(
      async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await commandUser(ctx, input, { kind: "remove" })),
    ),

  resendMany: procedure("users.resendMany")
    .input(inputs.usersMany)
    .mutation(({ ctx, input }): Promise<ManyOutput> => commandMany(ctx, input, { kind: "resend" })),

  sendNewMany: procedure("users.sendNewMany")
    .input(inputs.usersMany)
    .mutation(({ ctx, input }): Promise<ManyOutput> => commandMany(ctx, input, { kind: "sendNew" })),

  editMany: procedure("users.editMany")
    .input(inputs.usersEditMany)
    .mutation(
      ({ ctx, input }): Promise<ManyOutput> =>
        commandMany(ctx, input, { kind: "editGroups", groupIds: input.groupIds }),
    ),

  removeMany: procedure("users.removeMany")
    .input(inputs.usersMany)
    .mutation(({ ctx, input }): Promise<ManyOutput> => commandMany(ctx, input, { kind: "remove" })),

  block: procedure("users.block")
    .input(inputs.usersGuarded)
    .mutation(async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await commandUser(ctx, input, { kind: "block" }))),

  unblock: procedure("users.unblock")
    .input(inputs.usersOne)
    .mutation(
      async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await commandUser(ctx, input, { kind: "unblock" })),
    ),

  delete: procedure("users.delete")
    .input(inputs.usersOne)
    .mutation(async ({ ctx, input }): Promise<Removed> => {
      const { userId } = await commandUser(ctx, input, { kind: "delete" });
      return { id: userId };
    }),
});

/** Pages that begin further on are worth a second call to D1, to count them from the nearer end. */
const deepOffset = 1_000;

async function listUsers(ctx: Asking, input: inputs.UsersListInput): Promise<UserList> {
  const pageSize = input.pageSize ?? defaultPageSize;
  const offset = ((input.page ?? 1) - 1) * pageSize;
  const isDeep = input.cursor === undefined && offset > deepOffset;
  const { asker, results } = await ask(ctx, (accountId) =>
    isDeep
      ? known(usersList(ctx.db, accountId, { ...input, page: 1 }, ctx.now)).statements.slice(1)
      : known(usersList(ctx.db, accountId, input, ctx.now)).statements,
  );
  const list = known(usersList(ctx.db, asker.accountId, input, ctx.now));
  if (!isDeep) return toList(ctx, asker, list.pageOf(results));
  // Far from the beginning the end may be nearer: the rows in between are what such a page costs.
  const { total, totalIsExact } = list.pageOf([emptyResult, ...results]);
  const skip = Math.max(0, total - offset - pageSize);
  const fromEnd = totalIsExact && skip < offset;
  if ((fromEnd ? skip : offset) > exactTotalLimit) throw new InputError("page", "invalid");
  const far = known(usersList(ctx.db, asker.accountId, input, ctx.now, fromEnd ? { skip } : undefined));
  const page = far.pageOf(await ctx.db.batch(far.statements));
  const rest = Math.max(0, Math.min(pageSize, total - offset));
  return toList(ctx, asker, { ...page, rows: fromEnd ? page.rows.slice(page.rows.length - rest) : page.rows });
}

const emptyResult: D1Result = {
  results: [],
  success: true,
  meta: { duration: 0, size_after: 0, rows_read: 0, rows_written: 0, last_row_id: 0, changed_db: false, changes: 0 },
};

function known(list: UsersList | "cursorInvalid"): UsersList {
  if (list === "cursorInvalid") throw new InputError("cursor", "cursorInvalid");
  return list;
}

function toList(ctx: Asking, asker: Parameters<typeof toUserRow>[1], page: ReturnType<UsersList["pageOf"]>): UserList {
  return { ...page, rows: page.rows.map((stored) => toUserRow(stored, asker, ctx)) };
}
