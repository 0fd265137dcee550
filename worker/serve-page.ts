import type { Env } from "./env.ts";

/**
 * The app, at every address that is no file's. A file that is missing stays missing: with the app in its place, a
 * browser that asks in the middle of a deployment would keep that for a year.
 */
export function servePage(request: Request, env: Pick<Env, "ASSETS">): Response | Promise<Response> {
  const url = new URL(request.url);
  if (/\.[a-z0-9]+$/i.test(url.pathname)) return new Response("Not Found", { status: 404 });
  return env.ASSETS.fetch(new Request(new URL("/", url), { method: request.method, headers: request.headers }));
}
