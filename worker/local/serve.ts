import { isSameOrigin } from "../auth/same-origin.ts";
import type { Env } from "../env.ts";
import { isHostOfOwnMachine } from "../own-machine.ts";
import { ensureDemo } from "./demo.ts";
import { mailboxJson, mailboxPage } from "./mailbox-page.tsx";
import { maxSeededUsers, seedAccount } from "./seed.ts";

/** What exists only where MAILBOX is bound: the mails, and data to try things with. */
export async function serveLocal(request: Request, env: Env, now: number): Promise<Response> {
  const url = new URL(request.url);
  // A developer's browser visits other sites too, and what these call themselves may lead to this machine.
  const isOfAnotherSite = request.method === "POST" && !isSameOrigin(request, env.ORIGIN);
  if (isOfAnotherSite || !isHostOfOwnMachine(url.hostname)) return new Response("Forbidden", { status: 403 });
  switch (`${request.method} ${url.pathname}`) {
    case "GET /dev/mailbox":
      return mailboxPage(env, url);
    case "GET /dev/mailbox.json":
      return mailboxJson(env, url);
    case "POST /dev/seed":
      return seed(request, env, now);
    case "POST /dev/demo":
      return Response.json(await ensureDemo(env, now));
    default:
      return new Response("Not Found", { status: 404 });
  }
}

async function seed(request: Request, env: Env, now: number): Promise<Response> {
  const body: unknown = await request.json().catch(() => null);
  const users: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "users") : undefined;
  if (typeof users !== "number" || !Number.isInteger(users) || users < 1 || users > maxSeededUsers) {
    return Response.json({ error: `Send {"users": N} with N from 1 to ${maxSeededUsers}.` }, { status: 400 });
  }
  return Response.json(await seedAccount(env, users, now));
}
