import { vi } from "vitest";

/** Stops the clock that objects and the mailbox read; timeouts still run. `vi.useRealTimers()` lets it go again. */
export function stopClock(at: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: at });
}
