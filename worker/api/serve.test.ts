import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { countedDb, recordedDb } from "../test/d1-proxies.ts";
import { callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { refusalOf, refusalsOf } from "../test/refusal-of.ts";
import { serveApi } from "./serve.ts";

test("a body sent slowly is judged by the time when all of it was there", async () => {
  const account = await makeAccount();
  await env.DB.prepare("UPDATE tokens SET expiresAt = ?2 WHERE accountId = ?1")
    .bind(account.accountId, T0 + 1)
    .run();
  let now = T0;
  async function statusAfter(waitMs: number): Promise<number> {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        now += waitMs;
        controller.enqueue(new TextEncoder().encode("{}"));
        controller.close();
      },
    });
    const headers = { authorization: `Bearer ${account.token}`, "content-type": "application/json" };
    const request = new Request(`${env.ORIGIN}/trpc/users.counts`, { method: "POST", headers, body });
    return (await serveApi(request, env, createExecutionContext(), () => now)).status;
  }
  expect(await statusAfter(0)).toBe(200);
  expect(await statusAfter(1)).toBe(401);
});

test("an account where somebody has no place is not read for them", async () => {
  const [own, other] = [await makeAccount(), await makeAccount()];
  const { db, statements } = recordedDb(env.DB);
  const { db: watched, calls } = countedDb(db);
  const foreign = requestOf({ cookie: own.cookie, accountId: other.accountId, env: { DB: watched } }).api;
  expect(await refusalOf(foreign.users.list({ search: "ada" }))).toEqual({ reason: "notAllowed" });
  expect(calls()).toBe(2);
  const person = { email: other.founderEmail, firstName: "A", lastName: "", groupIds: [other.usersGroupId] };
  const refusals = await refusalsOf([
    foreign.users.invite(person),
    foreign.users.inviteMany({ users: [person], dryRun: true }),
    foreign.users.correctAddress({ userId: other.founderId, email: other.founderEmail }),
  ]);
  for (const refusal of refusals) expect(refusal).toEqual({ reason: "notAllowed" });
  expect(statements().filter((sql) => /searchTerms|sends/.test(sql))).toEqual([]);
  // A place that the directory has lost is found all the same.
  await env.DB.prepare("DELETE FROM directory WHERE accountId = ?1").bind(own.accountId).run();
  expect((await callerOf({ cookie: own.cookie, accountId: own.accountId }).users.list()).total).toBe(1);
});
