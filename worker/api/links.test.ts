import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { codeFor } from "../invitation/links.ts";
import { type Account, callerOf, makeAccount } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { currentInvitation, eventTypesOf, invite } from "../test/stages.ts";

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

test("copying again with the same key answers the same link, and never that of a later invitation", async () => {
  const api = callerOf({ token: account.token });
  const { id, email } = await invite(account);
  const copy = () => api.invitations.link({ userId: id, idempotencyKey: "copy" });
  const first = await copy();
  expect(await copy()).toEqual(first);
  await api.users.remove({ userId: id });
  await invite(account, { email });
  expect(await refusalOf(copy())).toEqual({ reason: "conflict" });
  expect((await eventTypesOf(account, id)).filter((type) => type === "invitation.linkCopied")).toHaveLength(1);
});

test("an older key, still listed for its own invitations, signs no link of a newer one", async () => {
  const old = "an-old-key-that-somebody-else-may-have-got-hold-of";
  const rotated = { LINK_KEYS: `${env.LINK_KEYS},${old}` };
  const { id } = await invite(account);
  const genuine = await currentInvitation(id);
  const oldKeyId = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(old)))[0] ?? 0;
  const forged = await codeFor({ ...env, LINK_KEYS: old }, { ...genuine, keyId: oldKeyId }, "mail");
  const { preview } = callerOf({ env: rotated }).invitations;
  expect(await refusalOf(preview({ code: forged ?? "" }))).toEqual({ reason: "linkInvalid" });
  expect(await preview({ code: (await codeFor({ ...env, ...rotated }, genuine, "mail")) ?? "" })).toBeTruthy();
});
