import { createSignal } from "solid-js";
import { failureSentence, refusedWith } from "../api/refusal.ts";
import { refusalSentence } from "../texts/refusals.ts";

type Failure = { action: string; error: unknown; at: number };

/** What went wrong with a user last, for the menu of that user: a toast is never the only place for it. */
export function createFailures() {
  const [failures, setFailures] = createSignal<Record<string, Failure | undefined>>({});

  return {
    remember: (userId: string, action: string, error: unknown) =>
      setFailures({ ...failures(), [userId]: { action, error, at: Date.now() } }),
    forget: (userId: string) => setFailures({ ...failures(), [userId]: undefined }),
    /** Undefined where nothing did, or where what was to be waited for is over. */
    note(userId: string, action: string, now: number): string | undefined {
      const failure = failures()[userId];
      if (failure?.action !== action) return undefined;
      const waiting = refusedWith(failure.error, "coolingDown") ?? refusedWith(failure.error, "tooManySends");
      if (!waiting) return failureSentence(failure.error);
      const retryAfterMs = failure.at + waiting.retryAfterMs - now;
      return retryAfterMs > 0 ? refusalSentence({ ...waiting, retryAfterMs }) : undefined;
    },
  };
}
