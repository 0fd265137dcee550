import { keyedHash } from "../auth/session-cookie.ts";
import type { Recipient } from "../db/mails-sent.ts";
import type { Env } from "../env.ts";
import { toBase64Url } from "./link-code.ts";

/** Of `here`, which stands in codes. */
export const digestBytes = 16;

export async function recipientOf(env: Pick<Env, "AUTH_SECRET">, accountId: string, email: string): Promise<Recipient> {
  const [anywhere, here] = await Promise.all([
    keyedHash(`mails to ${email}`, env.AUTH_SECRET),
    keyedHash(`mails of ${accountId} to ${email}`, env.AUTH_SECRET),
  ]);
  return {
    anywhere,
    here: toBase64Url(Uint8Array.from(atob(here), (byte) => byte.charCodeAt(0)).slice(0, digestBytes)),
  };
}
