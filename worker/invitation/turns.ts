import { crowdSize } from "../../shared/limits.ts";

const spacingMs = 10;

/**
 * Wake-ups of one isolate in turn. Nobody waits unless hundreds are due in the same moment, as after a standstill. Then
 * they come one after the other, so that the API is answered between them and the sweep, which does the same set by set,
 * leaves them little to do. Nobody is written down, so whoever dies waiting holds up nobody.
 */
export class Turns {
  #lastAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;

  /** How long to wait. A clock that went back, as clocks of tests do, begins anew. */
  waitMs(now: number): number {
    if (now < this.#askedAt) this.#lastAt = now;
    this.#askedAt = now;
    this.#lastAt = Math.max(this.#lastAt + spacingMs, now - crowdSize * spacingMs);
    return Math.max(0, this.#lastAt - now);
  }
}
