import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { vi } from "vitest";
import type { AppRouter } from "../worker/api/router.ts";
import type { Seeded } from "../worker/local/seed.ts";
import { mailsTo } from "./usher-for-test.ts";

export type AdministratorApi = Awaited<ReturnType<typeof administratorApi>>;

/** The API as the web has it: signed in by the code that was mailed to the administrator of a seeded account. */
export async function administratorApi(origin: string, { accountId, adminEmail }: Seeded) {
  const post = (path: string, body: object, cookie = "") =>
    fetch(`${origin}/api/auth/${path}`, {
      method: "POST",
      headers: { origin, "content-type": "application/json", cookie },
      body: JSON.stringify(body),
    });
  const asked = await post("email-otp/send-verification-otp", { email: adminEmail, type: "sign-in" });
  const otp = await vi.waitFor(async () => {
    const code = (await mailsTo(origin, adminEmail)).flatMap(({ text }) => /^\d{6}$/m.exec(text) ?? [])[0];
    if (code === undefined) throw new Error("No code has come.");
    return code;
  });
  const signedIn = await post("sign-in/email-otp", { email: adminEmail, otp }, cookieOf(asked));
  const cookie = cookieOf(signedIn);
  if (cookie === undefined) throw new Error(`Nobody was signed in: ${await signedIn.text()}`);
  const headers = { cookie, origin, "x-usher-account": accountId };
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${origin}/trpc`, maxItems: 20, headers })] });
}

export function cookieOf(response: Response): string | undefined {
  return response.headers.get("set-cookie")?.split(";")[0];
}
