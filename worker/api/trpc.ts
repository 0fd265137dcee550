import { initTRPC, type TRPCError } from "@trpc/server";
import type { ErrorData } from "../../shared/outputs.ts";
import { type Access, type Procedure, permissions } from "../../shared/permissions.ts";
import { fieldProblems } from "../../shared/problems.ts";
import { refusalSentence } from "../../shared/texts/en/refusals.ts";
import { internalErrorSentence } from "../internal-error.ts";
import { logError } from "../log.ts";
import { withinLimit } from "./call-limit.ts";
import { type LoggedIds, logCommand } from "./command-log.ts";
import type { Context } from "./context.ts";
import { InputError, RefusalError } from "./refusal-error.ts";

const t = initTRPC.context<Context>().create({
  // Without this the bundle would put stack traces into answers.
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const data: ErrorData = {
      refusal: error instanceof RefusalError ? error.refusal : null,
      problems: problemsOf(error),
      requestId: error.code === "INTERNAL_SERVER_ERROR" ? (ctx?.requestId ?? null) : null,
      support: ctx?.env.SUPPORT ?? null,
    };
    return { ...shape, message: sentenceOf(error), data: { ...shape.data, ...data } };
  },
});

function problemsOf(error: TRPCError): ErrorData["problems"] {
  if (error instanceof InputError) return error.problems;
  const { code, cause } = error;
  if (code !== "BAD_REQUEST" || !cause || !("issues" in cause) || !Array.isArray(cause.issues)) return null;
  return fieldProblems(cause.issues);
}

function sentenceOf(error: TRPCError): string {
  if (error instanceof RefusalError) return refusalSentence(error.refusal);
  if (error.code === "INTERNAL_SERVER_ERROR") return internalErrorSentence;
  const [problem] = problemsOf(error) ?? [];
  return problem ? `${problem.field}: ${problem.message}` : error.message;
}

export const { router, createCallerFactory } = t;

/** What is neither a refusal nor bad input is a bug of ours, or a database that is away. */
export function logUnforeseen({
  error,
  path,
  ctx,
}: {
  error: TRPCError;
  path: string | undefined;
  ctx: Context | undefined;
}): void {
  if (error.code !== "INTERNAL_SERVER_ERROR") return;
  logError("procedure failed", error.cause ?? error, { requestId: ctx?.requestId ?? "", path: path ?? "" });
}

/** A procedure is named by its row in the table of permissions, which `ask` enforces where the account is read. */
export function procedure<Path extends Procedure>(path: Path) {
  const access: Access = permissions[path];
  return t.procedure.use(async ({ next, ctx, type, getRawInput }) => {
    // By a link people come one by one from the same place, a whole class within a minute.
    if (access.session !== "anyone") await withinCallLimit(ctx);
    const ids: LoggedIds = {};
    const result = await next({ ctx: { ...ctx, path, ids, access: permissions[path] } });
    if (type === "mutation") logCommand(path, ctx.requestId, ids, await getRawInput().catch(() => null), result);
    return result;
  });
}

/** Each call of a batch counts. */
async function withinCallLimit(ctx: Context): Promise<void> {
  if (ctx.env.CALLS === undefined) return;
  const credential = await ctx.credential();
  if (credential.kind === "none") return;
  await withinLimit(ctx.env.CALLS, credential.kind === "token" ? credential.hash : credential.sessionId);
}
