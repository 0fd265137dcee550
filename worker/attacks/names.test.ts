import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { wake } from "../invitation/wake.ts";
import { type Account, makeAccount, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { codeOf, currentInvitation, invite, newAddress } from "../test/stages.ts";
import { everythingStored } from "../test/stored.ts";
import { wholeAnswer } from "../test/whole-answer.ts";

let account: Account;
let code: string;
beforeAll(async () => {
  account = await makeAccount();
  code = await codeOf((await invite(account)).id);
});

/** Every place where somebody calls something by a name that others read. */
const places: Record<string, (name: string) => [path: string, input: object]> = {
  "a first name": (name) => ["users.invite", newcomer({ firstName: name })],
  "a last name": (name) => ["users.invite", newcomer({ lastName: name })],
  "an id elsewhere": (name) => ["users.invite", newcomer({ externalId: name })],
  "a group": (name) => ["groups.create", { name }],
  "a group's new name": (name) => ["groups.rename", { groupId: account.usersGroupId, name }],
  "a token": (name) => ["tokens.create", { name, scope: "read" }],
  "an account": (name) => ["accounts.update", { name }],
  "one's own name": (name) => ["profile.update", { firstName: name }],
  "an invitee's own name": (name) => [
    "invitations.accept",
    { code, firstName: name, lastName: "", termsAccepted: true },
  ],
};

function newcomer(more: object) {
  return { email: newAddress(), firstName: "Grace", lastName: "", groupIds: [account.usersGroupId], ...more };
}

describe("no name is taken that is", () => {
  test.each([
    ["HTML", "<b>Ann</b>"],
    ["a script", "<script>alert(1)</script>"],
    ["half a tag", "Ann<img src=x onerror=alert(1)"],
    ["turned around", "\u202egnp.exe"],
    ["isolated", "\u2067Ann\u2069"],
    ["hiding something", "An\u200bn"],
    ["a header of a mail", "Ann\r\nBcc: all@example.com"],
    ["more than a line", "Ann\u2028Lee"],
    ["cut off by a NUL", "Ann\u0000Lee"],
    ["half a character", "Ann\ud800"],
    ["of 10,000 characters", "x".repeat(10_000)],
    ["of 101 characters", "x".repeat(101)],
  ])("%s, wherever it stands", async (_, name) => {
    const before = await everythingStored();
    for (const [place, inputOf] of Object.entries(places)) {
      const [path, input] = inputOf(name);
      const { status, text } = await wholeAnswer(path, input, { cookie: account.cookie, accountId: account.accountId });
      expect([place, status]).toEqual([place, 400]);
      expect(text).not.toContain(name);
    }
    expect(await everythingStored()).toEqual(before);
  });

  test.each(["https://evil.example/win", "www.evil.example", "evil.com", "ｅｖｉｌ．ｃｏｍ", "evil。com"])(
    "a link, which mail programs would make one of: %s",
    async (name) => {
      for (const [place, inputOf] of Object.entries(places)) {
        if (place === "an id elsewhere") continue;
        const [path, input] = inputOf(name);
        const { status } = await wholeAnswer(path, input, { cookie: account.cookie, accountId: account.accountId });
        expect([place, status]).toEqual([place, 400]);
      }
    },
  );
});

describe("a mail with names written past every rule", () => {
  test.each([
    ["HTML", '"><img src=x onerror=alert(1)><script>alert(2)</script>'],
    ["a formula", '=HYPERLINK("x","Ann")'],
    ["turned around", "\u202emoc.live\u2066"],
    ["headers", "Ann\r\nBcc: all@example.com\r\n\r\n<p>Body"],
    ["10,000 characters", "x".repeat(10_000)],
  ])("shows %s as text, in HTML and in plain text, on one line of the subject", async (_, name) => {
    const own = await makeAccount();
    const { id, email } = await invite(own);
    await env.DB.batch([
      env.DB.prepare("UPDATE accounts SET name = ?2 WHERE id = ?1").bind(own.accountId, name),
      env.DB.prepare("UPDATE users SET firstName = ?2, lastName = ?2 WHERE accountId = ?1").bind(own.accountId, name),
      env.DB.prepare("UPDATE groups SET name = ?2 WHERE accountId = ?1").bind(own.accountId, name),
      env.DB.prepare("UPDATE invitations SET message = ?2 WHERE accountId = ?1").bind(own.accountId, name),
    ]);
    await wake(env, (await currentInvitation(id)).id, () => T0 + 1_000);
    const [mail, ...others] = await mailsTo(email);
    expect(others).toEqual([]);
    const { subject = "", text = "", html = "", to } = mail ?? {};
    expect(to).toBe(email);
    expect(subject.length).toBeLessThan(200);
    expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect(html).not.toMatch(/<script|<img src=x|\bonerror=alert\(1\)>/);
    expect(html + text).not.toMatch(/[\u202a-\u202e]/);
    expect(text).not.toMatch(/^Bcc:/m);
    expect([...html.matchAll(/href="([^"#]*)/g)].map(([, link]) => link)).not.toContain("x");
    // The link that counts is there all the same.
    expect(text).toContain(`/accept#${await codeOf(id)}`);
  });
});
