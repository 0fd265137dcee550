import type { InputProblem } from "./refusal.ts";

/**
 * What is wrong with an address as the target of webhooks; null when it may be called. What a name resolves to cannot
 * be known here: Cloudflare's network has no private addresses to reach.
 */
export function targetProblem(
  text: string,
  { isLocal }: { isLocal: boolean },
): Extract<InputProblem, "urlFormat" | "urlNotPublic"> | null {
  const url = parse(text);
  if (url === null || !(isLocal ? ["https:", "http:"] : ["https:"]).includes(url.protocol)) return "urlFormat";
  // Passwords in addresses end up in logs.
  if (url.username !== "" || url.password !== "") return "urlFormat";
  if (isLocal) return null;
  return url.port === "" && isPublicHost(url.hostname) ? null : "urlNotPublic";
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Names that stand for this machine or this network wherever they are used (RFC 6761, 6762, 8375, 9476, ICANN). */
const localNames =
  /(?:^|\.)(?:localhost|local|internal|intranet|private|corp|home|lan|localdomain|home\.arpa|alt|onion)$/;

/** Of a hostname as URL writes it: numbers of whatever base have become four decimals, IPv6 stands in brackets. */
function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/\.+$/, "").toLowerCase();
  if (host.startsWith("[")) return isPublicV6(host.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPublicV4(host.split(".").map(Number));
  return host.includes(".") && !localNames.test(host);
}

/** The ranges that the internet does not carry, by IANA's registry of special addresses. */
const specialV4: [network: readonly number[], bits: number][] = [
  [[0, 0, 0, 0], 8],
  [[10, 0, 0, 0], 8],
  [[100, 64, 0, 0], 10],
  [[127, 0, 0, 0], 8],
  [[169, 254, 0, 0], 16],
  [[172, 16, 0, 0], 12],
  [[192, 0, 0, 0], 24],
  [[192, 0, 2, 0], 24],
  [[192, 88, 99, 0], 24],
  [[192, 168, 0, 0], 16],
  [[198, 18, 0, 0], 15],
  [[198, 51, 100, 0], 24],
  [[203, 0, 113, 0], 24],
  [[224, 0, 0, 0], 3],
];

function isPublicV4(address: readonly number[]): boolean {
  return !specialV4.some(([network, bits]) => prefixOf(address, bits) === prefixOf(network, bits));
}

function prefixOf(address: readonly number[], bits: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = address;
  return Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / 2 ** (32 - bits));
}

/** Global unicast alone, without the parts of it that are documentation, tunnels, or stand for an IPv4 address. */
function isPublicV6(address: string): boolean {
  const [first = "", second = ""] = address.split(":");
  const [high, low] = [Number.parseInt(first || "0", 16), Number.parseInt(second || "0", 16)];
  if (high < 0x2000 || high > 0x3fff) return false;
  if (high === 0x2002 || (high === 0x3fff && low < 0x1000)) return false;
  return high !== 0x2001 || (low >= 0x200 && low !== 0xdb8);
}
