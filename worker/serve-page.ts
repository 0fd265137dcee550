import type { Env } from "./env.ts";

/**
 * The app, at every address that is no file's. A file that is missing stays missing: with the app in its place, a
 * browser that asks in the middle of a deployment would keep that for a year. No search engine is sent to any of them:
 * they are for who has signed in, or come with somebody's mail.
 */
export async function servePage(request: Request, env: Pick<Env, "ASSETS">): Promise<Response> {
  const url = new URL(request.url);
  if (/\.[a-z0-9]+$/i.test(url.pathname)) return new Response("Not Found", { status: 404 });
  const app = new Request(new URL("/", url), { method: request.method, headers: request.headers });
  const served = await env.ASSETS.fetch(app);
  const page = new Response(served.body, served);
  page.headers.set("x-robots-tag", "noindex, nofollow");
  return page;
}
