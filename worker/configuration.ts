import type { Env } from "./env.ts";

const minSecretBytes = 32;

/** What is missing before Usher may run, as a sentence for the operator; null when nothing is. */
export function checkConfiguration(env: Env): string | null {
  if (!isOrigin(env.ORIGIN)) return "ORIGIN must be the address it is reached at, such as https://users.example.com.";
  if (!isSafe(env.ORIGIN)) return "ORIGIN must begin with https:// or sessions could be read on the way.";
  if (!/^\d+$/.test(env.LINK_EPOCH ?? "")) return "LINK_EPOCH must be a whole number, such as 1.";
  const keys = (env.LINK_KEYS ?? "").split(",").map((key) => key.trim());
  if (keys.some((key) => bytesOf(key) < minSecretBytes)) return "LINK_KEYS needs a secret of 32 bytes or more.";
  if (bytesOf(env.AUTH_SECRET ?? "") < minSecretBytes) return "AUTH_SECRET needs 32 bytes or more.";
  if (env.MAILBOX === undefined && env.EMAIL === undefined) return "The send_email binding EMAIL is missing.";
  if (!env.MAIL_FROM) return "MAIL_FROM must be the address that mails come from.";
  return null;
}

function bytesOf(secret: string): number {
  return new TextEncoder().encode(secret).length;
}

/** Nobody listens between a machine and itself. */
function isSafe(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === "https:" || hostname === "localhost" || hostname === "127.0.0.1";
}

function isOrigin(origin: string | undefined): boolean {
  try {
    return origin !== undefined && new URL(origin).origin === origin;
  } catch {
    return false;
  }
}
