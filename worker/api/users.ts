import * as inputs from "../../shared/inputs.ts";
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

async function listUsers(ctx: Asking, input: inputs.UsersListInput): Promise<UserList> {
  const listIn = (accountId: string) => known(usersList(ctx.db, accountId, input, ctx.now));
  const { asker, results } = await ask(ctx, (accountId) => [listIn(accountId).statement]);
  const page = listIn(asker.accountId).pageOf(results[0]);
  if (page === "tooFar") throw new InputError("page", "invalid");
  return { ...page, rows: page.rows.map((stored) => toUserRow(stored, asker, ctx)) };
}

function known(list: UsersList | "cursorInvalid"): UsersList {
  if (list === "cursorInvalid") throw new InputError("cursor", "cursorInvalid");
  return list;
}
