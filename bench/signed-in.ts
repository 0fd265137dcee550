import { setTimeout } from "node:timers/promises";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { Page } from "playwright-core";
import { oneTimeCodeTexts } from "../shared/texts/en/one-time-code.ts";
import { signInTexts } from "../shared/texts/en/sign-in.ts";
import type { AppRouter } from "../worker/api/router.ts";
import type { StoredMail } from "../worker/email/mailbox.ts";
import type { Seeded } from "../worker/local/seed.ts";

/** An account with so many users, its administrator among them. */
export async function seedUsers(origin: string, users: number): Promise<Seeded> {
  const response = await fetch(`${origin}/dev/seed`, { method: "POST", body: JSON.stringify({ users }) });
  if (!response.ok) throw new Error(`/dev/seed answered ${response.status}.`);
  return response.json();
}

/** Signs in by the mailed code; the page ends at the list of users. */
export async function signInAs(page: Page, origin: string, address: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel(signInTexts.email).fill(address);
  await page.getByRole("button", { name: signInTexts.sendCode }).click();
  await page.getByLabel(oneTimeCodeTexts.label).fill(await mailedText(origin, address, /^\d{6}$/m));
  await page.getByRole("button", { name: signInTexts.submit, exact: true }).click();
  await page.locator("[data-actions-of]").first().waitFor();
}

/** Waits for the first text of this kind in the mails to an address. */
export async function mailedText(origin: string, address: string, wanted: RegExp): Promise<string> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await setTimeout(50)) {
    const response = await fetch(`${origin}/dev/mailbox.json?to=${encodeURIComponent(address)}`);
    const mails: StoredMail[] = await response.json();
    for (const { text } of mails) {
      const [found] = wanted.exec(text) ?? [];
      if (found !== undefined) return found;
    }
  }
  throw new Error(`No mail to ${address} has ${wanted}.`);
}

/** Somebody whose link is still open. */
export async function inviteOne(origin: string, apiToken: string, email: string): Promise<void> {
  const headers = { authorization: `Bearer ${apiToken}` };
  const api = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${origin}/trpc`, headers })] });
  const group = (await api.groups.list.query()).find(({ isAdministrators }) => !isAdministrators);
  if (!group) throw new Error("The account has only administrators.");
  await api.users.invite.mutate({ email, firstName: "Jana", lastName: "Judged", groupIds: [group.id] });
}
