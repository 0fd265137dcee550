import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Env } from "../env.ts";
import worker from "../index.ts";
import { stopClock } from "./clock.ts";
import { timersInMemory } from "./model/timers.ts";

const minute = 60_000;

/** Objects without their files, whose alarms ring when time passes. `changes` is what they find in their environment. */
export function passingTime() {
  const timers = timersInMemory();
  /** Every object that was ever asked for. */
  const asked = new Set<string>();

  function envWith(changes: Partial<Env> = {}): Env {
    const getByName = (id: string) => {
      asked.add(id);
      return timers.namespace.getByName(id);
    };
    return { ...env, INVITATION: { ...timers.namespace, getByName } as Env["INVITATION"], ...changes };
  }

  /** As the platform does it: an alarm that rings is gone. */
  async function ring(invitationId: string, at: number, changes: Partial<Env> = {}): Promise<void> {
    stopClock(at);
    await timers.lose(invitationId);
    await timers.ring(invitationId, envWith(changes), at);
  }

  /** Alarms ring, one after the other, and the sweep runs each minute. */
  async function pass(from: number, until: number, changes: Partial<Env> = {}): Promise<void> {
    for (let now = from; now <= until; now += minute) {
      stopClock(now);
      await worker.scheduled({} as ScheduledController, envWith(changes), createExecutionContext());
      await ringBetween(now, Math.min(now + minute, until), changes);
    }
  }

  async function ringBetween(from: number, until: number, changes: Partial<Env>): Promise<void> {
    let now = from;
    for (;;) {
      const alarms = await Promise.all([...asked].map(async (id) => ({ id, at: (await alarmOf(id)) ?? until })));
      const [next] = alarms.filter(({ at }) => at < until).sort((one, other) => one.at - other.at);
      if (next === undefined) return;
      now = Math.max(now, next.at);
      await ring(next.id, now, changes);
    }
  }

  const { alarmOf, lose } = timers;
  return { envWith, ring, pass, alarmOf, lose };
}
