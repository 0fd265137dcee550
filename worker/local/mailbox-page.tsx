/** @jsxImportSource hono/jsx */
import { raw } from "hono/html";
import { normaliseAddress } from "../../shared/address.ts";
import { mailboxTexts as texts } from "../../shared/texts/mailbox.ts";
import { listMails, type StoredMail } from "../email/mailbox.ts";
import type { Env } from "../env.ts";

type MailboxEnv = Pick<Env, "MAILBOX">;

const shownAtMost = 50;

/** GET /dev/mailbox.json?to=: all mails, newest first, repeats included. */
export async function mailboxJson(env: MailboxEnv, url: URL): Promise<Response> {
  if (env.MAILBOX === undefined) return new Response("Not Found", { status: 404 });
  return Response.json(await listMails(env.MAILBOX, { to: addressOf(url) }), {
    headers: { "cache-control": "no-store" },
  });
}

/** GET /dev/mailbox?to=: the same to look at. */
export async function mailboxPage(env: MailboxEnv, url: URL): Promise<Response> {
  if (env.MAILBOX === undefined) return new Response("Not Found", { status: 404 });
  const to = addressOf(url);
  const mails = await listMails(env.MAILBOX, { to, limit: shownAtMost + 1 });
  return new Response(`<!doctype html>${<Page to={to} mails={mails} />}`, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      // The frames inherit this: mails are styled inline, and nothing here or in them may run or load anything.
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
    },
  });
}

function addressOf(url: URL): string | null {
  const to = url.searchParams.get("to")?.trim() ?? "";
  if (to === "") return null;
  const normalised = normaliseAddress(to);
  return normalised.ok ? normalised.address : to;
}

function Page({ to, mails }: { to: string | null; mails: StoredMail[] }) {
  const refresh = to === null ? "/dev/mailbox" : `/dev/mailbox?to=${encodeURIComponent(to)}`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        <title>{texts.title} · Usher</title>
        <style>{raw(styleSheet)}</style>
      </head>
      <body>
        <header>
          <h1>{texts.title}</h1>
          <p>{texts.intro}</p>
          <form method="get" action="/dev/mailbox">
            <label for="to">{texts.filterLabel}</label>
            <input id="to" name="to" type="text" inputmode="email" autocomplete="off" value={to ?? ""} />
            <button type="submit">{texts.filter}</button>
            {to !== null && <a href="/dev/mailbox">{texts.showAll}</a>}
            <a href={refresh}>{texts.refresh}</a>
          </form>
        </header>
        <main>
          {mails.length === 0 && <p>{to === null ? texts.none : texts.noneTo(to)}</p>}
          {mails.slice(0, shownAtMost).map((mail, index) => (
            <MailArticle mail={mail} isNewest={index === 0} />
          ))}
          {mails.length > shownAtMost && <p>{texts.newestOf(shownAtMost)}</p>}
        </main>
      </body>
    </html>
  );
}

function MailArticle({ mail, isNewest }: { mail: StoredMail; isNewest: boolean }) {
  const sentAt = new Date(mail.sentAt).toISOString();
  const code = /^\d{6}$/m.exec(mail.text)?.[0];
  const urls = [...new Set(mail.text.match(/https?:\/\/\S+#\S+/g))];
  return (
    <article>
      <h2>{mail.subject}</h2>
      <dl>
        <Term name={texts.to}>{mail.to}</Term>
        <Term name={texts.sent}>
          <time datetime={sentAt}>{sentAt.replace("T", " ").replace(/\.\d+Z$/, " UTC")}</time>
        </Term>
        {code !== undefined && (
          <Term name={texts.code}>
            <strong class="code">{code}</strong>
          </Term>
        )}
        {urls.length > 0 && (
          <Term name={texts.links}>
            {urls.map((url) => (
              <a href={url}>{url}</a>
            ))}
          </Term>
        )}
        <Term name={texts.sendId}>{mail.sendId}</Term>
      </dl>
      <details open={isNewest}>
        <summary>{texts.html}</summary>
        {/* Without scripts or our origin; its links open outside the frame. */}
        <iframe
          title={texts.htmlOf(mail.subject)}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          loading={isNewest ? "eager" : "lazy"}
          srcdoc={mail.html.replace("<head>", '<head><base target="_blank">')}
        />
      </details>
      <details>
        <summary>{texts.text}</summary>
        <pre>{linked(mail.text)}</pre>
      </details>
    </article>
  );
}

function Term({ name, children }: { name: string; children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The text with its URLs as links. */
function linked(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((piece, index) => (index % 2 === 0 ? piece : <a href={piece}>{piece}</a>));
}

const styleSheet = `
:root {
  color-scheme: light dark;
  --page: #f4f6f8; --card: #fff; --ink: #25282d; --muted: #5b6470; --line: #d5dbe0; --accent: #472aff; --inset: #f4f6f8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16181c; --card: #20242a; --ink: #eceef1; --muted: #a9b1bc; --line: #3b414a; --accent: #b3a8ff; --inset: #16181c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 760px; padding: 32px 16px 64px; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif;
}
h1 { margin: 0 0 4px; font-size: 24px; }
header p { margin: 0 0 20px; color: var(--muted); }
form { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; margin: 0 0 24px; }
input, button {
  min-height: 40px; padding: 0 12px; border: 1px solid var(--muted); border-radius: 8px; background: var(--card);
  color: inherit; font: inherit;
}
input { flex: 1 1 220px; min-width: 0; }
button { cursor: pointer; }
a { color: var(--accent); overflow-wrap: anywhere; }
form a { padding: 8px 4px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
article {
  margin: 0 0 16px; padding: 20px 24px; border: 1px solid var(--line); border-radius: 12px; background: var(--card);
}
h2 { margin: 0 0 12px; font-size: 18px; line-height: 1.35; overflow-wrap: anywhere; }
dl { margin: 0 0 12px; font-size: 15px; }
dl > div { display: flex; gap: 12px; padding: 3px 0; align-items: baseline; }
dt { flex: 0 0 72px; color: var(--muted); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd a { display: block; }
.code { font: 700 28px/1.2 ui-monospace, monospace; letter-spacing: 4px; user-select: all; }
summary { width: fit-content; padding: 6px 0; cursor: pointer; color: var(--muted); }
iframe {
  display: block; width: 100%; height: 720px; border: 1px solid var(--line); border-radius: 8px; background: var(--inset);
}
pre {
  margin: 0; padding: 16px; border-radius: 8px; background: var(--inset); font: 14px/1.5 ui-monospace, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
@media (max-width: 480px) { article { padding: 16px; } dl > div { flex-direction: column; gap: 0; } dt { flex: none; } }
`;
