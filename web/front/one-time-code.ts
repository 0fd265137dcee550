import type { AddressProblem } from "../../shared/address.ts";
import type { CodeRefusal } from "../../shared/texts/en/one-time-code.ts";
import { codeRefusals } from "../texts/one-time-code.ts";
import { readerLocale } from "../texts/spoken.ts";
import { type Failure, failureOf } from "./failure.ts";

/** The sign-in routes, which are no tRPC: they set and clear the session's cookie. */

export type CodeAnswer =
  | { kind: "done" }
  | { kind: "refused"; reason: CodeRefusal }
  | { kind: "badAddress"; problem: AddressProblem }
  | { kind: "failed"; failure: Failure };

/** Answers `done` for every address, known or not. The mail is in the language of this page. */
export function sendCode(email: string): Promise<CodeAnswer> {
  return post("email-otp/send-verification-otp", { email, locale: readerLocale });
}

export function signInByCode(email: string, otp: string): Promise<CodeAnswer> {
  return post("sign-in/email-otp", { email, otp });
}

export function signOut(): Promise<CodeAnswer> {
  return post("sign-out", {});
}

async function post(path: string, body: object): Promise<CodeAnswer> {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return { kind: "done" };
    const { refusal, field, problem } = JSON.parse(await response.text());
    if (refusal && refusal.reason in codeRefusals) return { kind: "refused", reason: refusal.reason };
    if (field === "email") return { kind: "badAddress", problem };
    return { kind: "failed", failure: { kind: "internal", requestId: null } };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
}
