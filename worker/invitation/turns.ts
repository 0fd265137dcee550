const atOnce = 50;
const spacingMs = 10;
let lastTurnAt = Number.NEGATIVE_INFINITY;

/**
 * How long a wake-up waits for its turn in this isolate: not at all, unless hundreds are due in the same moment, as after
 * a standstill. Then they come one after the other, so that the API is answered between them and the sweep, which does
 * the same set by set, leaves them little to do. Nobody is written down, so whoever dies waiting holds up nobody.
 */
export function waitForTurn(now: number): number {
  lastTurnAt = Math.max(lastTurnAt + spacingMs, now - atOnce * spacingMs);
  return Math.max(0, lastTurnAt - now);
}
