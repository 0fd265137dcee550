import type { CodeRefusal } from "../../shared/texts/en/one-time-code.ts";
import { codeRefusals } from "../texts/one-time-code.ts";
import { readerLocale } from "../texts/reader-language.ts";
import { type AuthAnswer, askAuth } from "./auth-client.ts";

export type CodeAnswer = AuthAnswer<CodeRefusal>;

/** Answers `done` for every address, known or not. The mail is in the language of this page. */
export function sendCode(email: string): Promise<CodeAnswer> {
  return askAuth("email-otp/send-verification-otp", { email, locale: readerLocale }, codeRefusals);
}

export function signInByCode(email: string, otp: string): Promise<CodeAnswer> {
  return askAuth("sign-in/email-otp", { email, otp }, codeRefusals);
}

export function signOut(): Promise<CodeAnswer> {
  return askAuth("sign-out", {}, codeRefusals);
}
