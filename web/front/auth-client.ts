import type { AddressProblem } from "../../shared/address.ts";
import { type Failure, failureOf } from "./failure.ts";

export type AuthAnswer<Reason extends string, Value = unknown> =
  | { kind: "done"; value: Value }
  | { kind: "refused"; reason: Reason }
  | { kind: "badAddress"; problem: AddressProblem }
  | { kind: "failed"; failure: Failure };

/**
 * Calls one of the sign-in routes, which are no tRPC: they set and clear the session's cookie. `sentences` has one for
 * each refusal that the caller can explain.
 */
export async function askAuth<Reason extends string, Value = null>(
  path: string,
  body: object,
  sentences: Record<Reason, string>,
): Promise<AuthAnswer<Reason, Value>> {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const answer = text && JSON.parse(text);
    if (response.ok) return { kind: "done", value: answer };
    const { refusal, field, problem } = answer;
    if (refusal && refusal.reason in sentences) return { kind: "refused", reason: refusal.reason };
    if (field === "email") return { kind: "badAddress", problem };
    return { kind: "failed", failure: { kind: "internal", requestId: null } };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
}
