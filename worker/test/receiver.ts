import { Webhook } from "standardwebhooks";
import { vi } from "vitest";
import type { WebhookMessage } from "../../shared/webhooks.ts";

export type Received = { url: string; headers: Headers; body: string; message: WebhookMessage };

/** Takes the place of the internet: every call of `fetch` arrives here, and is answered as the test says. */
export function createReceiver() {
  const received: Received[] = [];
  let answer: (received: Received) => Response | Promise<Response> = () => new Response(null, { status: 204 });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    if (init.redirect !== "manual") throw new Error("Redirects would be followed");
    const body = String(init.body);
    const one = { url, headers: new Headers(init.headers), body, message: JSON.parse(body) };
    received.push(one);
    return answer(one);
  });
  return {
    received,
    ids: () => received.map(({ message }) => message.id),
    answerWith(next: typeof answer) {
      answer = next;
    },
    forget() {
      received.length = 0;
    },
  };
}

/** Whether the verifier of Standard Webhooks, which is not ours, takes it. It compares the time with the clock. */
export function isVerified({ headers, body }: Received, secret: string): boolean {
  const timestamp = Number(headers.get("webhook-timestamp"));
  vi.useFakeTimers({ toFake: ["Date"], now: timestamp * 1000 });
  try {
    new Webhook(secret).verify(body, Object.fromEntries(headers));
    return true;
  } catch {
    return false;
  } finally {
    vi.useRealTimers();
  }
}
