import { failureOf, failureText } from "../front/failure.ts";
import { uiTexts } from "../texts/ui.ts";

/** Ends every session of whoever is signed in. Answers why it failed, or null. */
export async function signOutEverywhere(): Promise<string | null> {
  try {
    const { ok, status } = await fetch("/api/auth/sign-out-everywhere", { method: "POST" });
    if (ok) return null;
    return status === 403 ? uiTexts.sessionEnded : failureText({ kind: "internal", requestId: null });
  } catch (error) {
    return failureText(failureOf(error));
  }
}
