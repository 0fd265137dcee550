import * as inputs from "../../shared/inputs.ts";
import type { InviteManyOutput, ManyOutput, Removed, UserCounts, UserList, UserRow } from "../../shared/outputs.ts";
import { countsOf, countsStatements } from "../db/user-counts.ts";
import { toUserRow } from "../db/user-row.ts";
import { type UsersList, usersList } from "../db/users-list.ts";
import { type Asking, read } from "./ask.ts";
import { commandMany } from "./command-many.ts";
import { readUser, rowOf } from "./commanded.ts";
import { correctAddress } from "./correct-address.ts";
import { inviteMany } from "./invite-many.ts";
import { inviteUser } from "./invite-user.ts";
import { InputError } from "./refusal-error.ts";
import { procedure, router } from "./trpc.ts";
import { commandUser } from "./user-command.ts";

export const usersRouter = router({
  /** A page of users, everybody but who was removed unless `status` says otherwise, with how many there are. */
  list: procedure("users.list")
    .input(inputs.usersList)
    .query(({ ctx, input }): Promise<UserList> => listUsers(ctx, input)),

  /** One user, by id, address or your own id. Refused: `notFound`. */
  get: procedure("users.get")
    .input(inputs.usersGet)
    .query(async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await readUser(ctx, input))),

  /** How many users there are, by status. */
  counts: procedure("users.counts")
    .input(inputs.nothing)
    .query(async ({ ctx }): Promise<UserCounts> => {
      const { results } = await read(ctx, (accountId) => countsStatements(ctx.db, accountId, ctx.now));
      return countsOf(results);
    }),

  /**
   * Makes a user and sends the invitation; who was removed comes back under the same id. Refused: `alreadyUser`,
   * `alreadyInvited` (whoever has the address or the `externalId`), `groupRequired`, `tooManySends`, `conflict`
   * (somebody removed has the `externalId`), `notAllowed` (into Administrators).
   */
  invite: procedure("users.invite")
    .input(inputs.usersInvite)
    .mutation(async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await inviteUser(ctx, input))),

  /**
   * Invites a list, each row judged by itself: one that is refused spoils no other, and who is there already is told
   * and not mailed.
   */
  inviteMany: procedure("users.inviteMany")
    .input(inputs.usersInviteMany)
    .mutation(({ ctx, input }): Promise<InviteManyOutput> => inviteMany(ctx, input)),

  /**
   * Gives a user other groups. Refused: `groupRequired`, `blocked`, `wrongStatus` (removed), `lastAdministrator`,
   * `conflict`, `notFound`, `notAllowed` (into or out of Administrators).
   */
  edit: procedure("users.edit")
    .input(inputs.usersEdit)
    .mutation(
      async ({ ctx, input }): Promise<UserRow> =>
        rowOf(ctx, await commandUser(ctx, input, { kind: "editGroups", groupIds: input.groupIds })),
    ),

  /**
   * Corrects the address of somebody who has not joined, and sends a new invitation there; the old link is dead.
   * Refused: `alreadyAccepted`, `alreadyUser` and `alreadyInvited` (the address is somebody else's), `tooManySends`,
   * `wrongStatus`, `conflict`, `notFound`, `notAllowed`.
   */
  correctAddress: procedure("users.correctAddress")
    .input(inputs.usersCorrectAddress)
    .mutation(async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await correctAddress(ctx, input))),

  /**
   * Ends somebody's place, or withdraws their invitation. Refused: `wrongStatus` (removed already), `self`,
   * `lastAdministrator`, `conflict`, `notFound`, `notAllowed` (an administrator).
   */
  remove: procedure("users.remove")
    .input(inputs.usersGuarded)
    .mutation(
      async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await commandUser(ctx, input, { kind: "remove" })),
    ),

  /** Sends many their link again, each judged by itself. Refused by row: as `invitations.resend`. */
  resendMany: procedure("users.resendMany")
    .input(inputs.usersMany)
    .mutation(({ ctx, input }): Promise<ManyOutput> => commandMany(ctx, input, { kind: "resend" })),

  /** Sends many a new invitation, each judged by itself. Refused by row: as `invitations.sendNew`. */
  sendNewMany: procedure("users.sendNewMany")
    .input(inputs.usersMany)
    .mutation(({ ctx, input }): Promise<ManyOutput> => commandMany(ctx, input, { kind: "sendNew" })),

  /** Gives many users the same groups in place of theirs, each judged by itself. Refused by row: as `users.edit`. */
  editMany: procedure("users.editMany")
    .input(inputs.usersEditMany)
    .mutation(
      ({ ctx, input }): Promise<ManyOutput> =>
        commandMany(ctx, input, { kind: "editGroups", groupIds: input.groupIds }),
    ),

  /** Removes many, each judged by itself. Refused by row: as `users.remove`. */
  removeMany: procedure("users.removeMany")
    .input(inputs.usersMany)
    .mutation(({ ctx, input }): Promise<ManyOutput> => commandMany(ctx, input, { kind: "remove" })),

  /**
   * Keeps an active user out until unblocked. Refused: `wrongStatus`, `self`, `lastAdministrator`, `conflict`,
   * `notFound`, `notAllowed` (an administrator).
   */
  block: procedure("users.block")
    .input(inputs.usersGuarded)
    .mutation(async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await commandUser(ctx, input, { kind: "block" }))),

  /** Lets a blocked user in again. Refused: `wrongStatus`, `notFound`, `notAllowed` (an administrator). */
  unblock: procedure("users.unblock")
    .input(inputs.usersOne)
    .mutation(
      async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await commandUser(ctx, input, { kind: "unblock" })),
    ),

  /**
   * Forgets a removed user: name and address are emptied everywhere, in events too. Refused: `wrongStatus` (not
   * removed), `notFound`.
   */
  delete: procedure("users.delete")
    .input(inputs.usersOne)
    .mutation(async ({ ctx, input }): Promise<Removed> => {
      const { userId } = await commandUser(ctx, input, { kind: "delete" });
      return { id: userId };
    }),
});

async function listUsers(ctx: Asking, input: inputs.UsersListInput): Promise<UserList> {
  const listIn = (accountId: string) => known(usersList(ctx.db, accountId, input, ctx.now));
  const { asker, results } = await read(ctx, (accountId) => [listIn(accountId).statement]);
  const page = listIn(asker.accountId).pageOf(results[0]);
  if (page === "tooFar") throw new InputError("page", "invalid");
  return { ...page, rows: page.rows.map((stored) => toUserRow(stored, asker, ctx)) };
}

function known(list: UsersList | "cursorInvalid"): UsersList {
  if (list === "cursorInvalid") throw new InputError("cursor", "cursorInvalid");
  return list;
}
