import type { ErrorData } from "../../shared/outputs.ts";
import type { FieldProblem, Refusal } from "../../shared/refusal.ts";
import type { Api } from "../api/client.ts";
import { type Failure, failureOf } from "../front/failure.ts";

type Calls = {
  preview: Api["invitations"]["preview"]["query"];
  accept: Api["invitations"]["accept"]["mutate"];
  decline: Api["invitations"]["decline"]["mutate"];
  askAgain: Api["invitations"]["askAgain"]["mutate"];
};
type Input<Name extends keyof Calls> = Parameters<Calls[Name]>[0];
type Output<Name extends keyof Calls> = Awaited<ReturnType<Calls[Name]>>;

export type Answer<Value> =
  | { kind: "done"; value: Value }
  | { kind: "refused"; refusal: Refusal; support: string | null }
  | { kind: "misfilled"; problems: FieldProblem[] }
  | { kind: "failed"; failure: Failure };

/**
 * One tRPC call, always by POST, so that no URL carries the code. Written out because @trpc/client weighs as much as
 * the rest of this page.
 */
export async function call<Name extends keyof Calls>(name: Name, input: Input<Name>): Promise<Answer<Output<Name>>> {
  try {
    const response = await fetch(`/trpc/invitations.${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    const { result, error } = JSON.parse(await response.text());
    if (result) return { kind: "done", value: result.data };
    const { refusal, problems, requestId, support }: ErrorData = error.data;
    if (refusal) return { kind: "refused", refusal, support };
    // What is too long to be a code is bad input to the API; here it is a link that was never valid.
    if (problems?.some(({ field }) => field === "code")) {
      return { kind: "refused", refusal: { reason: "linkInvalid" }, support };
    }
    if (problems) return { kind: "misfilled", problems };
    return { kind: "failed", failure: { kind: "internal", requestId } };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
}
