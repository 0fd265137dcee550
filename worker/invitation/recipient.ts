import { keyedHash } from "../auth/session-cookie.ts";
import type { Recipient } from "../db/mails-sent.ts";
import type { Env } from "../env.ts";

export async function recipientOf(env: Pick<Env, "AUTH_SECRET">, accountId: string, email: string): Promise<Recipient> {
  const [anywhere, here] = await Promise.all([
    keyedHash(`mails to ${email}`, env.AUTH_SECRET),
    keyedHash(`mails of ${accountId} to ${email}`, env.AUTH_SECRET),
  ]);
  return { anywhere, here };
}
