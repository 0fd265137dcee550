import type { TRPCClientError } from "@trpc/client";
import type { AppRouter, CallErrorData, FieldProblem, Refusal, RefusalReason } from "./api.ts";

/** What a call throws that was refused for this reason. */
export type RefusedError<Reason extends RefusalReason = RefusalReason> = TRPCClientError<AppRouter> & {
  data: CallErrorData & { refusal: Extract<Refusal, { reason: Reason }> };
};

/** What a call throws whose input cannot be used: each field with what is wrong with it. */
export type InputError = TRPCClientError<AppRouter> & { data: CallErrorData & { problems: FieldProblem[] } };

/**
 * Whether a call was refused, for one of these reasons if any are named; `error.data.refusal` then has what helps,
 * such as `retryAfterMs`.
 */
export function isRefusal<Reason extends RefusalReason = RefusalReason>(
  error: unknown,
  ...reasons: Reason[]
): error is RefusedError<Reason> {
  const reason = dataOf(error)?.refusal?.reason;
  return reason !== undefined && (reasons.length === 0 || (reasons as RefusalReason[]).includes(reason));
}

/** Whether a call's input cannot be used; `error.data.problems` then names the fields. */
export function isInputError(error: unknown): error is InputError {
  return (dataOf(error)?.problems?.length ?? 0) > 0;
}

// By shape and not by class: two copies of tRPC in one program must not hide a refusal.
export function dataOf(error: unknown): Partial<CallErrorData> | undefined {
  if (!(error instanceof Error) || !("data" in error)) return undefined;
  return typeof error.data === "object" && error.data !== null ? error.data : undefined;
}
