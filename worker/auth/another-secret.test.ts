import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { wake } from "../invitation/wake.ts";
import { countedDb } from "../test/d1-proxies.ts";
import { findLogin } from "../test/find-login.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { codeOf, currentInvitation, invite, newAddress } from "../test/stages.ts";
import { createSession } from "./session.ts";

// What the table in docs/operating.md says that another AUTH_SECRET means, beyond what has a test where it is made.

const changed = { AUTH_SECRET: "another-auth-secret-of-thirty-two-bytes-or-more" };

/** The founder, signed in again. */
async function founderOf({ accountId, founderEmail }: Account) {
  const login = await findLogin(env.DB, founderEmail);
  const cookie = await createSession(env.DB, login?.loginId ?? "", { ...env, ...changed }, T0);
  return callerOf({ cookie: cookie.split(";")[0] ?? "", accountId, env: changed });
}

test("every token is refused, without a read of the database; a new one works", async () => {
  const account = await makeAccount();
  const { db, calls } = countedDb(env.DB);
  const refused = callerOf({ token: account.token, env: { ...changed, DB: db } });
  expect(await refusalOf(refused.users.counts())).toEqual({ reason: "signInRequired" });
  expect(calls()).toBe(0);
  const { token } = await (await founderOf(account)).tokens.create({ name: "Sync", scope: "read" });
  await expect(callerOf({ token, env: changed }).users.counts()).resolves.toBeTruthy();
});

test("a call repeated under its key is a conflict, and does nothing twice", async () => {
  const account = await makeAccount();
  const input = { name: "Choir", idempotencyKey: "the-choir" };
  await callerOf({ cookie: account.cookie, accountId: account.accountId }).groups.create(input);
  const { groups } = await founderOf(account);
  expect(await refusalOf(groups.create(input))).toEqual({ reason: "conflict" });
  expect((await groups.list()).filter(({ name }) => name === "Choir")).toHaveLength(1);
});

test("links live on; who had stopped an account can be mailed again, and stops it by the new mail, not by an old one", async () => {
  const account = await makeAccount();
  const email = newAddress();
  const stopCode = async () => /\/stop#(\S+)/.exec((await mailsTo(email))[0]?.text ?? "")?.[1] ?? "";
  const deliver = async (userId: string, usher = env) =>
    wake(usher, (await currentInvitation(userId)).id, () => T0 + 1_000);
  const { id } = await invite(account, { email });
  await deliver(id);
  const old = await stopCode();
  await callerOf({}).invitations.stop({ code: old });
  const { invitations } = callerOf({ env: changed });
  await (await founderOf(account)).invitations.sendNew({ userId: id });
  await deliver(id, { ...env, ...changed });
  expect(await mailsTo(email)).toHaveLength(2);
  await expect(invitations.preview({ code: await codeOf(id) })).resolves.toMatchObject({ email });
  expect(await refusalOf(invitations.stop({ code: old }))).toEqual({ reason: "linkInvalid" });
  await expect(invitations.stop({ code: await stopCode() })).resolves.toMatchObject({ isStopped: true });
});
