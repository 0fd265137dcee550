import { type LiveMessage, liveClosed } from "../../shared/live.ts";

/** What of the browser a connection uses, so that a test can give it a time of its own. */
export type LiveHost = {
  connect(url: string): WebSocket;
  setTimer(run: () => void, ms: number): () => void;
  /** Calls back when there is reason to hope: the network is back, or the page is looked at again. */
  onHope(run: () => void): () => void;
  random(): number;
};

const firstRetryMs = 1_000;
const lastRetryMs = 60_000;

/**
 * Listens to what changes in an account until told to stop. After a broken connection it asks for what it missed; it
 * gives up only when the right to listen has ended.
 */
export function openLive(
  accountId: string,
  handlers: { message: (message: LiveMessage) => void; ended: () => void },
  host: LiveHost,
): () => void {
  let seq: number | null = null;
  let failures = 0;
  let socket: WebSocket | null = null;
  let cancelRetry: (() => void) | null = null;
  let stopped = false;

  function connect() {
    cancelRetry?.();
    cancelRetry = null;
    const opening = host.connect(liveUrl(accountId, seq));
    socket = opening;
    opening.addEventListener("open", () => {
      failures = 0;
    });
    opening.addEventListener("message", (event) => {
      const message: LiveMessage = JSON.parse(String(event.data));
      // A new connection begins a little before now, so the same message may come twice.
      if (seq !== null && message.seq <= seq) return;
      seq = message.seq;
      handlers.message(message);
    });
    opening.addEventListener("close", (event) => {
      if (socket !== opening || stopped) return;
      socket = null;
      if (event.code === liveClosed.rightEnded) handlers.ended();
      else retryLater();
    });
  }

  function retryLater() {
    const waitMs = Math.min(firstRetryMs * 2 ** failures++, lastRetryMs);
    // Spread, or all pages would come back in the same moment after a restart.
    cancelRetry = host.setTimer(connect, waitMs * (0.5 + host.random() / 2));
  }

  const forgetHope = host.onHope(() => {
    if (cancelRetry !== null) connect();
  });
  connect();
  return () => {
    stopped = true;
    forgetHope();
    cancelRetry?.();
    socket?.close(1000);
  };
}

function liveUrl(accountId: string, seq: number | null): string {
  const query = new URLSearchParams({ account: accountId });
  if (seq !== null) query.set("after", String(seq));
  return `/live?${query}`;
}
