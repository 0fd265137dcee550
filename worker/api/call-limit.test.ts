import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { serveApi } from "../api/serve.ts";
import { callerOf, makeAccount, T0 } from "../test/harness.ts";
import { origin } from "../test/http.ts";
import { refusalOf } from "../test/refusal-of.ts";
import { codeOf, invite } from "../test/stages.ts";

/** More than two windows of five calls take, so that one of them is full wherever a window ends. */
const many = 11;
const tooMany = { reason: "tooManyRequests", retryAfterMs: 10_000 };

test("a program gone wild is told to wait, each call of a batch counts, and nobody else is held up", async () => {
  const [wild, calm] = [await makeAccount(), await makeAccount()];
  const send = async (token: string) => {
    const paths = Array.from({ length: many }, () => "users.counts").join(",");
    const request = new Request(`${origin}/trpc/${paths}?batch=1`, { headers: { authorization: `Bearer ${token}` } });
    return serveApi(request, { ...env, CALLS: env.TIGHT }, { waitUntil: () => undefined }, () => T0);
  };
  const response = await send(wild.token);
  const answers: { error?: { data: { httpStatus: number; refusal: unknown } } }[] = await response.json();
  const refused = answers.flatMap(({ error }) => (error ? [error.data] : []));
  expect(refused.length).toBeGreaterThan(0);
  for (const data of refused) expect(data).toMatchObject({ httpStatus: 429, refusal: tooMany });
  expect(response.headers.get("retry-after")).toBe("10");

  const api = callerOf({ token: calm.token, env: { CALLS: env.TIGHT } });
  await expect(api.users.counts()).resolves.toBeTruthy();
  const session = callerOf({ cookie: wild.cookie, env: { CALLS: env.TIGHT } });
  await expect(session.users.counts()).resolves.toBeTruthy();
});

test("whoever tries codes is told to wait; genuine ones are never counted", async () => {
  const account = await makeAccount();
  const code = await codeOf((await invite(account)).id);
  const forged = `${code.slice(0, -2)}AA`;
  const { invitations } = callerOf({ env: { CALLS: env.TIGHT, FORGERIES: env.TIGHT } });
  const tries = await Promise.all(Array.from({ length: many }, () => refusalOf(invitations.preview({ code: forged }))));
  expect(tries).toContainEqual({ reason: "linkInvalid" });
  expect(tries).toContainEqual(tooMany);
  for (let reader = 0; reader < many; reader++) {
    await expect(invitations.preview({ code })).resolves.toMatchObject({ accountName: "Stark Industries" });
  }
});

test("a class accepts from one client within a minute: what is genuine is never counted by client", async () => {
  const account = await makeAccount();
  const joined = [];
  for (let pupil = 0; pupil < 40; pupil++) {
    const code = await codeOf((await invite(account)).id);
    const api = callerOf({ now: T0 + pupil * 1_000, env: { CALLS: env.TIGHT, FORGERIES: env.TIGHT } });
    await api.invitations.preview({ code });
    joined.push(await api.invitations.accept({ code, firstName: "Pat", lastName: "Pupil", termsAccepted: true }));
  }
  expect(new Set(joined.map(({ userId }) => userId)).size).toBe(40);
  expect(joined.every(({ isSignedIn }) => isSignedIn)).toBe(true);
});

test("each forged code of a batch counts, and the genuine ones among them are answered", async () => {
  const genuine = await codeOf((await invite(await makeAccount())).id);
  const codes = Array.from({ length: 20 }, (_, index) => (index % 4 === 3 ? genuine : `forged${index}`));
  const request = new Request(`${origin}/trpc/${codes.map(() => "invitations.decline").join(",")}?batch=1`, {
    method: "POST",
    headers: { origin, "content-type": "application/json", "cf-connecting-ip": "192.0.2.77" },
    body: JSON.stringify(Object.fromEntries(codes.map((code, index) => [index, { code }]))),
  });
  const response = await serveApi(request, { ...env, FORGERIES: env.TIGHT }, { waitUntil: () => undefined }, () => T0);
  const answers: { error?: { data: { refusal: { reason: string } } } }[] = await response.json();
  const reasons = answers.map(({ error }) => error?.data.refusal.reason ?? "declined");
  const ofForged = reasons.filter((_, index) => codes[index] !== genuine);
  expect(ofForged.filter((reason) => reason === "tooManyRequests").length).toBeGreaterThan(0);
  expect(ofForged).toContain("linkInvalid");
  expect(reasons.filter((_, index) => codes[index] === genuine).sort()).toEqual([
    "declined",
    ...Array(4).fill("invitationDeclined"),
  ]);
});

test("how long to wait is in the header too when a resend came too soon", async () => {
  const account = await makeAccount();
  const { id: userId } = await invite(account);
  await callerOf({ token: account.token, now: T0 + 1 }).invitations.resend({ userId });
  const request = new Request(`${origin}/trpc/invitations.resend`, {
    method: "POST",
    headers: { authorization: `Bearer ${account.token}`, "content-type": "application/json" },
    body: JSON.stringify({ userId }),
  });
  const response = await serveApi(request, env, { waitUntil: () => undefined }, () => T0 + 30_501);
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("30");
});
