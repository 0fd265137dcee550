import { env } from "cloudflare:workers";
import { listMails, type StoredMail } from "../email/mailbox.ts";

/** What has arrived at an address, newest first. */
export async function mailsTo(email: string): Promise<StoredMail[]> {
  if (env.MAILBOX === undefined) throw new Error("Tests run in local mode");
  return listMails(env.MAILBOX, { to: email });
}
