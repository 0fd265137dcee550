import { TRPCClientError } from "@trpc/client";
import type { ErrorData } from "../../shared/outputs.ts";
import type { FieldProblem, Refusal, RefusalReason } from "../../shared/refusal.ts";
import { problemSentences, refusalSentence } from "../texts/refusals.ts";
import { uiTexts } from "../texts/ui.ts";

/** What a failed call means, the only place that looks into its error. */
export type Failure =
  | { kind: "refused"; refusal: Refusal }
  | { kind: "input"; problems: FieldProblem[] }
  | { kind: "internal"; requestId: string | null }
  | { kind: "unreachable" };

export function failureOf(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return { kind: "internal", requestId: null };
  const data = dataOf(error);
  if (!data) return { kind: "unreachable" };
  if (data.refusal) return { kind: "refused", refusal: data.refusal };
  if (data.problems && data.problems.length > 0) return { kind: "input", problems: data.problems };
  return { kind: "internal", requestId: data.requestId };
}

// The client types `data` by a router that it cannot know here; a network failure has none.
function dataOf(error: TRPCClientError<never>): ErrorData | undefined {
  return (error as { data: unknown }).data as ErrorData | undefined;
}

/** The refusal of a failed call if it has this reason. */
export function refusedWith<Reason extends RefusalReason>(
  error: unknown,
  reason: Reason,
): Extract<Refusal, { reason: Reason }> | null {
  const failure = failureOf(error);
  if (failure.kind !== "refused" || failure.refusal.reason !== reason) return null;
  return failure.refusal as Extract<Refusal, { reason: Reason }>;
}

/** One sentence for whoever tried. */
export function failureSentence(error: unknown): string {
  const failure = failureOf(error);
  switch (failure.kind) {
    case "refused":
      return failure.refusal.reason === "signInRequired" ? uiTexts.sessionEnded : refusalSentence(failure.refusal);
    case "input":
      return failure.problems.map(({ problem }) => problemSentences[problem]).join(" ");
    case "unreachable":
      return uiTexts.unreachable;
    case "internal":
      return failure.requestId ? `${uiTexts.internal} (${uiTexts.requestId(failure.requestId)})` : uiTexts.internal;
  }
}

/** Sentences by field, for `createForm`. */
export function formErrors(error: unknown): Record<string, string> {
  const failure = failureOf(error);
  if (failure.kind === "input") return byField(failure.problems);
  if (failure.kind === "refused") {
    if (failure.refusal.reason === "groupRequired") return { groupIds: failureSentence(error) };
    if (failure.refusal.reason === "nameTaken") return { name: failureSentence(error) };
  }
  return { "": failureSentence(error) };
}

/** Told by the name of the problem: the sentence beside it is English, for programs. */
export function byField(problems: FieldProblem[]): Record<string, string> {
  return Object.fromEntries(problems.toReversed().map(({ field, problem }) => [field, problemSentences[problem]]));
}
