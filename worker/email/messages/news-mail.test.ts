import { expect, it } from "vitest";
import { type NewsMailData, newsMail } from "./news-mail.tsx";

const grace = { firstName: "Grace", lastName: "Hopper", email: "grace@example.org" };
const nameless = { firstName: "", lastName: "", email: "nobody.yet@example.org" };

function mailOf(kinds: NewsMailData["kinds"], changes: Partial<NewsMailData> = {}) {
  return newsMail({
    ...{ to: "ada@example.com", firstName: "Ada", accountName: "Stark Industries", locale: "en", kinds },
    ...{ origin: "https://usher.example.com", support: null },
    ...changes,
  });
}

it("names the one it is about in subject and headline; of several it says how many", () => {
  const one = mailOf([{ kind: "accepted", count: 1, people: [grace] }]);
  expect(one.subject).toBe("Grace Hopper has accepted your invitation to Stark Industries");
  expect(one.html).toContain(
    "<bdi>Grace Hopper</bdi> has accepted your invitation to <bdi>Stark Industries</bdi></h1>",
  );
  const unnamed = mailOf([{ kind: "expired", count: 1, people: [nameless] }]);
  expect(unnamed.subject).toBe("Your invitation of nobody.yet@example.org to Stark Industries has expired");
  const several = mailOf([
    { kind: "accepted", count: 1, people: [grace] },
    { kind: "expired", count: 30, people: [nameless] },
  ]);
  expect(several.subject).toBe("News of 31 of your invitations to Stark Industries");
});

it("lists whom it is about under what they did, and counts whom it does not name", () => {
  const { text } = mailOf([
    { kind: "accepted", count: 2, people: [grace, nameless] },
    { kind: "expired", count: 30, people: [grace] },
  ]);
  expect(text).toContain(
    "2 people have accepted:\n- Grace Hopper (grace@example.org)\n- nobody.yet@example.org\n\n30 invitations have expired:\n- Grace Hopper (grace@example.org)\n- and 29 more\n",
  );
});

it("tells how to renew what has expired, and nothing of it otherwise", () => {
  expect(mailOf([{ kind: "expired", count: 1, people: [grace] }]).text).toContain("needs a new invitation");
  expect(mailOf([{ kind: "declined", count: 1, people: [grace] }]).text).not.toContain("new invitation");
});

it("names the account, how to stop, and whom to tell of an invitation that was not theirs", () => {
  const { text, html } = mailOf([{ kind: "declined", count: 1, people: [grace] }], { support: "help@example.com" });
  expect(text).toContain("sign in at https://usher.example.com and choose in your profile");
  expect(text).toContain("tell another administrator of Stark Industries, or write to help@example.com");
  // The whole mail leads nowhere but to the front door and to the support.
  expect([...new Set(html.match(/href="[^"]*"/g))]).toEqual([
    'href="https://usher.example.com"',
    'href="mailto:help@example.com"',
  ]);
});

it("is written in the account's language", () => {
  const mail = mailOf([{ kind: "accepted", count: 2, people: [grace, nameless] }], { locale: "de-AT" });
  expect(mail.subject).toBe("Neues zu 2 Ihrer Einladungen zu Stark Industries");
  expect(mail.html).toContain('<html lang="de"');
  expect(mail.text).toContain("2 Personen haben angenommen:");
});

it("escapes whatever people call themselves, and lets nothing of it into another header", () => {
  const hostile = {
    firstName: '"><script>alert(1)</script>\r\nBcc: eve@example.com\u202e',
    lastName: "x".repeat(90),
    email: grace.email,
  };
  const mail = mailOf([{ kind: "accepted", count: 1, people: [hostile] }]);
  expect(mail.html).not.toContain("<script>");
  expect(mail.subject).not.toMatch(/[\r\n\u202e]/);
  expect(mail.subject.length).toBeLessThan(130);
  expect(mail.text).not.toMatch(/^Bcc:/m);
});
