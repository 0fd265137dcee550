import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Env } from "../../env.ts";
import { type Alarm, Timer } from "../../invitation/timer.ts";
import { alarmOf, isFreed, timerOf } from "../timers.ts";

/** The timers of one game. */
export type Timers = {
  namespace: Env["INVITATION"];
  /** Runs an alarm at that instant, whether or not it was set. */
  ring(invitationId: string, env: Env, now: number): Promise<void>;
  alarmOf(invitationId: string): Promise<number | null>;
  /** Whatever it kept is gone. */
  lose(invitationId: string): Promise<void>;
  isFreed(invitationId: string): Promise<boolean>;
};

/** In objects, as everywhere. */
export function timersInObjects(): Timers {
  return {
    namespace: env.INVITATION,
    ring: (invitationId, changed, now) =>
      runInDurableObject(timerOf(invitationId), (_, { storage }) =>
        new Timer(storage, invitationId).ring(changed, () => now),
      ),
    alarmOf,
    lose: (invitationId) => runInDurableObject(timerOf(invitationId), (_, { storage }) => storage.deleteAll()),
    isFreed,
  };
}

/** The same code without its object, whose files cost more than all the rest of a game. */
export function timersInMemory(): Timers {
  const alarms = new Map<string, number>();
  const timers = new Map<string, Timer>();
  function timerOf(invitationId: string): Timer {
    const alarm: Alarm = {
      setAlarm: async (at) => void alarms.set(invitationId, Number(at)),
      deleteAll: async () => void alarms.delete(invitationId),
    };
    const timer = timers.get(invitationId) ?? new Timer(alarm, invitationId);
    timers.set(invitationId, timer);
    return timer;
  }
  return {
    namespace: { ...env.INVITATION, getByName: timerOf } as unknown as Env["INVITATION"],
    ring: (invitationId, changed, now) => timerOf(invitationId).ring(changed, () => now),
    alarmOf: async (invitationId) => alarms.get(invitationId) ?? null,
    lose: async (invitationId) => void alarms.delete(invitationId),
    isFreed: async (invitationId) => !alarms.has(invitationId),
  };
}
