import { checkMail } from "./email/check-mail.ts";
import type { Env } from "./env.ts";
import { isHostOfOwnMachine } from "./own-machine.ts";

const minSecretBytes = 32;

/** What is bound stays as it is for as long as a Worker runs. */
const checked = new WeakMap<Env, string | null>();

/** What is missing before Usher may run, as a sentence for the operator; null when nothing is. */
export function checkConfiguration(env: Env): string | null {
  if (!checked.has(env)) checked.set(env, findProblem(env));
  return checked.get(env) ?? null;
}

function findProblem(env: Env): string | null {
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
