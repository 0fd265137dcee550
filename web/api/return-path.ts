/** Where to go after signing in: a path of our own, never another site. */
export function returnPath(to: unknown): string {
  if (typeof to !== "string" || !to.startsWith("/") || to.startsWith("//") || to.includes("\\")) return "/";
  return to;
}

/** The sign-in page that leads back here. */
export function signInPath(from: string): string {
  return `/sign-in?to=${encodeURIComponent(from)}`;
}
