import { type CookieEnv, cookieLine, cookieName, findCookie } from "./session-cookie.ts";

// A code works only in the browser that asked for it. So nobody who knows an address alone can use up the tries of a
// code that its owner is about to type, nor replace it: they would work on a code of their own.

const lifetimeMs = 15 * 60_000;
const bytes = 16;

/** What the browser is known by, empty if it never asked. It proves nothing: only two requests of one browser share it. */
export function askingBrowser(request: Request, env: CookieEnv): string {
  const value = findCookie(request, cookieName("code", env)) ?? "";
  return /^[0-9a-f]{32}$/.test(value) ? value : "";
}

export function newBrowser(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

/** The `Set-Cookie` by which it is known again when the code is entered. */
export function askingCookie(browser: string, env: CookieEnv): string {
  return cookieLine("code", browser, lifetimeMs, env);
}
