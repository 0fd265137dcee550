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

test("an account that is founded on a German page speaks German, its groups included", async () => {
  const { cookie } = await makeAccount();
  const founder = callerOf({ cookie, env: { OPEN_SIGN_UP: "1" } });
  const account = await founder.accounts.create({ name: "Third", locale: "de-CH", timeZone: "Europe/Zurich" });
  expect(account).toMatchObject({ locale: "de-CH", timeZone: "Europe/Zurich" });
  const groups = await callerOf({ cookie, accountId: account.id }).groups.list();
  expect(groups.map(({ name }) => name).sort()).toEqual(["Administratoren", "Benutzer"]);
});
