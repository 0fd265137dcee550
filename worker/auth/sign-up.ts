import { normaliseAddress } from "../../shared/address.ts";
import type { Env } from "../env.ts";

type SignUpEnv = Pick<Env, "FIRST_ADMINISTRATOR" | "OPEN_SIGN_UP">;

/** FIRST_ADMINISTRATOR may sign in although no account knows the address yet, and found the first one. */
export function isFirstAdministrator(env: SignUpEnv, address: string): boolean {
  const first = normaliseAddress(env.FIRST_ADMINISTRATOR ?? "");
  return first.ok && first.address === address;
}

export function isSignUpOpen(env: SignUpEnv): boolean {
  return ["1", "true", "yes", "on"].includes((env.OPEN_SIGN_UP ?? "").trim().toLowerCase());
}

export function mayFoundAccount(env: SignUpEnv, address: string, anyAccountExists: boolean): boolean {
  return isSignUpOpen(env) || (!anyAccountExists && isFirstAdministrator(env, address));
}
