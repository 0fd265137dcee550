import { isEqual, keyedHash } from "./session-cookie.ts";

const challengeLifetimeMs = 5 * 60_000;

/** What a challenge may be answered for: signing in, or adding a passkey in this very session. */
export type ChallengePurpose = "signIn" | { sessionId: string };

export type OpenedChallenge = { kind: "genuine"; id: string; expiresAt: number } | { kind: "forged" | "over" };

/**
 * Signed rather than stored, so that whoever opens the sign-in page writes nothing; only one that was answered rightly
 * is remembered, until it is over, because it works once. In base64url, as the browser hands it back.
 */
export async function newChallenge(purpose: ChallengePurpose, secret: string, now: number): Promise<string> {
  const [id, expiresAt] = [crypto.randomUUID(), now + challengeLifetimeMs];
  return toBase64Url(`${id}.${expiresAt}.${await signatureOf(id, expiresAt, purpose, secret)}`);
}

export async function openChallenge(
  challenge: string,
  purpose: ChallengePurpose,
  secret: string,
  now: number,
): Promise<OpenedChallenge> {
  const [id = "", end = "", signature = ""] = fromBase64Url(challenge).split(".");
  const expiresAt = Number(end);
  if (!isEqual(signature, await signatureOf(id, expiresAt, purpose, secret))) return { kind: "forged" };
  return now < expiresAt ? { kind: "genuine", id, expiresAt } : { kind: "over" };
}

function signatureOf(id: string, expiresAt: number, purpose: ChallengePurpose, secret: string): Promise<string> {
  const meant = purpose === "signIn" ? "to sign in" : `to add in session ${purpose.sessionId}`;
  return keyedHash(`passkey challenge ${id} ${expiresAt} ${meant}`, secret);
}

function toBase64Url(text: string): string {
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): string {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}
