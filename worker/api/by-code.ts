import { maskAddress } from "../../shared/address.ts";
import type { Command, Facts } from "../../shared/command.ts";
import { decide } from "../../shared/decide.ts";
import { dayMs } from "../../shared/limits.ts";
import type { AskedAgain, Declined, InvitationPreview } from "../../shared/outputs.ts";
import { endingRefusal } from "../../shared/refuse.ts";
import { statementsFor } from "../db/effects.ts";
import { type CodeRow, findByCode, groupNamesOf, namedOf } from "../db/invitations.ts";
import { newsIn } from "../db/news.ts";
import type { UserFactsRow } from "../db/user-facts.ts";
import { userFactsOf } from "../db/user-facts.ts";
import type { Channel } from "../invitation/link-code.ts";
import { codeOf } from "../invitation/links.ts";
import { deliverNews } from "../invitation/news.ts";
import type { Asking } from "./ask.ts";
import { withinLimit } from "./call-limit.ts";
import { RefusalError } from "./refusal-error.ts";
import { markOf, untilWritten, type Written } from "./repeatable.ts";

/** What a genuine link leads to, whose user is still there. */
export type Opened = { channel: Channel; row: CodeRow; user: UserFactsRow; facts: Facts };

/** Finds what a code stands for, and whether a command was carried out. A forged one is refused without a database read. */
export async function openByCode(ctx: Asking, code: string, commandId: string | null): Promise<Opened> {
  const genuine = await codeOf(ctx.env, code);
  if (genuine === null) {
    // Only whoever tries codes is slowed down: a class accepts from one address within a minute.
    await withinLimit(ctx.env.FORGERIES, ctx.client);
    throw new RefusalError({ reason: "linkInvalid" });
  }
  const row = await findByCode(ctx.db, genuine.invitationId, ctx.now - dayMs, commandId);
  // An object was armed for it, and its batch never came; or it is signed with a key of other invitations, which
  // whoever got hold of an old key could do.
  if (row === null || row.namedKeyId !== genuine.keyId) throw new RefusalError({ reason: "linkInvalid" });
  Object.assign(ctx.ids, { accountId: row.accountId, invitationId: genuine.invitationId });
  const opened = openedAs(genuine.channel, row);
  if (opened === null) throw new RefusalError(endingRefusal(namedOf(row), ctx.now));
  return opened;
}

/** Null when the user has been deleted since. */
export function openedAs(channel: Channel, row: CodeRow): Opened | null {
  const { user } = row;
  if (user === null) return null;
  return { channel, row, user, facts: { ...row, user: userFactsOf(user), named: namedOf(row), sends: null } };
}

/** What an open invitation shows. Asked as the acceptance itself would be, so that both say the same. */
export async function previewOf(ctx: Asking, { row, user, facts }: Opened): Promise<InvitationPreview> {
  const decision = decide(facts, { kind: "invitee" }, { kind: "decline" }, ctx);
  if (decision.refusal) throw new RefusalError(decision.refusal);
  const credential = await ctx.credential();
  const signedInAs = credential.kind === "session" ? credential.email : null;
  const isSomebodyElse = signedInAs !== null && signedInAs !== user.email;
  return {
    accountName: row.accountName,
    inviterName: row.inviterName,
    email: isSomebodyElse ? maskAddress(user.email) : user.email,
    signedInAs,
    isSignedInAsInvited: signedInAs === user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    groups: groupNamesOf(row),
    message: row.message,
    expiresAt: user.expiresAt ?? 0,
    timeZone: row.timeZone,
    locale: row.locale,
    termsUrl: ctx.env.TERMS_URL || null,
    support: ctx.env.SUPPORT || null,
  };
}

/** The link is enough to decline: nobody else is meant to have it, and an administrator can undo it. */
export async function declineByCode(ctx: Asking, code: string): Promise<Declined> {
  const written = await commandByCode(ctx, code, { kind: "decline" });
  tellInviter(ctx, written);
  return { accountName: accountNameOf(written) };
}

/** Marks the row, for administrators to see: whether a new link is sent is up to them. */
export async function askAgainByCode(ctx: Asking, code: string): Promise<AskedAgain> {
  return { accountName: accountNameOf(await commandByCode(ctx, code, { kind: "askAgain" })) };
}

async function commandByCode(ctx: Asking, code: string, command: Command): Promise<Written<Opened>> {
  const mark = await markOf(ctx, { idempotencyKey: undefined });
  return untilWritten(ctx, mark, async () => {
    const opened = await openByCode(ctx, code, mark.commandId);
    if (opened.row.isWritten === 1) return { made: opened, results: [] };
    return roundByCode(ctx, opened, decideByCode(ctx, opened, command), {});
  });
}

function accountNameOf(written: Written<Opened>): string {
  return "made" in written ? written.made.row.accountName : "";
}

/** Whoever invited hears of an answer at once, unless they have just heard of another; the sweep tells all the rest. */
export function tellInviter(ctx: Asking, written: Written<unknown>): void {
  const news = "results" in written ? newsIn(written.results) : [];
  const startedAt = Date.now();
  if (news.length > 0) ctx.waitUntil(deliverNews(ctx.env, news, () => ctx.now + Date.now() - startedAt));
}

export function decideByCode(ctx: Asking, { facts }: Opened, command: Command) {
  const decision = decide(facts, { kind: "invitee" }, command, ctx);
  if (decision.refusal) throw new RefusalError(decision.refusal);
  return decision;
}

/** One try to write what an invitee decided: it stands on the user's row alone, nobody's rights are asked. */
export function roundByCode(
  ctx: Asking,
  opened: Opened,
  decision: ReturnType<typeof decideByCode>,
  more: { loginId?: string; firstName?: string; lastName?: string },
) {
  const { row, user } = opened;
  const { loginId, firstName = user.firstName, lastName = user.lastName } = more;
  const { now, epoch } = ctx;
  const scene = { accountId: row.accountId, actor: { kind: "invitee" }, actorUserId: null, now, epoch } as const;
  const target = {
    userId: user.id,
    revision: user.revision,
    // Asking again may be by the link of an older one.
    invitationId: user.currentInvitationId,
    person: { email: user.email, firstName, lastName },
    ...(loginId === undefined ? {} : { loginId }),
  };
  // Most people keep the names that they were invited by, and what finds them is a quarter of the rows that this writes.
  const isRenamed = firstName !== user.firstName || lastName !== user.lastName;
  const effects = decision.effects.filter(({ kind }) => kind !== "setPerson" || isRenamed);
  const statements = statementsFor(ctx.db, scene, [{ target, effects }], decision);
  return {
    accountId: row.accountId,
    subjectId: user.id,
    guard: { accessRevision: null, users: [user] },
    statements,
    made: opened,
  };
}
