import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { stopClock } from "./clock.ts";

/** The object of an invitation, as only tests may see it. */

export function timerOf(invitationId: string) {
  return env.INVITATION.getByName(invitationId);
}

/** Runs its alarm as if it were that instant; false when it had none. */
export function ring(invitationId: string, at: number): Promise<boolean> {
  stopClock(at);
  return runDurableObjectAlarm(timerOf(invitationId));
}

export function alarmOf(invitationId: string): Promise<number | null> {
  return runInDurableObject(timerOf(invitationId), (_, state) => state.storage.getAlarm());
}

/** Nothing of it is on disk any more: no alarm, and not even the table that one was in. */
export function isFreed(invitationId: string): Promise<boolean> {
  return runInDurableObject(timerOf(invitationId), async (_, { storage }) => {
    const tables = storage.sql.exec("SELECT name FROM sqlite_master").toArray();
    return tables.length === 0 && (await storage.getAlarm()) === null;
  });
}

/** Takes the alarm away without a word, as the platform does after too many failures. */
export function loseAlarm(invitationId: string): Promise<void> {
  return runInDurableObject(timerOf(invitationId), (_, state) => state.storage.deleteAlarm());
}

/** What the object finds in its environment from now on. */
export function changeEnv(invitationId: string, changes: Partial<Env>): Promise<void> {
  return runInDurableObject(timerOf(invitationId), (instance) => {
    Reflect.set(instance, "env", { ...env, ...changes });
  });
}
