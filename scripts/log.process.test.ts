import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cookieOf } from "./administrator-api.ts";
import type { SpawnedUsher } from "./spawn-usher.ts";
import { dropTable } from "./stored-rows.ts";
import { apiOf, linkCodeIn, mailsTo, ordinaryGroup, seedAccount, startAgain, usherForTest } from "./usher-for-test.ts";

const guest = "guest-of-the-house@example.com";

test("whatever happens, no address, token, code, cookie or secret is in any line that is printed", async () => {
  const usher = await usherForTest();
  const { apiToken, adminEmail } = await seedAccount(usher.origin, 3);
  const secrets = [guest, apiToken, adminEmail, ...(await goThrough(usher, apiToken, adminEmail))];
  secrets.push(...Object.values<string>(JSON.parse(readFileSync(join(usher.stateFolder, "secrets.json"), "utf8"))));
  await usher.stop();

  // Errors are what quotes things: these two tables are needed for inviting and for signing in.
  dropTable(usher.stateFolder, "searchTerms");
  dropTable(usher.stateFolder, "verifications");
  const broken = await startAgain(usher);
  const api = apiOf(usher.origin, apiToken);
  const groupIds = [await ordinaryGroup(api)];
  const input = { email: "another@example.com", firstName: "Secretive", lastName: "Person", groupIds };
  secrets.push(input.email, input.firstName);
  await expect(api.users.invite.mutate(input)).rejects.toThrow("Internal server error");
  const signIn = await post(usher, "/api/auth/sign-in/email-otp", { email: input.email, otp: "271828" });
  secrets.push("271828");
  expect(signIn.status).toBe(500);
  await post(usher, "/api/auth/email-otp/send-verification-otp", { email: input.email });
  await broken.stop();

  const printed = usher.output() + broken.output();
  expect(printed).toContain('"what":"procedure failed"');
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(5);
    expect(printed).not.toContain(secret);
  }
}, 120_000);

/** Everything that handles a secret, refused and allowed; answers the secrets. */
async function goThrough(usher: SpawnedUsher, apiToken: string, adminEmail: string): Promise<string[]> {
  const { origin } = usher;
  const api = apiOf(origin, apiToken);
  const groupIds = [await ordinaryGroup(api)];
  const { id } = await api.users.invite.mutate({ email: guest, firstName: "Gerda", lastName: "Guest", groupIds });
  await expect.poll(() => mailsTo(origin, guest), { timeout: 10_000 }).toHaveLength(1);
  const mailed = (await mailsTo(origin, guest)).map(linkCodeIn)[0] ?? "";
  const copied = (await api.invitations.link.mutate({ userId: id })).url.split("#")[1] ?? "";
  const forged = `${mailed.slice(0, -8)}AAAAAAAA`;
  const unsigned = apiOf(origin, "usher_0000000000000000ThisTokenIsNobodysButItShouldBe");
  await expect(unsigned.users.list.query()).rejects.toThrow();
  for (const code of [mailed, copied, forged]) {
    await post(usher, "/trpc/invitations.preview", { code });
    await fetch(`${origin}/trpc/invitations.preview?input=${encodeURIComponent(JSON.stringify({ code }))}`);
  }
  const accepted = await post(usher, "/trpc/invitations.accept", {
    code: mailed,
    firstName: "Gerda",
    lastName: "Guest",
    termsAccepted: true,
  });
  expect(accepted.status).toBe(200);

  const asked = await post(usher, "/api/auth/email-otp/send-verification-otp", { email: adminEmail, type: "sign-in" });
  // Beside the news that Gerda has accepted.
  const codes = async () => (await mailsTo(origin, adminEmail)).flatMap(({ text }) => /^\d{6}$/m.exec(text) ?? []);
  await expect.poll(codes, { timeout: 10_000 }).toHaveLength(1);
  const [otp = ""] = await codes();
  const wrong = otp === "314159" ? "314158" : "314159";
  const enter = (code: string) =>
    post(usher, "/api/auth/sign-in/email-otp", { email: adminEmail, otp: code }, cookieOf(asked));
  expect((await enter(wrong)).status).toBe(403);
  const signedIn = await enter(otp);
  expect(signedIn.status).toBe(204);
  const cookies = [accepted, signedIn].map(
    (response) => (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "",
  );
  await fetch(`${origin}/trpc/users.invite`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiToken}` },
    body: `{"email":"${guest}" broken`,
  });
  for (const cookie of cookies) await fetch(`${origin}/trpc/accounts.mine`, { headers: { cookie } });
  return [mailed, copied, forged, otp, wrong, ...cookies.map((cookie) => cookie.slice(cookie.indexOf("=") + 1))];
}

function post({ origin }: SpawnedUsher, path: string, body: unknown, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", origin, cookie };
  return fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
}
