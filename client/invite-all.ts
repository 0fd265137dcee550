import type { CallOptions, InviteManyResult, InviteOutcome, TokenCalls, UsersInviteManyInput } from "./api.ts";

/** A person of the list. */
export type InviteRow = UsersInviteManyInput["users"][number];

export type InviteAllProgress = {
  /** Rows that have been answered, out of `total`. */
  done: number;
  total: number;
  /** Of the rows since the last report; `index` is the position in the whole list. */
  results: InviteManyResult[];
};

export type InviteAllOptions = Omit<UsersInviteManyInput, "users" | "idempotencyKey"> &
  CallOptions & {
    /**
     * Names the run. One that was killed is taken up by running the same list under the same name within 24 hours: what
     * was done is answered, not repeated. Without a name each call is a run of its own.
     */
    runId?: string;
    onProgress?: (progress: InviteAllProgress) => void;
  };

/** `results` has one for each row, in the order of the list; `counts` how often each outcome came. */
export type InviteAllOutput = { results: InviteManyResult[]; counts: Record<InviteOutcome, number> };

/** A call is one transaction of the server, which answers nobody else meanwhile: fewer than the 500 that it may have. */
const rowsPerCall = 100;

/** Invites a list of any length, 100 people a call. */
export async function inviteAll(
  inviteMany: TokenCalls["users"]["inviteMany"],
  rows: readonly InviteRow[],
  { runId = crypto.randomUUID(), onProgress, signal, ...options }: InviteAllOptions = {},
): Promise<InviteAllOutput> {
  const counts = { created: 0, alreadyActive: 0, alreadyInvited: 0, renewed: 0, readded: 0, refused: 0 };
  const results: InviteManyResult[] = [];
  for (let start = 0; start < rows.length; start += rowsPerCall) {
    const input = { ...options, users: rows.slice(start, start + rowsPerCall) };
    const idempotencyKey = await keyOf(runId, start, input);
    const answer = await inviteMany({ ...input, idempotencyKey }, signal ? { signal } : {});
    const placed = answer.results.map((result) => ({
      ...result,
      index: start + result.index,
      ...(result.duplicateOf === undefined ? {} : { duplicateOf: start + result.duplicateOf }),
    }));
    for (const { outcome } of placed) counts[outcome]++;
    results.push(...placed);
    onProgress?.({ done: results.length, total: rows.length, results: placed });
  }
  return { results, counts };
}

/** Of what is asked for, too: a list that has changed since the run was killed is another call, not a conflict. */
async function keyOf(runId: string, start: number, input: object): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([runId, start, input]));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
