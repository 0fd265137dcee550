import { maxBounceLocalLength } from "./email/bounce-address.ts";
import { parseSender } from "./email/sender.ts";
import { parseSmtpUrl } from "./email/smtp-url.ts";
import type { Env } from "./env.ts";
import { isHostOfOwnMachine } from "./own-machine.ts";

const minSecretBytes = 32;

/** What is missing before Usher may run, as a sentence for the operator; null when nothing is. */
export function checkConfiguration(env: Env): string | null {
  if (!isOrigin(env.ORIGIN)) return "ORIGIN must be the address it is reached at, such as https://users.example.com.";
  if (!isSafe(env.ORIGIN)) return "ORIGIN must begin with https:// or sessions could be read on the way.";
  if (!/^\d+$/.test(env.LINK_EPOCH ?? "")) return "LINK_EPOCH must be a whole number, such as 1.";
  for (const name of ["INVITATIONS_PER_DAY", "INVITATIONS_PER_DAY_YOUNG"] as const) {
    if (env[name] && !/^[1-9]\d{0,8}$/.test(env[name])) return `${name} must be a whole number, such as 200.`;
  }
  const keys = (env.LINK_KEYS ?? "").split(",").map((key) => key.trim());
  if (keys.some((key) => bytesOf(key) < minSecretBytes)) return "LINK_KEYS needs a secret of 32 bytes or more.";
  if (bytesOf(env.AUTH_SECRET ?? "") < minSecretBytes) return "AUTH_SECRET needs 32 bytes or more.";
  return checkMail(env);
}

function checkMail({ MAILBOX, EMAIL, MAIL_FROM, SMTP_URL, BOUNCE_ADDRESS }: Env): string | null {
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

function bytesOf(secret: string): number {
  return new TextEncoder().encode(secret).length;
}

function isSafe(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === "https:" || isHostOfOwnMachine(hostname);
}

function isOrigin(origin: string | undefined): boolean {
  try {
    return origin !== undefined && new URL(origin).origin === origin;
  } catch {
    return false;
  }
}
