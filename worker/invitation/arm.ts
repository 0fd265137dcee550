import { markArmed } from "../db/sweep.ts";
import type { Env } from "../env.ts";
import { logError } from "../log.ts";

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

/** Tells objects of rows that are already written to wake when their mail is due, and notes which of them know. */
export async function armAll(
  env: Pick<Env, "INVITATION" | "DB">,
  unarmed: { accountId: string; id: string; mailDueAt: number | null }[],
  now: number,
): Promise<void> {
  const armed = [];
  for (const one of unarmed) {
    if (await armQuietly(env, one.id, Math.max(now, one.mailDueAt ?? now))) armed.push(one);
  }
  await markArmed(env.DB, armed);
}
