import { TRPCError } from "@trpc/server";
import * as inputs from "../../shared/inputs.ts";
import type {
  Accepted,
  AskedAgain,
  Declined,
  InvitationHistory,
  InvitationLink,
  InvitationPreview,
  MyInvitation,
  StopState,
  UserRow,
} from "../../shared/outputs.ts";
import { historyOf, historyStatements } from "../db/invitation-history.ts";
import { findMine, groupNamesOf } from "../db/invitations.ts";
import { codeFor, linkUrl } from "../invitation/links.ts";
import { acceptByCode } from "./accept.ts";
import { read, requireSession } from "./ask.ts";
import { askAgainByCode, declineByCode, openByCode, previewOf } from "./by-code.ts";
import { rowOf } from "./commanded.ts";
import { RefusalError } from "./refusal-error.ts";
import { procedure, router } from "./trpc.ts";
import { commandUser } from "./user-command.ts";

const stopping = () => import("./stop-by-code.ts");

export const invitationsRouter = router({
  /** All that has become of a user's invitations and their mails. Refused: `notFound`. */
  history: procedure("invitations.history")
    .input(inputs.invitationsHistory)
    .query(async ({ ctx, input }): Promise<InvitationHistory[]> => {
      const { results } = await read(ctx, (accountId) => historyStatements(ctx.db, accountId, input.userId));
      const history = historyOf(results, ctx);
      if (history === null) throw new RefusalError({ reason: "notFound" });
      return history;
    }),

  /**
   * The link of the open invitation, to hand over yourself; who uses it proves their address by a code. It moves no
   * deadline, and is in the audit trail. Refused: `invitationExpired`, `invitationDeclined`, `alreadyAccepted`,
   * `blocked`, `wrongStatus`, `linkInvalid`, `conflict`, `notFound`.
   */
  link: procedure("invitations.link")
    .input(inputs.usersOne)
    .mutation(async ({ ctx, input }): Promise<InvitationLink> => {
      const { stored, repeatedSubject } = await commandUser(ctx, input, { kind: "copyLink" });
      if (!stored?.currentInvitationId || stored.keyId === null || stored.expiresAt === null) {
        throw new RefusalError({ reason: "notFound" });
      }
      const { currentInvitationId: id, keyId, expiresAt } = stored;
      // Another link has replaced the one that was copied; copying that one is another command, and audited.
      if (repeatedSubject !== undefined && repeatedSubject !== id) throw new RefusalError({ reason: "conflict" });
      const code = await codeFor(ctx.env, { id, keyId }, "copy");
      if (code === null) throw new RefusalError({ reason: "linkInvalid" });
      return { url: linkUrl(ctx.env, code), expiresAt };
    }),

  /**
   * Mails the same link again, and restarts its deadline. Refused: `coolingDown` (60 seconds), `tooManySends` (5 a
   * day and address, or the `limit` of the whole account), `invitationExpired`, `invitationDeclined`,
   * `alreadyAccepted`, `blocked`, `wrongStatus`, `notFound`.
   */
  resend: procedure("invitations.resend")
    .input(inputs.usersOne)
    .mutation(
      async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await commandUser(ctx, input, { kind: "resend" })),
    ),

  /**
   * A new invitation with a link of its own, once the last one has expired or was declined. Refused:
   * `invitationNotExpired`, `tooManySends`, `alreadyAccepted`, `blocked`, `wrongStatus`, `notFound`, `notAllowed`
   * (an administrator).
   */
  sendNew: procedure("invitations.sendNew")
    .input(inputs.usersOne)
    .mutation(
      async ({ ctx, input }): Promise<UserRow> => rowOf(ctx, await commandUser(ctx, input, { kind: "sendNew" })),
    ),

  /** The open invitations of the address that is signed in. */
  mine: procedure("invitations.mine")
    .input(inputs.nothing)
    .query(async ({ ctx }): Promise<MyInvitation[]> => {
      const session = await requireSession(ctx);
      const rows = await findMine(ctx.db, session.email, ctx.now);
      const invitations = await Promise.all(
        rows.map(async (row) => {
          const code = await codeFor(ctx.env, row, "copy");
          const { id, accountName, inviterName, expiresAt } = row;
          return code === null
            ? []
            : [{ invitationId: id, accountName, inviterName, groups: groupNamesOf(row), expiresAt, code }];
        }),
      );
      return invitations.flat();
    }),

  /** What an open invitation shows to whoever has its link. */
  preview: procedure("invitations.preview")
    .input(inputs.invitationsCode)
    .query(async ({ ctx, input }): Promise<InvitationPreview> => {
      // In a URL the code would end up in logs.
      if (ctx.method !== "POST") throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
      const opened = await openByCode(ctx, input.code, null);
      return previewOf(ctx, opened);
    }),

  /** Joins. Needs the session of the invited address, or the mailed link of an address without a login. */
  accept: procedure("invitations.accept")
    .input(inputs.invitationsAccept)
    .mutation(({ ctx, input }): Promise<Accepted> => acceptByCode(ctx, input)),

  /** Declines an open invitation. */
  decline: procedure("invitations.decline")
    .input(inputs.invitationsCode)
    .mutation(({ ctx, input }): Promise<Declined> => declineByCode(ctx, input.code)),

  /** Asks for another link once this one has expired. */
  askAgain: procedure("invitations.askAgain")
    .input(inputs.invitationsCode)
    .mutation(({ ctx, input }): Promise<AskedAgain> => askAgainByCode(ctx, input.code)),

  /** Whether invitation mails of this account reach the address that the mail with this code went to. */
  stopState: procedure("invitations.stopState")
    .input(inputs.invitationsCode)
    .query(async ({ ctx, input }): Promise<StopState> => {
      // In a URL the code would end up in logs.
      if (ctx.method !== "POST") throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
      return (await stopping()).stopStateByCode(ctx, input.code);
    }),

  /** Declines the invitation if it is open, and lets no more invitation mails of this account reach that address. */
  stop: procedure("invitations.stop")
    .input(inputs.invitationsCode)
    .mutation(async ({ ctx, input }): Promise<StopState> => (await stopping()).stopByCode(ctx, input.code)),

  /** Takes a stop back. */
  allow: procedure("invitations.allow")
    .input(inputs.invitationsCode)
    .mutation(async ({ ctx, input }): Promise<StopState> => (await stopping()).allowByCode(ctx, input.code)),
});
