import type { PasskeyRefusal } from "../../shared/sign-in-means.ts";
import { passkeyRefusals } from "../texts/passkey.ts";
import { type AuthAnswer, askAuth } from "./auth-client.ts";
import { failureText } from "./failure-text.ts";

export type PasskeyAnswer<Value = null> = AuthAnswer<PasskeyRefusal, Value>;

export function askPasskeys<Value = null>(path: string, body: object): Promise<PasskeyAnswer<Value>> {
  return askAuth<PasskeyRefusal, Value>(path, body, passkeyRefusals);
}

/** One sentence for whoever tried. */
export function passkeyProblem(answer: Exclude<PasskeyAnswer, { kind: "done" }>): string {
  switch (answer.kind) {
    case "refused":
      return passkeyRefusals[answer.reason];
    case "failed":
      return failureText(answer.failure);
    case "badAddress":
      return failureText({ kind: "internal", requestId: null });
  }
}
