import type { InvitationMail } from "../../shared/command.ts";
import { type AttemptOutcome, afterAttempt } from "../../shared/delivery.ts";
import { orphanTimerMs } from "../../shared/limits.ts";
import { nextStep, reminderAt } from "../../shared/timer.ts";
import { type Attempt, beginAttempt, endAttempt } from "../db/deliveries.ts";
import { expireUsers } from "../db/expire.ts";
import { findWaking, groupNamesOf, type WakingInvitation } from "../db/invitations.ts";
import type { Recipient } from "../db/mails-sent.ts";
import { beginReminder, endReminder } from "../db/reminders.ts";
import { mailPortOf } from "../email/port.ts";
import type { Env } from "../env.ts";
import { tellLive } from "../live/tell-live.ts";
import { logInfo } from "../log.ts";
import { expireSet, mayExpireSet } from "./expire-set.ts";
import { insist } from "./insist.ts";
import { madeAt } from "./invitation-id.ts";
import { codeFor, linkEpoch, linkUrl } from "./links.ts";
import { deliverNews } from "./news.ts";
import { recipientOf } from "./recipient.ts";
import { tellListeners } from "./tell-all.ts";

const orphanRetryMs = 1_000;
/** Twice what the longest way takes. A row that nothing can settle must not keep the object and the database busy. */
const maxSteps = 8;

/**
 * Does everything that is due for one invitation. Answers when to wake again, or null when its timer has no more use.
 * Believes nothing but the row, so it may run late, twice, or for an invitation that is over.
 */
export async function wake(env: Env, invitationId: string, clock: () => number): Promise<number | null> {
  const did: string[] = [];
  const read = () => findWaking(env.DB, invitationId);
  let invitation = await read();
  while (did.length < maxSteps) {
    const now = clock();
    const step = nextStep(invitation, now);
    did.push(step.kind);
    switch (step.kind) {
      case "free": {
        // No row yet: its batch may be under way. After a minute it will not come any more.
        const isYoung = invitation === null && now < madeAt(invitationId) + orphanTimerMs;
        logInfo("alarm", { invitationId, did: did.join() });
        return isYoung ? now + orphanRetryMs : null;
      }
      case "sleep":
        logInfo("alarm", { invitationId, did: did.join() });
        return step.until;
      case "expire":
        if (invitation) await expire(env, invitation, clock);
        invitation = await read();
        break;
      case "attemptMail":
        invitation = invitation && ((await attemptMail(env, invitation, clock)) ?? (await read()));
        break;
      case "attemptReminder":
        invitation = invitation && ((await attemptReminder(env, invitation, clock)) ?? (await read()));
        break;
    }
  }
  throw new Error("Something stays due whatever is done about it");
}

async function expire(env: Env, invitation: WakingInvitation, clock: () => number): Promise<void> {
  const now = clock();
  const { accountIds, news } =
    invitation.inCrowd && mayExpireSet(now)
      ? await expireSet(env, [invitation], now, clock)
      : { accountIds: new Set<string>(), news: await expireUsers(env.DB, [invitation], now) };
  await tellListeners(env, invitation.accountId, invitation, now);
  // Webhooks of other accounts are told by the sweep, which hands out whatever was missed.
  accountIds.delete(invitation.accountId);
  for (const accountId of accountIds) await tellLive(env, accountId);
  await deliverNews(env, news, clock);
}

/** Answers the invitation as it then is, or null when somebody else has its mail. */
async function attemptMail(
  env: Env,
  invitation: WakingInvitation,
  clock: () => number,
): Promise<WakingInvitation | null> {
  const recipient = await recipientOf(env, invitation.accountId, invitation.email);
  const attempt = await beginAttempt(env.DB, invitation, recipient, clock());
  if (attempt === null) return null;
  const outcome = await handOver(env, invitation, recipient, attempt, invitation.mailKind ?? "invitation");
  const now = clock();
  const after = afterAttempt(outcome, attempt.number, invitation.expiresAt, now);
  const reminderDueAt = after.state === "sent" ? reminderAt(invitation, now) : null;
  const noted = await insist(() => endAttempt(env.DB, attempt, outcome, after, now, reminderDueAt));
  await tellListeners(env, invitation.accountId, invitation, now);
  return noted;
}

async function attemptReminder(
  env: Env,
  invitation: WakingInvitation,
  clock: () => number,
): Promise<WakingInvitation | null> {
  const recipient = await recipientOf(env, invitation.accountId, invitation.email);
  const attempt = await beginReminder(env.DB, invitation, recipient, clock());
  if (attempt === null) return null;
  const outcome = await handOver(env, invitation, recipient, attempt, "reminder");
  const now = clock();
  const after = afterAttempt(outcome, attempt.number, invitation.expiresAt, now);
  const noted = await insist(() => endReminder(env.DB, attempt, outcome, after, now));
  await tellListeners(env, invitation.accountId, invitation, now);
  return noted;
}

async function handOver(
  env: Env,
  invitation: WakingInvitation,
  { here }: Recipient,
  { sendId, isStopped }: Attempt,
  kind: InvitationMail | "reminder",
): Promise<AttemptOutcome> {
  if (isStopped) return { kind: "permanent", error: "suppressed" };
  // The epoch was raised after a restore: what was owed then may have been sent, answered and ended since.
  if (invitation.epoch < linkEpoch(env)) return { kind: "permanent", error: "linkReset" };
  const code = await codeFor(env, invitation, "mail");
  // Loaded when a mail is written, so that no call of the API pays for it.
  const { stopUrlFor } = await import("./stop-links.ts");
  const stopUrl = await stopUrlFor(env, invitation, here);
  if (code === null || stopUrl === null) return { kind: "permanent", error: "linkReset" };
  const { invitationMails } = await import("../email/messages/invitation-mail.tsx");
  const mail = invitationMails[kind]({
    to: invitation.email,
    firstName: invitation.firstName,
    accountName: invitation.accountName,
    inviterName: invitation.inviterName,
    groups: groupNamesOf(invitation),
    message: invitation.message,
    url: linkUrl(env, code),
    stopUrl,
    expiresAt: invitation.expiresAt,
    timeZone: invitation.timeZone,
    locale: invitation.locale,
    origin: env.ORIGIN,
    support: env.SUPPORT || null,
  });
  return mailPortOf(env).send({ ...mail, ...(await returnPathOf(env, invitation.id, sendId)) }, sendId);
}

async function returnPathOf(env: Env, invitationId: string, sendId: string): Promise<{ returnPath?: string }> {
  const { AUTH_SECRET, BOUNCE_ADDRESS } = env;
  if (!BOUNCE_ADDRESS) return {};
  const { bounceAddress } = await import("../email/bounce-address.ts");
  return { returnPath: await bounceAddress({ AUTH_SECRET, BOUNCE_ADDRESS }, invitationId, sendId) };
}
