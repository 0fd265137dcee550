import { idPatterns } from "../../shared/ids.ts";
import { base32 } from "../db/new-id.ts";
import { isEqual, keyedHash } from "./session-cookie.ts";

const pattern = /^usher_([0-9A-HJKMNP-TV-Z]{16})([0-9A-HJKMNP-TV-Z]{32})([0-9A-HJKMNP-TV-Z]{8})$/;

/**
 * `usher_`, the account's id, 160 random bits, a check: the account is known before anything is read, the random part
 * is the secret, and what was not made here is refused without a look into that account.
 */
export async function newToken(accountId: string, secret: string): Promise<string> {
  const account = accountId.slice("ACC-".length);
  const random = base32(crypto.getRandomValues(new Uint8Array(20)));
  return `usher_${account}${random}${await check(account, random, secret)}`;
}

/** Null for what cannot be one of our tokens; costs no read. */
export async function tokenAccountId(token: string, secret: string): Promise<string | null> {
  const [, account = "", random = "", found = ""] = token.match(pattern) ?? [];
  const accountId = `ACC-${account}`;
  if (!idPatterns.account.test(accountId)) return null;
  return isEqual(found, await check(account, random, secret)) ? accountId : null;
}

/** What is stored. 160 random bits need no salt and no slow hash. */
export async function tokenHash(token: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** 40 bits: it keeps guesses away from the database, and guards nothing by itself. */
async function check(account: string, random: string, secret: string): Promise<string> {
  const hash = atob(await keyedHash(`token ${account}${random}`, secret));
  return base32(Uint8Array.from(hash.slice(0, 5), (byte) => byte.charCodeAt(0)));
}
