import { idPatterns } from "../../shared/ids.ts";
import { base32 } from "../db/new-id.ts";

const pattern = /^usher_([0-9A-HJKMNP-TV-Z]{16})([0-9A-HJKMNP-TV-Z]{32})$/;

/** `usher_`, the account's id, 160 random bits: the account is known before anything is read, the rest is the secret. */
export function newToken(accountId: string): string {
  return `usher_${accountId.slice("ACC-".length)}${base32(crypto.getRandomValues(new Uint8Array(20)))}`;
}

/** Null for what cannot be one of our tokens; costs no read. */
export function tokenAccountId(token: string): string | null {
  const accountId = `ACC-${token.match(pattern)?.[1] ?? ""}`;
  return idPatterns.account.test(accountId) ? accountId : null;
}

/** What is stored. 160 random bits need no salt and no slow hash. */
export async function tokenHash(token: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
