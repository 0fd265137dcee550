import { expect, test } from "vitest";
import { callerOf, makeAccount, T0 } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";

test("a member changes their own names and notifications, and the audit trail says so", async () => {
  const { cookie, token, founderId } = await makeAccount();
  const api = callerOf({ cookie });
  const profile = await api.profile.update({ firstName: "Augusta", notifications: { expired: false } });
  expect(profile).toMatchObject({ firstName: "Augusta", lastName: "Founder" });
  expect(profile.notifications).toEqual({ accepted: true, declined: true, expired: false });
  const { rows } = await callerOf({ token }).events.list({ userId: founderId });
  expect(rows[0]).toMatchObject({
    type: "user.edited",
    actor: { kind: "user", id: founderId, name: "Augusta Founder" },
    details: { nameBefore: "Ada Founder", nameAfter: "Augusta Founder" },
  });
  expect((await callerOf({ token }).users.list({ search: "august" })).rows.map(({ id }) => id)).toEqual([founderId]);
});

test("opening an account counts as signing in once per session", async () => {
  const { cookie, token, founderId } = await makeAccount();
  const seen = async () => (await callerOf({ token, now: T0 + 9_000 }).users.get({ userId: founderId })).lastSignInAt;
  await callerOf({ cookie, now: T0 + 1_000 }).profile.get();
  const first = await seen();
  await callerOf({ cookie, now: T0 + 5_000 }).profile.get();
  expect(await seen()).toBe(first);
});

test("a token has no profile", async () => {
  const { token } = await makeAccount();
  expect(await refusalOf(callerOf({ token }).profile.get())).toEqual({ reason: "notAllowed" });
});
