/** A call without an answer that means something: nothing was reached, or it broke. */
export type Failure = { kind: "unreachable" } | { kind: "internal"; requestId: string | null };

/** `fetch` rejects with a TypeError when nothing answers; an answer that is no JSON is not ours. */
export function failureOf(error: unknown): Failure {
  return error instanceof TypeError ? { kind: "unreachable" } : { kind: "internal", requestId: null };
}
