import { Hono } from "hono";
import { serveApi } from "./api/serve.ts";
import { authDeps } from "./auth/deps.ts";
import { handleAuth } from "./auth/mount.ts";
import { checkConfiguration } from "./configuration.ts";
import type { Letter } from "./db/webhook-outbox.ts";
import type { Env } from "./env.ts";
import { serveHealth } from "./health.ts";
import { internalErrorSentence } from "./internal-error.ts";
import { serveLive } from "./live/serve-live.ts";
import { logError } from "./log.ts";
import { servePage } from "./serve-page.ts";

export { Invitation } from "./invitation/invitation.ts";
export { AccountLive } from "./live/account-live.ts";

const app = new Hono<{ Bindings: Env }>();

/** For what the Worker answers; the pages and their files have theirs from web/public/_headers. */
const defaultHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

app.use(async (c, next) => {
  await next();
  if (c.res.status === 101) return;
  // Hono's own `c.header` makes the response anew for each of them.
  const { headers } = c.res;
  for (const [name, value] of Object.entries(defaultHeaders)) if (!headers.has(name)) headers.set(name, value);
});

app.use(async (c, next) => {
  const problem = checkConfiguration(c.env);
  return problem === null ? next() : c.text(`Usher cannot start: ${problem}`, 503);
});

app.all("/trpc/*", (c) => serveApi(c.req.raw, c.env, c.executionCtx, Date.now));

app.all("/api/*", (c) => handleAuth(c.req.raw, c.env, authDeps(c.env, c.executionCtx)));

app.get("/live", (c) => serveLive(c.req.raw, c.env, Date.now()));

app.get("/healthz", (c) => serveHealth(c.env.DB, Date.now()));

// Local mode only: production has no MAILBOX, so the code behind is not even loaded there.
app.all("/dev/*", async (c) => {
  if (c.env.MAILBOX === undefined) return c.notFound();
  const { serveLocal } = await import("./local/serve.ts");
  return serveLocal(c.req.raw, c.env, Date.now());
});

app.get("*", (c) => servePage(c.req.raw, c.env));

app.onError((error, c) => {
  const requestId = crypto.randomUUID();
  logError("request failed", error, { requestId, path: new URL(c.req.url).pathname });
  return c.json({ error: internalErrorSentence, requestId }, 500);
});

export default {
  fetch: app.fetch,
  async scheduled(_controller, env, _execution) {
    const problem = checkConfiguration(env);
    if (problem !== null) return logError("sweep not run", new Error(problem));
    const { sweep } = await import("./invitation/sweep.ts");
    await sweep(env, Date.now());
  },
  async queue(batch, env) {
    // As wrangler.toml names it.
    if (batch.queue === "usher-mail-events") {
      const { consumeMailEvents } = await import("./email/mail-events.ts");
      return consumeMailEvents(batch, env, Date.now);
    }
    const { consume } = await import("./webhooks/consume.ts");
    await consume(batch, env, Date.now);
  },
  async email(message, env) {
    const { receiveMail } = await import("./email/receive-mail.ts");
    await receiveMail(message, env, Date.now);
  },
} satisfies ExportedHandler<Env, Letter>;
