/** Once the page has nothing more urgent to do, a second from now at the latest. Safari has no idle time to ask for. */
export function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 1_000 });
  else setTimeout(work, 200);
}
