import { beforeAll, expect, test } from "vitest";
import { type Account, callerOf, makeAccount } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { eventTypesOf, invite } from "../test/stages.ts";

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
