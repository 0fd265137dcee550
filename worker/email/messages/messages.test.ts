import { describe, expect, it } from "vitest";
import type { Mail } from "../port.ts";
import { type InvitationMailData, invitationMail, newInvitationMail, reminderMail } from "./invitation-mail.tsx";
import { newsMail } from "./news-mail.tsx";
import { passkeyAddedMail } from "./passkey-added-mail.tsx";
import { removalMail } from "./removal-mail.tsx";
import { signInCodeMail } from "./sign-in-code-mail.tsx";

const url = "https://usher.example.com/accept#AQAB_-code";
const stopUrl = "https://usher.example.com/stop#AQAC_-code";
const deadline = "Sunday, 29 November 2026 at 21:38, Central European Standard Time (UTC+1)";

function data(changes: Partial<InvitationMailData> = {}): InvitationMailData {
  return {
    to: "reto@example.com",
    firstName: "Reto",
    accountName: "Stark Industries",
    inviterName: "Ada Lovelace",
    groups: ["Sales", "Support"],
    message: null,
    url,
    expiresAt: Date.parse("2026-11-29T20:38:00Z"),
    timeZone: "Europe/Zurich",
    locale: "en-CH",
    origin: "https://usher.example.com",
    support: null,
    stopUrl,
    ...changes,
  };
}

const hostile = '"><script>alert(1)</script>\r\nBcc: eve@example.com\u202e';

/** Everything that a reader of one of the parts can read. */
function partsOf(mail: Mail): string[] {
  const body = mail.html.slice(mail.html.indexOf("<body"));
  const words = body
    .replace(/<[^>]*>/g, "")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  return [mail.text, words];
}

const ada = { firstName: "Ada", lastName: "Lovelace", email: "ada@example.org" };
const everyMail: [string, (changes: Partial<InvitationMailData>) => Mail][] = [
  ["invitation", (changes) => invitationMail(data(changes))],
  ["new invitation", (changes) => newInvitationMail(data({ ...changes, message: "Welcome!" }))],
  ["reminder", (changes) => reminderMail(data(changes))],
  ["news", (changes) => newsMail({ ...data(changes), kinds: [{ kind: "expired", count: 1, people: [ada] }] })],
  ["removal", (changes) => removalMail(data(changes))],
  ["sign-in code", (changes) => signInCodeMail({ ...data(changes), code: "123456" })],
  [
    "passkey added",
    (changes) => passkeyAddedMail({ ...data(changes), device: { browser: "Firefox", system: "Linux" } }),
  ],
];

describe.each(everyMail)("the %s mail", (_, compose) => {
  const mail = compose({});

  it("is laid out for mail programs: presentation tables, no script, no SVG, nothing loaded", () => {
    expect(mail.html.startsWith('<!doctype html><html lang="en"')).toBe(true);
    expect(mail.html.match(/<table(?! role="presentation")/g)).toBeNull();
    expect(mail.html).not.toMatch(/<(script|svg|img|link|form|iframe)\b/i);
    expect(mail.html).toContain("max-width:600px");
  });

  it("says where it comes from, in both parts", () => {
    for (const part of partsOf(mail)) expect(part).toContain("Sent by Usher for https://usher.example.com");
  });

  it("is far below the size at which mails are cut off", () => {
    expect(new TextEncoder().encode(mail.html).length).toBeLessThan(20_000);
  });

  it("has a subject of one line without its isolates", () => {
    expect(mail.subject).toMatch(/^[\x20-\x7e]+$/);
    expect(mail.to).toBe("reto@example.com");
  });

  it("is in German for whoever reads that, and in English for everybody else", () => {
    const german = compose({ locale: "de-CH" });
    expect(german.html.startsWith('<!doctype html><html lang="de"')).toBe(true);
    expect(german.subject).not.toBe(mail.subject);
    for (const part of partsOf(german)) {
      expect(part).toContain("Gesendet von Usher für https://usher.example.com");
      expect(part).toMatch(/\bSie\b/);
      expect(part).not.toMatch(/\b(the|you|your|this|invited)\b/i);
    }
    expect(compose({ locale: "fr-CH" }).subject).toBe(mail.subject);
  });
});

describe.each([
  ["invitation", invitationMail],
  ["new invitation", newInvitationMail],
  ["reminder", reminderMail],
])("the %s mail", (_, compose) => {
  it("names account, inviter, address, groups, deadline, link and how to stop, in both parts", () => {
    for (const part of partsOf(compose(data({ message: "See you soon.\nAda" })))) {
      for (const fact of [
        "Hi Reto,",
        "Stark Industries",
        "Ada Lovelace",
        "reto@example.com",
        "Sales, Support",
        deadline,
      ]) {
        expect(part).toContain(fact);
      }
      expect(part).toContain(url);
      expect(part).toContain("See you soon.");
      expect(part).toContain("To report this invitation and get no more from Stark Industries: ");
    }
    const { text, html } = compose(data());
    expect(text).toContain(`Stark Industries: ${stopUrl}\n`);
    expect(html).toMatch(new RegExp(`href="${stopUrl}"[^>]*>Report and stop</a>`));
  });

  it("links to the invitation from the button and from the address shown", () => {
    expect(compose(data()).html.match(new RegExp(`href="${url}"`, "g"))).toHaveLength(2);
    expect(compose(data()).html).toContain('<td align="center" bgcolor="#472aff" style="padding:');
  });

  it("says an administrator invited when nobody can be named", () => {
    const mail = compose(data({ inviterName: null }));
    expect(mail.subject).not.toContain("null");
    for (const part of partsOf(mail)) expect(part).toContain("An administrator of this account");
  });

  it("sends reports to the support, by link where it is an address or a page", () => {
    const toAddress = compose(data({ support: "help@example.com" }));
    for (const part of partsOf(toAddress)) expect(part).toContain("write to help@example.com, or: ");
    expect(toAddress.html).toContain('href="mailto:help@example.com"');
    expect(compose(data({ support: "https://help.example.com/" })).html).toContain('href="https://help.example.com/"');
    expect(compose(data({ support: "javascript:alert(1)" })).html).not.toContain('href="javascript');
  });

  it("escapes whatever was typed, and lets nothing of it into another header", () => {
    const mail = compose(
      data({ firstName: hostile, accountName: hostile, inviterName: hostile, groups: [hostile], message: hostile }),
    );
    expect(mail.html).not.toContain("<script>");
    expect(mail.html).toContain("&lt;script&gt;");
    expect(mail.subject).not.toMatch(/[\r\n\u202e]/);
    expect(mail.text).not.toMatch(/^Bcc:/m);
    expect(`${mail.text}${mail.html}`).not.toContain("\u202e");
    const linkOut = compose(data({ url: 'https://usher.example.com/accept#"><b>' }));
    expect(linkOut.html).not.toContain('"><b>');
  });

  it("cuts long names in the subject, and only there", () => {
    const accountName = "Acme ".repeat(20).trim();
    const mail = compose(data({ accountName, inviterName: "Ada ".repeat(25).trim() }));
    expect(mail.subject.length).toBeLessThan(130);
    expect(mail.subject).toContain("…");
    for (const part of partsOf(mail)) expect(part).toContain(accountName);
  });

  it("keeps names written from right to left from turning the sentence around", () => {
    const mail = compose(data({ accountName: "שלום בע״מ", inviterName: "דנה" }));
    expect(mail.subject).toContain("\u2068שלום בע״מ\u2069");
    expect(mail.text).toContain("\u2068דנה\u2069");
    expect(mail.html).toContain("<bdi>דנה</bdi>");
  });

  it("stays below 102 KB with everything as long as it may be", () => {
    const name = "🧑🏽‍🚀".repeat(14);
    const mail = compose(
      data({
        firstName: name,
        accountName: name,
        inviterName: name,
        groups: Array(50).fill(name),
        message: "&\n".repeat(500),
      }),
    );
    expect(new TextEncoder().encode(mail.html).length).toBeLessThan(102_000);
    for (const part of partsOf(mail)) expect(part).toContain("and 40 more");
  });
});

it("a German invitation names the same facts, with the deadline as written in German", () => {
  const mail = invitationMail(data({ locale: "de-CH", groups: Array(12).fill("Sales") }));
  expect(mail.subject).toBe("Ada Lovelace lädt Sie zu Stark Industries ein");
  for (const part of partsOf(mail)) {
    for (const fact of [
      "Guten Tag Reto,",
      "Ada Lovelace hat Sie zu Stark Industries eingeladen.",
      "und 2 weitere",
      url,
    ]) {
      expect(part).toContain(fact);
    }
    expect(part).toContain("Sonntag, 29. November 2026 um 21:38 Uhr, Mitteleuropäische Normalzeit (UTC+1)");
  }
});

it("a new invitation says that the earlier link no longer works", () => {
  for (const part of partsOf(newInvitationMail(data()))) expect(part).toContain("link no longer works");
  for (const part of partsOf(reminderMail(data()))) expect(part).toContain("The link is the one you already have.");
  for (const part of partsOf(invitationMail(data()))) expect(part).not.toContain("no longer works");
});

it("a removal names this account only, and has no link but its sender's", () => {
  const mail = removalMail({ ...data({ support: "help@example.com" }) });
  for (const part of partsOf(mail)) {
    expect(part).toContain("An administrator of Stark Industries has removed reto@example.com from the account.");
    expect(part).toContain("This ends your access to this account only.");
    expect(part).toContain("write to help@example.com");
    expect(part).not.toContain("Ada Lovelace");
    expect(part).not.toContain("accept");
  }
});

describe("a sign-in code", () => {
  const mail = signInCodeMail({ ...data(), code: "012345" });

  it("stands in both parts, on a line of its own, as the only six digits", () => {
    expect(mail.text).toMatch(/^012345$/m);
    for (const part of [mail.text, mail.html]) expect(part.match(/\b\d{6}\b/g)).toEqual(["012345"]);
    for (const part of partsOf(mail)) {
      expect(part).toContain("10 minutes");
      expect(part).toContain("If that was not you, ignore this mail");
      expect(part).toContain("reto@example.com");
    }
  });

  it("is not in what a locked screen shows", () => {
    expect(mail.subject).toBe("Your sign-in code");
    const [, preview = ""] = /<body[^>]*><div[^>]*>([^<]*)</.exec(mail.html) ?? [];
    expect(preview).toContain("10 minutes");
    expect(preview).not.toContain("012345");
    expect(mail.text.slice(0, 60)).not.toContain("012345");
  });
});
