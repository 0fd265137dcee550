import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { callerOf, makeAccount } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";

test("a retry of founding an account tells nothing about it to whoever has lost it since", async () => {
  const { cookie } = await makeAccount();
  const founder = callerOf({ cookie, env: { OPEN_SIGN_UP: "1" } });
  const found = () => founder.accounts.create({ name: "Second", idempotencyKey: "found" });
  const account = await found();
  expect(await found()).toEqual(account);
  await env.DB.prepare("UPDATE users SET status = 'blocked' WHERE accountId = ?1").bind(account.id).run();
  expect(await refusalOf(found())).toEqual({ reason: "notAllowed" });
});
