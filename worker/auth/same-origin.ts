/**
 * Whether a request can have been made by our own pages. Browsers name the origin of every POST, a form's included;
 * a request that names neither origin nor site comes from no browser, so it carries no cookie somebody else's page used.
 */
export function isSameOrigin(request: Request, ownOrigin: string): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null) return origin === ownOrigin;
  const site = request.headers.get("sec-fetch-site");
  return site === null || site === "same-origin";
}
