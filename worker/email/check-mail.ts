import type { Env } from "../env.ts";
import { parseSender } from "./sender.ts";
import { parseSmtpUrl } from "./smtp-url.ts";

/** What 64 characters leave beside the mark of bounce-address.ts. */
export const maxBounceLocalLength = 20;

/** What is wrong with the settings of mail, as a sentence for the operator; null when nothing is. */
export function checkMail({ MAILBOX, EMAIL, MAIL_FROM, SMTP_URL, BOUNCE_ADDRESS }: Env): string | null {
  if (!parseSender(MAIL_FROM ?? "")) {
    return "MAIL_FROM must be the address that mails come from, such as Usher <invitations@example.com>.";
  }
  if (!MAILBOX && !EMAIL && !SMTP_URL) return "Mails need the send_email binding EMAIL, or SMTP_URL.";
  if (SMTP_URL && !parseSmtpUrl(SMTP_URL)) {
    return "SMTP_URL must be an SMTP server, such as smtps://user:password@mail.example.com:465.";
  }
  if (BOUNCE_ADDRESS && !isBounceAddress(BOUNCE_ADDRESS)) {
    return `BOUNCE_ADDRESS must be a plain address with at most ${maxBounceLocalLength} characters before the @, such as bounces@example.com.`;
  }
  return null;
}

/** What comes back gets its mark behind a plus of its own. */
function isBounceAddress(address: string): boolean {
  const [local = ""] = address.split("@");
  return /^[^+]+$/.test(local) && local.length <= maxBounceLocalLength && parseSender(address)?.email === address;
}
