import { checkConfiguration } from "../configuration.ts";
import type { Env } from "../env.ts";
import { logError } from "../log.ts";

const firstRetryMs = 1_000;
const lastRetryMs = 5 * 60_000;

/** As much of an object's storage as a timer needs. */
export type Alarm = Pick<DurableObjectStorage, "setAlarm" | "deleteAll">;

/**
 * When one invitation wakes. It keeps nothing but its alarm: what is due stands in the database, and whoever it is for
 * stands in its name.
 */
export class Timer {
  readonly #alarm: Alarm;
  readonly #invitationId: string | undefined;
  /** In memory only: an object that was put away begins with short waits again. */
  #failures = 0;
  /** Somebody armed it while it was at work: what it is about to sleep until may be too late. */
  #armedAt: number | null = null;

  constructor(alarm: Alarm, invitationId: string | undefined) {
    this.#alarm = alarm;
    this.#invitationId = invitationId;
  }

  /** Answers once the alarm is durable. */
  async arm(at: number): Promise<void> {
    this.#armedAt = at;
    await this.#alarm.setAlarm(at);
  }

  /** Never throws: after a few tries the platform would delete the alarm without a word. */
  async ring(env: Env, clock: () => number): Promise<void> {
    this.#armedAt = null;
    const invitationId = this.#invitationId;
    if (invitationId === undefined) return this.#alarm.deleteAll();
    let next: number | null;
    try {
      const problem = checkConfiguration(env);
      // Nothing is lost by waiting; a mail without ORIGIN would be.
      if (problem !== null) throw new Error(problem);
      // No call of the API pays for what only alarms do.
      const { wake } = await import("./wake.ts");
      next = await wake(env, invitationId, clock);
      this.#failures = 0;
    } catch (error) {
      if (isReset(error)) throw error;
      logError("wake-up failed", error, { invitationId });
      next = clock() + Math.min(firstRetryMs * 2 ** this.#failures++, lastRetryMs);
    }
    const armedAt = this.#armedAt;
    if (armedAt !== null) next = next === null ? armedAt : Math.min(next, armedAt);
    if (next === null) await this.#alarm.deleteAll();
    else await this.#alarm.setAlarm(next);
  }
}

/** The object was reset because its code was updated: only then the platform runs the alarm again, on the new code. */
function isReset(error: unknown): boolean {
  return error instanceof Error && "durableObjectReset" in error && error.durableObjectReset === true;
}
