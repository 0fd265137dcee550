import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable, observableToPromise } from "@trpc/server/observable";
import { type AppRouter, tokenCalls } from "./api.ts";
import { ForeignAnswer } from "./foreign-answer.ts";
import { dataOf } from "./refusals.ts";

/** Time, for tests to put their own in its place. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Rejects with the signal's reason when that comes first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
};

export type RetryOptions = {
  /** No try begins later than this after the first; 0 tries once. Two minutes unless it is said. */
  giveUpAfterMs?: number;
  /** A try without an answer counts as failed after this. Thirty seconds unless it is said. */
  tryTimeoutMs?: number;
  clock?: Clock;
};

const firstWaitMs = 500;
const longestWaitMs = 20_000;

/**
 * Sends again what may be sent again: queries, and mutations under an idempotency key, the same on each try, so that
 * one whose answer was lost is answered and not repeated.
 */
export function persistLink({
  giveUpAfterMs = 120_000,
  tryTimeoutMs = 30_000,
  clock = systemClock,
}: RetryOptions): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const abandoned = new AbortController();
        const signal = op.signal ? AbortSignal.any([op.signal, abandoned.signal]) : abandoned.signal;
        const { input, isRepeatable } = repeatable(op);
        const tryOnce = () => {
          const timeout = AbortSignal.timeout(tryTimeoutMs);
          return observableToPromise(next({ ...op, input, signal: AbortSignal.any([signal, timeout]) }));
        };
        async function persist() {
          const lastTryAt = clock.now() + giveUpAfterMs;
          for (let tries = 1; ; tries++) {
            try {
              return await tryOnce();
            } catch (error) {
              const waitMs = waitAfter(error, tries, clock);
              if (!isRepeatable || signal.aborted || waitMs === null || clock.now() + waitMs >= lastTryAt) throw error;
              await clock.sleep(waitMs, signal);
            }
          }
        }
        persist().then(
          (result) => {
            observer.next(result);
            observer.complete();
          },
          (error) => observer.error(error instanceof TRPCClientError ? error : TRPCClientError.from(error)),
        );
        return () => abandoned.abort();
      });
}

function repeatable({ type, path, input }: { type: string; path: string; input: unknown }) {
  if (type === "query") return { input, isRepeatable: true };
  const [router = "", name = ""] = path.split(".");
  const calls: Record<string, Record<string, string>> = tokenCalls;
  // What people do when signed in takes no key.
  if (calls[router]?.[name] === undefined) return { input, isRepeatable: false };
  // A key in the input is the caller's own; an undefined one is none, and JSON would leave it out of every try.
  const { idempotencyKey = crypto.randomUUID(), ...rest } = { ...(input as { idempotencyKey?: string | undefined }) };
  return { input: { ...rest, idempotencyKey }, isRepeatable: true };
}

/** How long to wait before another try, in milliseconds; null when another would end alike. */
function waitAfter(error: unknown, tries: number, { now, random }: Clock): number | null {
  const data = dataOf(error);
  const response = responseOf(error);
  if (!mayPass(data, response?.status)) return null;
  const asked = data?.refusal?.reason === "tooManyRequests" ? data.refusal.retryAfterMs : 0;
  const backOff = random() * Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1));
  return Math.max(asked, retryAfterMs(response, now()), 0) + backOff;
}

type Data = ReturnType<typeof dataOf>;

function mayPass(data: Data, status: number | undefined): boolean {
  if (data?.refusal) return data.refusal.reason === "tooManyRequests";
  const code = data?.httpStatus ?? status;
  // Without a status nobody has answered.
  return code === undefined || code >= 500 || code === 408 || code === 425 || code === 429;
}

function responseOf(error: unknown): Response | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  if (error.cause instanceof ForeignAnswer) return error.cause.response;
  return error.meta?.response instanceof Response ? error.meta.response : undefined;
}

/** The header is seconds or a date. */
function retryAfterMs(response: Response | undefined, now: number): number {
  const value = response?.headers.get("retry-after") ?? "";
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? ms : 0;
}

const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal.addEventListener("abort", stop, { once: true });
    }),
};
