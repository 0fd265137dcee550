import { TRPCError } from "@trpc/server";
import { fieldProblems } from "../../shared/problems.ts";
import type { FieldProblem, Refusal } from "../../shared/refusal.ts";
import { InputError, RefusalError } from "../api/refusal-error.ts";

/** How a call was refused. Throws when it was not, or when it failed. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const error = await errorOf(call);
  if (error instanceof RefusalError) return error.refusal;
  throw new Error("The call failed without a refusal", { cause: error.cause });
}

/** How calls that were made together were refused, every one of them. */
export function refusalsOf(calls: Promise<unknown>[]): Promise<Refusal[]> {
  return Promise.all(calls.map(refusalOf));
}

/** What was wrong with a call's input. */
export async function problemsOf(call: Promise<unknown>): Promise<FieldProblem[]> {
  const error = await errorOf(call);
  if (error instanceof InputError) return error.problems;
  const { cause, code } = error;
  if (code === "BAD_REQUEST" && cause && "issues" in cause && Array.isArray(cause.issues))
    return fieldProblems(cause.issues);
  throw new Error("The call failed, and not for its input", { cause });
}

/** Everything that a caller can tell about an error, for comparing two. */
export async function shownErrorOf(call: Promise<unknown>) {
  const error = await errorOf(call);
  return {
    code: error.code,
    message: error.message,
    refusal: error instanceof RefusalError ? error.refusal : null,
    problems: error instanceof InputError ? error.problems : null,
  };
}

async function errorOf(call: Promise<unknown>): Promise<TRPCError> {
  const error = await call.then(
    (answer: unknown) => new Error(`Not refused: ${JSON.stringify(answer)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof TRPCError) return error;
  throw error instanceof Error ? error : new Error(String(error));
}
