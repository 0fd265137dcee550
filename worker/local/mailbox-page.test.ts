import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { mailboxPort } from "../email/mailbox.ts";
import { signInCodeMail } from "../email/messages/sign-in-code-mail.tsx";
import { mailboxJson, mailboxPage } from "./mailbox-page.tsx";

const local = { MAILBOX: (env as unknown as { MAILBOX: D1Database }).MAILBOX };

function url(path: string): URL {
  return new URL(path, "http://localhost:8787");
}

it("is not there without a mailbox", async () => {
  expect((await mailboxPage({}, url("/dev/mailbox"))).status).toBe(404);
  expect((await mailboxJson({}, url("/dev/mailbox.json"))).status).toBe(404);
});

it("answers an empty list and an empty page before the first mail", async () => {
  expect(await (await mailboxJson(local, url("/dev/mailbox.json"))).json()).toEqual([]);
  expect(await (await mailboxPage(local, url("/dev/mailbox"))).text()).toContain("No mails yet.");
});

it("shows mails with their codes and links, and lets nothing in them out of its place", async () => {
  const port = mailboxPort(local.MAILBOX);
  const base = { to: "ada@example.com", locale: "en", origin: "http://localhost:8787", support: null };
  await port.send(signInCodeMail({ ...base, code: "012345" }), "SND-1");
  await port.send(
    {
      to: "bob@example.com",
      subject: "<b>Bold</b>",
      text: "http://localhost:8787/accept#code",
      html: '<i title="x">&</i>',
    },
    "SND-2",
  );
  const answer = await mailboxPage(local, url("/dev/mailbox"));
  const page = await answer.text();
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page).toContain('<strong class="code">012345</strong>');
  expect(page).toContain('<a href="http://localhost:8787/accept#code">');
  expect(page).toContain("&lt;b&gt;Bold&lt;/b&gt;");
  expect(page).toContain('srcdoc="&lt;i title=&quot;x&quot;&gt;&amp;&lt;/i&gt;"');
  expect(page.match(/<h1>/g)).toHaveLength(1);
});

it("shows the mails of one address, however it is typed", async () => {
  const json = await mailboxJson(local, url("/dev/mailbox.json?to=Ada%40Example.com"));
  expect(await json.json()).toMatchObject([{ to: "ada@example.com", subject: "Your sign-in code", sendId: "SND-1" }]);
  const page = await (await mailboxPage(local, url("/dev/mailbox?to=%22%3E%3Cb%3E"))).text();
  expect(page).toContain("No mails to &quot;&gt;&lt;b&gt; yet.");
});
