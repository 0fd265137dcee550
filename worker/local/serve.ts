import type { Env } from "../env.ts";
import { mailboxJson, mailboxPage } from "./mailbox-page.tsx";

/** What exists only where MAILBOX is bound: the mails, and data to try things with. */
export async function serveLocal(request: Request, env: Env, _now: number): Promise<Response> {
  const url = new URL(request.url);
  switch (`${request.method} ${url.pathname}`) {
    case "GET /dev/mailbox":
      return mailboxPage(env, url);
    case "GET /dev/mailbox.json":
      return mailboxJson(env, url);
    default:
      return new Response("Not Found", { status: 404 });
  }
}
