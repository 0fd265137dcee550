import { DurableObject } from "cloudflare:workers";
import { checkConfiguration } from "../configuration.ts";
import type { Env } from "../env.ts";
import { logError } from "../log.ts";
import { wake } from "./wake.ts";

const firstRetryMs = 1_000;
const lastRetryMs = 5 * 60_000;

/**
 * The timer of one invitation. It keeps nothing but its alarm: what is due stands in the database, and whoever it is
 * for stands in its name.
 */
export class Invitation extends DurableObject<Env> {
  /** In memory only: an object that was put away begins with short waits again. */
  #failures = 0;
  /** Somebody armed it while it was at work: what it is about to sleep until may be too late. */
  #armedAt: number | null = null;

  /** Answers once the alarm is durable. */
  async arm(at: number): Promise<void> {
    this.#armedAt = at;
    await this.ctx.storage.setAlarm(at);
  }

  /** Never throws: after a few tries the platform would delete the alarm without a word. */
  override async alarm(): Promise<void> {
    this.#armedAt = null;
    const invitationId = this.ctx.id.name;
    if (invitationId === undefined) return this.ctx.storage.deleteAll();
    let next: number | null;
    try {
      const problem = checkConfiguration(this.env);
      // Nothing is lost by waiting; a mail without ORIGIN would be.
      if (problem !== null) throw new Error(problem);
      next = await wake(this.env, invitationId, () => Date.now());
      this.#failures = 0;
    } catch (error) {
      if (isReset(error)) throw error;
      logError("wake-up failed", error, { invitationId });
      next = Date.now() + Math.min(firstRetryMs * 2 ** this.#failures++, lastRetryMs);
    }
    const armedAt = this.#armedAt;
    if (armedAt !== null) next = next === null ? armedAt : Math.min(next, armedAt);
    if (next === null) await this.ctx.storage.deleteAll();
    else await this.ctx.storage.setAlarm(next);
  }
}

/** The object was reset because its code was updated: only then the platform runs the alarm again, on the new code. */
function isReset(error: unknown): boolean {
  return error instanceof Error && "durableObjectReset" in error && error.durableObjectReset === true;
}
