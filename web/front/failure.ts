import { uiTexts } from "../texts/ui.ts";

/** A call without an answer that means something: nothing was reached, or it broke. */
export type Failure = { kind: "unreachable" } | { kind: "internal"; requestId: string | null };

export function failureText(failure: Failure): string {
  if (failure.kind === "unreachable") return uiTexts.unreachable;
  return failure.requestId ? `${uiTexts.internal} (${uiTexts.requestId(failure.requestId)})` : uiTexts.internal;
}

/** `fetch` rejects with a TypeError when nothing answers; an answer that is no JSON is not ours. */
export function failureOf(error: unknown): Failure {
  return error instanceof TypeError ? { kind: "unreachable" } : { kind: "internal", requestId: null };
}
