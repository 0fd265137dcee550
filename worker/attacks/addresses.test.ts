import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import worker from "../index.ts";
import { type Account, callerOf, makeAccount } from "../test/harness.ts";
import { origin } from "../test/http.ts";
import { mailsTo } from "../test/mails.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { invite, join } from "../test/stages.ts";
import { everythingStored } from "../test/stored.ts";
import { wholeAnswer } from "../test/whole-answer.ts";

const names = { firstName: "Grace", lastName: "Hopper" };
let account: Account;
let userId: string;
beforeAll(async () => {
  account = await makeAccount();
  userId = (await invite(account, { email: "kate@example.com" })).id;
  await join(account, { email: "ida@example.com" });
});

async function auth(route: string, email: unknown): Promise<number> {
  const execution = createExecutionContext();
  const init = {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ email, otp: "123456" }),
  };
  const response = await worker.fetch(new Request(`${origin}/api/auth/${route}`, init), env, execution);
  await waitOnExecutionContext(execution);
  return response.status;
}

/** Every way in that takes an address. */
const entries: Record<string, (email: unknown) => Promise<number>> = {
  inviting: (email) => status("users.invite", { email, ...names, groupIds: [account.usersGroupId] }),
  "correcting an address": (email) => status("users.correctAddress", { userId, email }),
  "looking somebody up": (email) => status("users.get", { email }),
  "asking for a code": (email) => auth("email-otp/send-verification-otp", email),
  "entering a code": (email) => auth("sign-in/email-otp", email),
};

async function status(path: string, input: object): Promise<number> {
  return (await wholeAnswer(path, input, { token: account.token })).status;
}

const hostile: [string, unknown][] = [
  ["a Kelvin sign for a k", "\u212Aate@example.com"],
  ["a dotless i", "\u0131da@example.com"],
  ["a capital I with a dot, which lower-cases to two characters", "\u0130da@example.com"],
  ["a Cyrillic a", "k\u0430te@example.com"],
  ["full-width letters", "ｋａｔｅ@example.com"],
  ["a full-width @", "kate＠example.com"],
  ["a zero-width space", "ka\u200bte@example.com"],
  ["a zero-width joiner", "kate\u200d@example.com"],
  ["a soft hyphen", "ka\u00adte@example.com"],
  ["a right-to-left override", "\u202eetak@example.com"],
  ["a combining mark", "kate\u0301@example.com"],
  ["a NUL", "kate\u0000@example.com"],
  ["a NUL and another domain", "kate@example.com\u0000.evil.example"],
  ["quotes", '"kate"@example.com'],
  ["quotes around a second address", '"kate@example.com"@evil.example'],
  ["a comment", "kate(comment)@example.com"],
  ["a name around it", "Kate <kate@example.com>"],
  ["a line break and a header", "kate@example.com\r\nBcc: all@example.com"],
  ["a line break alone", "kate\n@example.com"],
  ["an encoded line break", "kate%0d%0aBcc:all@example.com"],
  ["a list by comma", "kate@example.com,mallory@evil.example"],
  ["a list by semicolon", "kate@example.com;mallory@evil.example"],
  ["a list by space", "kate@example.com mallory@evil.example"],
  ["two domains", "kate@example.com@evil.example"],
  ["an address of a machine", "kate@[127.0.0.1]"],
  ["a number that is a machine", "kate@2130706433"],
  ["a port", "kate@example.com:25"],
  ["a path", "kate@example.com/../evil"],
  ["an array", ["kate@example.com"]],
  ["an array of two", ["kate@example.com", "mallory@evil.example"]],
  ["an object", { address: "kate@example.com", toString: "x" }],
  ["a query", { $ne: null }],
  ["a number", 7],
  ["nothing", ""],
  ["a megabyte less a little", `${"a".repeat(1_000_000)}@example.com`],
  ["a domain of a megabyte less a little", `a@${"a.".repeat(500_000)}com`],
];

describe("an address that a mail program or a database might take for another's is none:", () => {
  test.each(hostile)("%s", async (_, email) => {
    const before = await everythingStored();
    for (const [entry, enter] of Object.entries(entries)) expect([entry, await enter(email)]).toEqual([entry, 400]);
    const row = { email, ...names, groupIds: [account.usersGroupId] };
    const { text } = await wholeAnswer("users.inviteMany", { users: [row] }, { token: account.token });
    expect(text).toMatch(/"outcome":"refused".*"field":"email"/);
    expect(await everythingStored()).toEqual(before);
  });

  test("a megabyte and more is not even read", async () => {
    for (const [entry, enter] of Object.entries(entries)) {
      const answered = await enter(`${"a".repeat(1_100_000)}@example.com`);
      expect([entry, answered]).toEqual([entry, entry.includes("code") ? 400 : 413]);
    }
  });
});

describe("spellings of one mailbox are one user, whoever types them:", () => {
  test.each([
    "KATE@EXAMPLE.COM",
    "kate@Example.com",
    " kate@example.com\t",
    "kate@ｅｘａｍｐｌｅ.com",
    "kate@example。com",
  ])("%j", async (email) => {
    const { users } = callerOf({ token: account.token });
    expect(await users.get({ email })).toMatchObject({ id: userId, email: "kate@example.com" });
    const again = users.invite({ email, ...names, groupIds: [account.usersGroupId] });
    expect(await refusalOf(again)).toEqual({ reason: "alreadyInvited", userId, status: "invited" });
    const mails = (await mailsTo("kate@example.com")).length;
    expect(await auth("email-otp/send-verification-otp", email)).toBe(204);
    expect(await mailsTo("kate@example.com")).toHaveLength(mails + 1);
  });
});

describe("mailboxes that are not the same are not taken for each other:", () => {
  test.each([
    ["with a tag", "kate+admin@example.com"],
    ["with a dot", "k.ate@example.com"],
    ["with a percent sign, as some servers relayed by", "kate%example.com@evil.example"],
    ["at a domain that looks alike", "kate@ex\u0430mple.com"],
    ["at a domain whose letters are only alike", "kate@examp1e.com"],
    ["at a sub-domain", "kate@mail.example.com"],
  ])("%s", async (_, email) => {
    const { users } = callerOf({ token: account.token });
    const row = await users.invite({ email, ...names, groupIds: [account.usersGroupId] });
    expect(row.id).not.toBe(userId);
    // Seen as what it is: no letter beyond ASCII is left to look like another.
    expect(row.email).toMatch(/^[\x21-\x7e]+$/);
    expect(row.email).not.toBe("kate@example.com");
  });
});
