import { maskAddress } from "../../shared/address.ts";
import type { Proof } from "../../shared/command.ts";
import type { Accepted } from "../../shared/outputs.ts";
import { createSession } from "../auth/session.ts";
import type { Credential } from "../db/asker.ts";
import { ensureLogin, findLogin } from "../db/logins.ts";
import type { UserFactsRow } from "../db/user-facts.ts";
import type { Channel } from "../invitation/link-code.ts";
import { logError } from "../log.ts";
import type { Asking } from "./ask.ts";
import { decideByCode, openByCode, roundByCode, tellInviter } from "./by-code.ts";
import { markOf, untilWritten } from "./repeatable.ts";

type AcceptInput = { code: string; firstName: string; lastName: string };

/**
 * Lets somebody in: the login first (safe to repeat), then the account's batch, then the session. A login that this
 * link has just proven stays proven for the next round; one that anybody else made needs its owner.
 */
export async function acceptByCode(ctx: Asking, input: AcceptInput): Promise<Accepted> {
  const mark = await markOf(ctx, { idempotencyKey: undefined });
  let provenLoginId: string | null = null;
  const written = await untilWritten(ctx, mark, async () => {
    const opened = await openByCode(ctx, input.code, mark.commandId);
    if (opened.row.isWritten === 1) return { made: opened, results: [] };
    const { user, row, channel } = opened;
    const credential = await ctx.credential();
    const asked = async (proof: Proof) =>
      decideByCode(ctx, opened, {
        kind: "accept",
        proof,
        invitedAddress: maskAddress(user.email),
        signedInAs: credential.kind === "session" ? credential.email : "",
      });
    let decision = await asked(provenLoginId ? "mailedLink" : await proofOf(ctx, credential, channel, user));
    const ensured = await ensureLogin(ctx.db, user.email, row.accountId, ctx.now);
    if (provenLoginId === null && credential.kind !== "session" && !ensured.created) decision = await asked("none");
    provenLoginId = ensured.loginId;
    return roundByCode(ctx, opened, decision, { ...input, loginId: ensured.loginId });
  });
  if ("repeated" in written || provenLoginId === null) throw new Error("Accepting was not carried out");
  tellInviter(ctx, written);
  const { row, user } = written.made;
  return {
    accountId: row.accountId,
    accountName: row.accountName,
    userId: user.id,
    homeUrl: row.homeUrl,
    isSignedIn: await signIn(ctx, provenLoginId),
  };
}

async function proofOf(ctx: Asking, credential: Credential, channel: Channel, user: UserFactsRow): Promise<Proof> {
  if (credential.kind === "session") return credential.email === user.email ? "session" : "otherSession";
  if (channel === "copy") return "none";
  return (await findLogin(ctx.db, user.email)) === null ? "mailedLink" : "none";
}

/** They are in whether or not this works: if it fails, they sign in by themselves. */
async function signIn(ctx: Asking, loginId: string): Promise<boolean> {
  const credential = await ctx.credential();
  if (credential.kind === "session") return true;
  try {
    ctx.responseHeaders.append("set-cookie", await createSession(ctx.db, loginId, ctx.env, ctx.now, ctx.device));
    return true;
  } catch (error) {
    logError("no session after accepting", error, { requestId: ctx.requestId });
    return false;
  }
}
