import { maxAddressLength } from "./limits.ts";
import type { InputProblem } from "./refusal.ts";

export type AddressProblem = Extract<
  InputProblem,
  "required" | "addressFormat" | "addressTooLong" | "addressLocalPart" | "addressDomain"
>;

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const hostname = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
// Control characters too: a URL drops them from its ends.
const hostnameDelimiters = /[\s\p{Cc}/\\:@#?%[\]<>()"',;&=+$!*|^`{}~]/u;

/**
 * One mailbox, as it is stored and compared everywhere: local part in printable ASCII, domain as IDNA, all in lower
 * case. Lists, quotes, comments, line breaks and address literals are no addresses here.
 */
export function normaliseAddress(
  input: string,
): { ok: true; address: string } | { ok: false; problem: AddressProblem } {
  // Measured before anything else looks at it: a megabyte costs no regular expression.
  if (input.length > 2 * maxAddressLength) return { ok: false, problem: "addressTooLong" };
  const trimmed = input.trim();
  if (trimmed === "") return { ok: false, problem: "required" };
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, at);
  if (at < 1 || local.includes("@")) return { ok: false, problem: "addressFormat" };
  if (!localPart.test(local)) return { ok: false, problem: "addressLocalPart" };
  const domain = asciiDomain(trimmed.slice(at + 1));
  if (domain === null) return { ok: false, problem: "addressDomain" };
  const address = `${local.toLowerCase()}@${domain}`;
  if (local.length > 64 || address.length > maxAddressLength) return { ok: false, problem: "addressTooLong" };
  return { ok: true, address };
}

function asciiDomain(domain: string): string | null {
  if (domain === "" || hostnameDelimiters.test(domain)) return null;
  try {
    const ascii = new URL(`http://${domain}`).hostname;
    const isNumeric = /^[0-9]+$/.test(ascii.slice(ascii.lastIndexOf(".") + 1));
    return hostname.test(ascii) && ascii.length <= 253 && !isNumeric ? ascii : null;
  } catch {
    return null;
  }
}

/** Enough to recognise one's own address, too little to learn somebody else's: `r•••@e•••.com`. */
export function maskAddress(address: string): string {
  const [local = "", domain = ""] = address.split("@");
  const dot = domain.lastIndexOf(".");
  return `${local.slice(0, 1)}•••@${domain.slice(0, 1)}•••${domain.slice(dot)}`;
}
