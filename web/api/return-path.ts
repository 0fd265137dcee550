/** Where to go after signing in: a path of our own, never another site. */
export function returnPath(to: unknown): string {
  // Browsers drop tabs and line breaks from addresses, and take a backslash for a slash.
  const isPath = typeof to === "string" && /^\/[\x21-\x5b\x5d-\x7e]*$/.test(to);
  // Two slashes begin a host, also once a browser has resolved the dots before them.
  return isPath && !/^[^?#]*\/(?:\/|\.|%2e)/i.test(to) ? to : "/";
}

/** The sign-in page that leads back here. */
export function signInPath(from: string): string {
  return `/sign-in?to=${encodeURIComponent(from)}`;
}
