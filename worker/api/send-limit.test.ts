import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { dayMs, maxSendsPerDay } from "../../shared/limits.ts";
import { callerOf, makeAccount, T0 } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { invite, newAddress } from "../test/stages.ts";

test("deleting a user neither resets the limit on mails to their address nor keeps the address", async () => {
  const account = await makeAccount();
  const email = newAddress();
  const api = callerOf({ token: account.token });
  for (let sent = 0; sent < maxSendsPerDay; sent++) {
    const { id } = await invite(account, { email });
    await api.users.remove({ userId: id });
    await api.users.delete({ userId: id });
    const kept = await env.DB.prepare("SELECT count(*) AS count FROM sends WHERE email = ?1")
      .bind(email)
      .first("count");
    expect(kept).toBe(0);
  }
  expect(await refusalOf(invite(account, { email }))).toEqual({ reason: "tooManySends", retryAfterMs: dayMs });
  // Another account's mails are its own.
  expect((await invite(await makeAccount(), { email })).status).toBe("invited");
  expect((await invite(account, { email, now: T0 + dayMs })).status).toBe("invited");
});

test("mails from before the user was deleted count for resending to whoever was invited again", async () => {
  const account = await makeAccount();
  const email = newAddress();
  const api = callerOf({ token: account.token });
  for (let sent = 0; sent < maxSendsPerDay - 1; sent++) {
    const { id } = await invite(account, { email });
    await api.users.remove({ userId: id });
    await api.users.delete({ userId: id });
  }
  const { id } = await invite(account, { email });
  const later = callerOf({ token: account.token, now: T0 + 60_000 });
  expect(await refusalOf(later.invitations.resend({ userId: id }))).toMatchObject({ reason: "tooManySends" });
});
