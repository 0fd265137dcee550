import { markArmed } from "../db/sweep.ts";
import type { Env } from "../env.ts";
import { logError } from "../log.ts";
import { makeWay } from "./make-way.ts";

/** Lets the batch that follows commit first, so that the first wake-up finds its row. */
const firstWakeDelayMs = 100;

/** Answers once the alarm is durable. */
export async function armInvitation(env: Pick<Env, "INVITATION">, invitationId: string, now: number): Promise<void> {
  await env.INVITATION.getByName(invitationId).arm(now + firstWakeDelayMs);
}

/**
 * For a row that is already written: if this fails, the sweep finds the mail overdue and arms the object itself.
 * Answers whether it was armed.
 */
export async function armQuietly(env: Pick<Env, "INVITATION">, invitationId: string, at: number): Promise<boolean> {
  try {
    await env.INVITATION.getByName(invitationId).arm(at);
    return true;
  } catch (error) {
    logError("object not armed", error, { invitationId });
    return false;
  }
}

/** Each is a call that the invocation may not make more than a thousand of. */
export const armsPerRun = 500;
/** So many answers an invocation may wait for at once. */
const armsAtOnce = 6;
/** Between those that are late already, each of which has a mail to send: the last one leaves before the next run. */
const lateSpacingMs = 60_000 / armsPerRun;

/**
 * Tells objects of rows that are already written to wake when their mail is due, and notes which of them know. Those
 * that are late wake one after the other.
 */
export async function armAll(
  env: Pick<Env, "INVITATION" | "DB">,
  unarmed: { accountId: string; id: string; mailDueAt: number | null }[],
  now: number,
): Promise<void> {
  const armed: { accountId: string; id: string }[] = [];
  const left = unarmed.values();
  let late = 0;
  async function armNext(): Promise<void> {
    for (const one of left) {
      const { mailDueAt } = one;
      const isLate = mailDueAt === null || mailDueAt < now;
      const at = isLate ? now + lateSpacingMs * late++ : mailDueAt;
      if (await armQuietly(env, one.id, at)) armed.push(one);
      await makeWay();
    }
  }
  await Promise.all(Array.from({ length: armsAtOnce }, armNext));
  await markArmed(env.DB, armed);
}
