import { keyedHash } from "../auth/session-cookie.ts";
import { type Committed, commit, type Guard, type StoredCommand } from "../db/commit.ts";
import { tellListeners } from "../invitation/tell-all.ts";
import type { Context } from "./context.ts";
import { RefusalError } from "./refusal-error.ts";

/** How often a change that others outran, or whose outcome is unknown, is decided again before giving up. */
const maxRounds = 12;
/** Of a run about many: with who is asking, two calls to D1 a round stay within the eight that it may take. */
export const maxBulkRounds = 3;
/** A database that throws is asked again only this often: each try may have been committed, and the mark tells. */
const maxFailures = 3;

/** What makes a change recognise itself: a retry under the same key, or its own write of unknown outcome. */
export type Mark = { commandId: string; inputHash: string };

/** Scoped to account and caller, so that keys of different callers never meet. Without a key a random one serves. */
export async function markOf(
  ctx: Context & { path: string },
  input: { idempotencyKey?: string | undefined },
): Promise<Mark> {
  const { idempotencyKey, ...rest } = input;
  // Keyed: what somebody typed about a person must not be guessable from what is kept of it.
  const inputHash = await keyedHash(JSON.stringify([ctx.path, rest]), ctx.env.AUTH_SECRET);
  if (idempotencyKey === undefined) return { commandId: crypto.randomUUID(), inputHash };
  const credential = await ctx.credential();
  const caller =
    credential.kind === "session" ? credential.loginId : credential.kind === "token" ? credential.hash : "";
  return { commandId: await sha256(`${credential.kind}:${caller}:${idempotencyKey}`), inputHash };
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Null when the change is new; else the id that the first call made or was about. Refuses a key used for something else. */
export function repeatedSubject(stored: StoredCommand | null, mark: Mark): string | null {
  if (stored !== null && stored.inputHash !== mark.inputHash) throw new RefusalError({ reason: "conflict" });
  return stored?.subjectId ?? null;
}

/** The same of a run about many: what it came to, as it was kept. */
export function repeatedOutcomes(stored: StoredCommand | null, mark: Mark): string | null {
  return repeatedSubject(stored, mark) === null ? null : (stored?.outcomes ?? "[]");
}

/** One decision, ready to be written. `made` is kept for whoever goes on when it has been. */
export type Round<Made> = {
  accountId: string;
  subjectId: string;
  guard: Guard;
  statements: D1PreparedStatement[];
  made: Made;
  /** The object's timer must be durable before a row depends on it. */
  beforeCommit?: () => Promise<unknown>;
};

export type Written<Made> = { made: Made; results: D1Result[] } | { repeated: string };

/**
 * Load, decide, write: again while somebody else was quicker. `round` loads and decides; it throws a RefusalError, or
 * answers what to write, or what this mark has written before. It is told when there will be no other.
 */
export async function untilWritten<Made>(
  ctx: Context,
  mark: Mark,
  round: (isLast: boolean) => Promise<Round<Made> | Written<Made>>,
  upTo = maxRounds,
): Promise<Written<Made>> {
  let failures = 0;
  for (let rounds = 1; rounds <= upTo; rounds++) {
    const next = await round(rounds === upTo);
    if (!("statements" in next)) return next;
    const { accountId, subjectId, guard, statements, made } = next;
    await next.beforeCommit?.();
    let committed: Committed;
    try {
      const command = { accountId, id: mark.commandId, inputHash: mark.inputHash, subjectId };
      committed = await commit(ctx.replica ?? ctx.db, command, guard, statements, ctx.now);
    } catch (error) {
      // Unknown is not lost: nobody may be told that nothing was done.
      if (++failures >= maxFailures || rounds === upTo) throw error;
      continue;
    }
    if (committed.kind === "done") {
      ctx.waitUntil(tellListeners(ctx.env, accountId, committed.listeners, ctx.now));
      return { made, results: committed.results };
    }
  }
  throw new RefusalError({ reason: "conflict" });
}
