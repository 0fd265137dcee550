import { createTransport } from "nodemailer";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import type { Mail } from "./port.ts";
import { smtpMessage } from "./smtp-message.ts";

const sender = { name: 'Üsher, "Inc." <other@example.com>', email: "usher@example.com" };
const mail: Mail = {
  to: "grace@example.org",
  subject: "Jörg Müller-Lüdenscheidt lädt Sie zu „Blåbærgrød & Søn“ ein — 您好 👩‍🚀",
  text: "Grüße,\n.\n..\nFrom here on\n",
  html: `<p>Grüße</p>${"<b>long line</b>".repeat(100)}`,
};

async function handedOver(changes: Partial<Mail> = {}) {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message, envelope } = await transport.sendMail(smtpMessage({ ...mail, ...changes }, sender, "SND-1"));
  return { raw: message.toString(), envelope };
}

/** What goes over the wire after DATA, before dots are doubled. */
async function written(changes: Partial<Mail> = {}): Promise<string> {
  return (await handedOver(changes)).raw;
}

describe("a mail that leaves by SMTP", () => {
  it("arrives as it was written, in both parts, whatever the letters", async () => {
    const raw = await written();
    const read = await PostalMime.parse(raw);
    expect(read).toMatchObject({
      from: { name: sender.name, address: sender.email },
      to: [{ name: "", address: mail.to }],
      subject: mail.subject,
      messageId: "<SND-1@example.com>",
    });
    expect(read.text?.trimEnd()).toBe(mail.text.trimEnd());
    expect(read.html?.trimEnd()).toBe(mail.html);
    expect(read.headers).toContainEqual(expect.objectContaining({ key: "auto-submitted", value: "auto-generated" }));
  });

  it("needs nothing of a server but 7 bits and lines of 998", async () => {
    const raw = await written();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what is allowed are exactly these
    expect(raw).toMatch(/^[\x01-\x7f]*$/);
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThan(998);
  });

  it.each(["\r\n", "\n", "\r", "\u2028", "\u0000\r\n"])(
    "gets no header of anybody's from a subject: %j",
    async (end) => {
      const raw = await written({ subject: `Hello${end}Bcc: evil@example.com${end}${end}<p>Not the body</p>` });
      const { headers } = await PostalMime.parse(raw);
      expect(headers.map(({ key }) => key).sort()).toEqual(
        ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"].sort(),
      );
    },
  );

  it.each([
    ["a,b@example.org", '"a,b"@example.org'],
    ["a(b)@example.org", '"a(b)"@example.org'],
    ["a;b@example.org", '"a;b"@example.org'],
    ["o'b+c/d@example.org", "o'b+c/d@example.org"],
    ["a@example.org\r\nBcc: b@example.org", '"a@example.org Bcc: b"@example.org'],
  ])("goes to one address, whatever that looks like: %j", async (to, address) => {
    const { raw, envelope } = await handedOver({ to });
    expect(envelope.to).toEqual([address]);
    const read = await PostalMime.parse(raw);
    expect(read.to).toEqual([{ name: "", address }]);
    expect(read.bcc).toBeUndefined();
  });

  it("comes back to where it is told, else to its sender", async () => {
    const returnPath = "bounces+1@example.com";
    expect((await handedOver()).envelope.from).toBe(sender.email);
    expect((await handedOver({ returnPath })).envelope.from).toBe(returnPath);
  });
});
