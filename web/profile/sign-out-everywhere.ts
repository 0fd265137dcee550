import { askPasskeys, passkeyProblem } from "../front/passkey-answer.ts";

/** Ends every session of whoever is signed in. Answers why it failed, or null. */
export async function signOutEverywhere(): Promise<string | null> {
  const answer = await askPasskeys("sign-out-everywhere", {});
  return answer.kind === "done" ? null : passkeyProblem(answer);
}
