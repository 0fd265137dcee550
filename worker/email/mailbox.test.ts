import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { listMails, mailboxPort } from "./mailbox.ts";
import type { Mail } from "./port.ts";

const mailbox = (env as unknown as { MAILBOX: D1Database }).MAILBOX;
const port = mailboxPort(mailbox);

function mailTo(to: string, subject = "Hello"): Mail {
  return { to, subject, text: "Text", html: "<p>Html</p>" };
}

describe("the local mailbox", () => {
  it("is empty before the first mail", async () => {
    expect(await listMails(mailbox)).toEqual([]);
  });

  it("keeps every mail, repeats included, newest first", async () => {
    const before = Date.now();
    await port.send(mailTo("ada@example.com", "First"), "SND-1");
    await port.send(mailTo("ada@example.com", "First"), "SND-1");
    await port.send(mailTo("bob@example.com", "Other"), "SND-2");
    await port.send(mailTo("ada@example.com", "Second"), "SND-3");
    const mails = await listMails(mailbox, { to: "ada@example.com" });
    expect(mails.map(({ subject, sendId }) => [subject, sendId])).toEqual([
      ["Second", "SND-3"],
      ["First", "SND-1"],
      ["First", "SND-1"],
    ]);
    expect(Object.keys(mails[0] ?? {}).sort()).toEqual(["html", "sendId", "sentAt", "subject", "text", "to"]);
    expect(mails[0]?.sentAt).toBeGreaterThanOrEqual(before);
    expect((await listMails(mailbox)).map(({ to }) => to)).toContain("bob@example.com");
    expect(await listMails(mailbox, { limit: 2 })).toHaveLength(2);
  });

  it("keeps what is sent at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => port.send(mailTo("many@example.com"), `SND-${index}`)));
    expect(await listMails(mailbox, { to: "many@example.com" })).toHaveLength(20);
  });

  it("plays failures by the address", async () => {
    const outcome = async (to: string) => (await port.send(mailTo(to), "SND-1")) as unknown;
    expect(await outcome("fail-temporary-1@example.com")).toEqual({ kind: "temporary", error: "temporary" });
    expect(await outcome("fail-permanent@example.com")).toEqual({ kind: "permanent", error: "addressRefused" });
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await outcome("fail-5-times@example.com")).toEqual({ kind: "temporary", error: "temporary" });
    }
    expect(await listMails(mailbox, { to: "fail-5-times@example.com" })).toEqual([]);
    expect(await outcome("fail-5-times@example.com")).toEqual({ kind: "sent" });
    expect(await listMails(mailbox, { to: "fail-5-times@example.com" })).toHaveLength(1);
    expect(await outcome("fail-5-times-b@example.com")).toEqual({ kind: "temporary", error: "temporary" });
  });
});
