import { maskAddress } from "../../shared/address.ts";
import type { Proof } from "../../shared/command.ts";
import type { Accepted } from "../../shared/outputs.ts";
import { newSession } from "../auth/session.ts";
import { sessionCookie } from "../auth/session-cookie.ts";
import type { Credential } from "../db/asker.ts";
import { ensureLogin, makeLogin } from "../db/logins.ts";
import type { UserFactsRow } from "../db/user-facts.ts";
import type { Channel } from "../invitation/link-code.ts";
import type { Asking } from "./ask.ts";
import { decideByCode, openByCode, roundByCode, tellInviter } from "./by-code.ts";
import { markOf, untilWritten } from "./repeatable.ts";

type AcceptInput = { code: string; firstName: string; lastName: string };

/**
 * Lets somebody in: the login first (safe to repeat), with the session of who is new; then the account's batch; and only
 * then the cookie. A login that this link has just made stays proven for the next round; one that was there before needs
 * its owner.
 */
export async function acceptByCode(ctx: Asking, input: AcceptInput): Promise<Accepted> {
  const mark = await markOf(ctx, { idempotencyKey: undefined });
  const session = newSession(ctx.now, ctx.device);
  let madeLoginId: string | null = null;
  const written = await untilWritten(ctx, mark, async () => {
    const opened = await openByCode(ctx, input.code, mark.commandId);
    if (opened.row.isWritten === 1) return { made: opened, results: [] };
    const { user, row, channel } = opened;
    const credential = await ctx.credential();
    const asked = (proof: Proof) =>
      decideByCode(ctx, opened, {
        kind: "accept",
        proof,
        invitedAddress: maskAddress(user.email),
        signedInAs: credential.kind === "session" ? credential.email : "",
      });
    const decision = asked(proofOf(credential, channel, user));
    if (credential.kind === "session") {
      const { loginId } = await ensureLogin(ctx.db, user.email, row.accountId, ctx.now);
      return roundByCode(ctx, opened, decision, { ...input, loginId });
    }
    madeLoginId ??= await makeLogin(ctx.db, user.email, row.accountId, session);
    if (madeLoginId === null) return roundByCode(ctx, opened, asked("none"), input);
    return roundByCode(ctx, opened, decision, { ...input, loginId: madeLoginId });
  });
  if ("repeated" in written) throw new Error("Accepting was not carried out");
  tellInviter(ctx, written);
  if (madeLoginId !== null) ctx.responseHeaders.append("set-cookie", await sessionCookie(session.token, ctx.env));
  const { row, user } = written.made;
  return {
    accountId: row.accountId,
    accountName: row.accountName,
    userId: user.id,
    homeUrl: row.homeUrl,
    isSignedIn: true,
  };
}

/** Whether the address of a mailed link has a login already is known once it cannot be made. */
function proofOf(credential: Credential, channel: Channel, user: UserFactsRow): Proof {
  if (credential.kind === "session") return credential.email === user.email ? "session" : "otherSession";
  return channel === "mail" ? "mailedLink" : "none";
}
