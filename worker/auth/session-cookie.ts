import { dayMs } from "../../shared/limits.ts";

// The auth library's signed cookie, byte for byte, so that reading a session does not load the library.

export type CookieEnv = { ORIGIN: string; AUTH_SECRET: string };

export const sessionLifetimeMs = 30 * dayMs;
const longestCookie = 256;
const encoder = new TextEncoder();

export function isSecureOrigin(origin: string): boolean {
  return origin.startsWith("https://");
}

type CookieKind = "session" | "code" | "bookmark";

/** `__Host-` keeps other hosts of the domain from planting one; browsers take such a cookie over https only. */
export function cookieName(kind: CookieKind, { ORIGIN }: Pick<CookieEnv, "ORIGIN">): string {
  return `${isSecureOrigin(ORIGIN) ? "__Host-" : ""}usher_${kind}`;
}

export function sessionCookieName(origin: string): string {
  return cookieName("session", { ORIGIN: origin });
}

/** The `Set-Cookie` that signs a browser in. */
export async function sessionCookie(token: string, env: CookieEnv): Promise<string> {
  return cookieLine("session", await cookieValue(token, env), sessionLifetimeMs, env);
}

/** The `Set-Cookie` that signs a browser out. */
export function clearedSessionCookie(env: CookieEnv): string {
  return cookieLine("session", "", 0, env);
}

/** The token of a genuine cookie, else null. What does not encode to itself again is not genuine. */
export async function readSessionToken(request: Request, env: CookieEnv): Promise<string | null> {
  const value = findCookie(request, sessionCookieName(env.ORIGIN));
  if (value === null || value.length > longestCookie) return null;
  const signed = decode(value);
  const token = signed.slice(0, Math.max(0, signed.lastIndexOf(".")));
  if (token === "") return null;
  return isEqual(value, await cookieValue(token, env)) ? token : null;
}

/** HMAC-SHA-256 in base64. Nothing hashed with it can be guessed from the database alone, however short it is. */
export async function keyedHash(text: string, secret: string): Promise<string> {
  if (remembered?.secret !== secret) remembered = { secret, key: importKey(secret) };
  const hash = await crypto.subtle.sign("HMAC", await remembered.key, encoder.encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

let remembered: { secret: string; key: Promise<CryptoKey> } | null = null;

function importKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

async function cookieValue(token: string, env: CookieEnv): Promise<string> {
  return encodeURIComponent(`${token}.${await keyedHash(token, env.AUTH_SECRET)}`);
}

export function cookieLine(kind: CookieKind, value: string, maxAgeMs: number, env: CookieEnv): string {
  const secure = isSecureOrigin(env.ORIGIN) ? "; Secure" : "";
  return `${cookieName(kind, env)}=${value}; Max-Age=${maxAgeMs / 1000}; Path=/; HttpOnly${secure}; SameSite=Lax`;
}

export function findCookie(request: Request, name: string): string | null {
  for (const pair of request.headers.get("cookie")?.split(";") ?? []) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

/** In a time that tells nothing of where they differ. */
export function isEqual(a: string, b: string): boolean {
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}
