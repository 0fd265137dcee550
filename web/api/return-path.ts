/** Where to go after signing in: a path of our own, never another site. */
export function returnPath(to: unknown): string {
  // Browsers drop tabs and line breaks from addresses, and take a backslash for a slash.
  return typeof to === "string" && /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(to) ? to : "/";
}

/** The sign-in page that leads back here. */
export function signInPath(from: string): string {
  return `/sign-in?to=${encodeURIComponent(from)}`;
}
