import { type TRPC_ERROR_CODE_KEY, TRPCError } from "@trpc/server";
import type { FieldProblem, InputProblem, Refusal, RefusalReason } from "../../shared/refusal.ts";
import { problemSentences } from "../../shared/texts/en/refusals.ts";

/** The tRPC code, and so the HTTP status, of every refusal. */
export const refusalCodes = {
  notFound: "NOT_FOUND",
  notAllowed: "FORBIDDEN",
  signInRequired: "UNAUTHORIZED",
  wrongAddress: "FORBIDDEN",
  alreadyUser: "CONFLICT",
  alreadyInvited: "CONFLICT",
  alreadyAccepted: "CONFLICT",
  invitationExpired: "PRECONDITION_FAILED",
  invitationNotExpired: "PRECONDITION_FAILED",
  invitationReplaced: "PRECONDITION_FAILED",
  invitationWithdrawn: "PRECONDITION_FAILED",
  invitationDeclined: "PRECONDITION_FAILED",
  linkInvalid: "NOT_FOUND",
  wrongStatus: "PRECONDITION_FAILED",
  blocked: "PRECONDITION_FAILED",
  self: "FORBIDDEN",
  lastAdministrator: "PRECONDITION_FAILED",
  groupRequired: "PRECONDITION_FAILED",
  groupInUse: "PRECONDITION_FAILED",
  nameTaken: "CONFLICT",
  accountRequired: "PRECONDITION_FAILED",
  coolingDown: "TOO_MANY_REQUESTS",
  tooManySends: "TOO_MANY_REQUESTS",
  tooManyRequests: "TOO_MANY_REQUESTS",
  conflict: "CONFLICT",
} as const satisfies Record<RefusalReason, TRPC_ERROR_CODE_KEY>;

/** Thrown anywhere below a procedure, answered as `error.data.refusal`. */
export class RefusalError extends TRPCError {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super({ code: refusalCodes[refusal.reason], message: refusal.reason });
    this.refusal = refusal;
  }
}

/** Input that only the database can find fault with, such as a group that is gone. */
export class InputError extends TRPCError {
  readonly problems: FieldProblem[];
  constructor(field: string, problem: InputProblem) {
    super({ code: "BAD_REQUEST", message: problem });
    this.problems = [{ field, problem, message: problemSentences[problem] }];
  }
}
