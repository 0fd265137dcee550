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
export async function armQuietly(env: Pick<Env, "INVITATION">, invitationId: string, now: number): Promise<boolean> {
  try {
    await env.INVITATION.getByName(invitationId).arm(now);
    return true;
  } catch (error) {
    logError("object not armed", error, { invitationId });
    return false;
  }
}
