import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { codeFor } from "../invitation/links.ts";
import { countedDb } from "../test/d1-proxies.ts";
import { findLogin } from "../test/find-login.ts";
import { type Account, callerOf, makeAccount, type requestOf, T0 } from "../test/harness.ts";
import { problemsOf, refusalOf, refusalsOf } from "../test/refusal-of.ts";
import { codeOf, currentInvitation, invite, newAddress } from "../test/stages.ts";
import { everythingStored } from "../test/stored.ts";

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const names = { firstName: "Grace", lastName: "Hopper", termsAccepted: true as const };
const codeBytes = 52;
const [idAt, channelAt, keyAt, macAt] = [2, 18, 19, 20];

function bytesOf(code: string): Uint8Array {
  return Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

function codeFrom(...parts: Uint8Array[]): string {
  const text = String.fromCharCode(...parts.flatMap((part) => [...part]));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function mintedCode(channel: "mail" | "copy" = "mail"): Promise<string> {
  return codeOf((await invite(account)).id, channel);
}

/** Nothing can be done with them, by whoever is signed in or not, and nothing is asked of the database to know it. */
async function expectForged(codes: string[], changed: Parameters<typeof requestOf>[0]["env"] = {}): Promise<void> {
  const { db, calls } = countedDb(env.DB);
  const { preview, accept, decline, askAgain } = callerOf({
    cookie: account.cookie,
    env: { ...changed, DB: db },
  }).invitations;
  for (const code of codes) {
    expect([code, await refusalOf(preview({ code }))]).toEqual([code, { reason: "linkInvalid" }]);
    for (const refusal of await refusalsOf([decline({ code }), askAgain({ code }), accept({ code, ...names })])) {
      expect(refusal).toEqual({ reason: "linkInvalid" });
    }
  }
  expect(calls()).toBe(0);
}

describe("a forged code opens nothing, and costs no database read:", () => {
  test.each(["mail", "copy"] as const)("a %s code with any one bit flipped", async (channel) => {
    const bytes = bytesOf(await mintedCode(channel));
    const flipped = Array.from({ length: codeBytes * 8 }, (_, bit) =>
      codeFrom(bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)))),
    );
    expect(new Set(flipped).size).toBe(416);
    await expectForged(flipped);
  });

  test("a code whose spare bits or last character were changed", async () => {
    const code = await mintedCode();
    const others = Array.from(alphabet, (character) => code.slice(0, -1) + character).filter((other) => other !== code);
    expect(others).toHaveLength(63);
    await expectForged(others);
  });

  test("a code cut short, prolonged, padded, in other letters, or nonsense", async () => {
    const code = await mintedCode();
    const cut = Array.from(code, (_, at) => code.slice(0, at));
    const around = [`${code}A`, `${code}=`, `${code}==`, ` ${code}`, `${code}\n`, `${code}\u0000`, code.toLowerCase()];
    const nonsense = ["=", "%00", "null", "🦊", "A".repeat(70), "A".repeat(200), "' OR 1=1 --", "../../accept"];
    await expectForged([...cut, ...around, ...nonsense]);
  });

  test("the signature of one invitation on another, on another channel, or under another key's name", async () => {
    const [mine, theirs] = [bytesOf(await mintedCode("copy")), bytesOf(await mintedCode("mail"))];
    const others = [
      codeFrom(theirs.subarray(0, macAt), mine.subarray(macAt)),
      codeFrom(mine.subarray(0, idAt), theirs.subarray(idAt, channelAt), mine.subarray(channelAt)),
      codeFrom(mine.with(channelAt, 0)),
      codeFrom(theirs.with(channelAt, 1)),
      codeFrom(mine.with(channelAt, 2)),
      codeFrom(mine.with(keyAt, ((mine[keyAt] ?? 0) + 1) % 256)),
      codeFrom(mine.with(0, 2)),
      codeFrom(mine.with(1, 1)),
    ];
    await expectForged(others);
  });

  test("a code of a key that was never ours, or of one that was retired; while it is listed it opens", async () => {
    const code = await mintedCode();
    const newer = "another-link-key-of-thirty-two-bytes-or-more";
    await expectForged([code], { LINK_KEYS: newer });
    const rotated = callerOf({ env: { LINK_KEYS: `${newer},${env.LINK_KEYS}` } });
    expect(await rotated.invitations.preview({ code })).toMatchObject({ accountName: "Stark Industries" });
  });

  test("every code from before the epoch was raised", async () => {
    await expectForged([await mintedCode("mail"), await mintedCode("copy")], { LINK_EPOCH: "2" });
  });

  test("input longer than any code", async () => {
    const { db, calls } = countedDb(env.DB);
    for (const code of ["A".repeat(201), "A".repeat(10_000)]) {
      const problems = await problemsOf(callerOf({ env: { DB: db } }).invitations.preview({ code }));
      expect(problems).toMatchObject([{ field: "code", problem: "invalid" }]);
    }
    expect(calls()).toBe(0);
  });
});

test("a code of an older key, still listed for its own invitations, signed for a newer one opens nothing", async () => {
  const old = "an-old-key-that-somebody-else-may-have-got-hold-of";
  const rotated = { LINK_KEYS: `${env.LINK_KEYS},${old}` };
  const { id } = await invite(account);
  const genuine = await currentInvitation(id);
  const oldKeyId = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(old)))[0] ?? 0;
  const forged = await codeFor({ ...env, LINK_KEYS: old }, { ...genuine, keyId: oldKeyId }, "mail");
  const { preview, accept } = callerOf({ env: rotated }).invitations;
  expect(await refusalOf(preview({ code: forged ?? "" }))).toEqual({ reason: "linkInvalid" });
  expect(await refusalOf(accept({ code: forged ?? "", ...names }))).toEqual({ reason: "linkInvalid" });
  expect(await preview({ code: (await codeFor({ ...env, ...rotated }, genuine, "mail")) ?? "" })).toBeTruthy();
});

test("keys rotate without a link dying; a retired key takes its links along, and only those", async () => {
  const newer = "another-link-key-of-thirty-two-bytes-or-more";
  const both = { LINK_KEYS: `${newer},${env.LINK_KEYS}` };
  const linkOf = async (userId: string, changed: Parameters<typeof requestOf>[0]["env"]) =>
    (await callerOf({ token: account.token, env: changed ?? {} }).invitations.link({ userId })).url.split("#")[1] ?? "";
  const old = (await invite(account)).id;
  const before = await linkOf(old, {});
  expect(await linkOf(old, both)).toBe(before);
  const { id: young } = await callerOf({ token: account.token, env: both }).users.invite({
    email: newAddress(),
    firstName: "Grace",
    lastName: "",
    groupIds: [account.usersGroupId],
  });
  const retired = { LINK_KEYS: newer };
  const open = (code: string) => callerOf({ env: retired }).invitations.preview({ code });
  expect(await open(await linkOf(young, retired))).toMatchObject({ accountName: "Stark Industries" });
  expect(await refusalOf(open(before))).toEqual({ reason: "linkInvalid" });
  expect(await refusalOf(linkOf(old, retired))).toEqual({ reason: "linkInvalid" });
});

describe("whoever sent an invitation", () => {
  test("cannot accept it by the link they copied: it proves no address, signed in or not", async () => {
    const { id, email } = await invite(account);
    const { url } = await callerOf({ token: account.token }).invitations.link({ userId: id });
    const code = url.split("#")[1] ?? "";
    const before = await everythingStored();
    const attempt = (cookie?: string) => callerOf(cookie ? { cookie } : {}).invitations.accept({ code, ...names });
    expect(await refusalOf(attempt())).toEqual({ reason: "signInRequired" });
    expect(await refusalOf(attempt(account.cookie))).toMatchObject({ reason: "wrongAddress" });
    expect(await everythingStored()).toEqual(before);
    expect(await findLogin(env.DB, email)).toBeNull();
  });

  test("never gets hold of the mailed link, which would prove it: no answer, event or history has it", async () => {
    const email = newAddress();
    const api = callerOf({ cookie: account.cookie, accountId: account.accountId });
    const answers: unknown[] = [await invite(account, { email, cookie: account.cookie })];
    const { id: userId } = await api.users.get({ email });
    const code = await codeOf(userId, "mail");
    answers.push(
      await api.invitations.link({ userId }),
      await callerOf({ token: account.token, now: T0 + 120_000 }).invitations.resend({ userId }),
      await api.invitations.history({ userId }),
      await api.users.list({ search: email }),
      await api.events.list({ userId }),
      await api.invitations.mine(),
      await callerOf({}).invitations.preview({ code }),
    );
    expect(answers).toHaveLength(8);
    expect(JSON.stringify(answers)).not.toContain(code);
    expect(JSON.stringify(await everythingStored())).not.toContain(code);
  });
});
