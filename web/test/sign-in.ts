import type { Page } from "playwright-core";
import { oneTimeCodeTexts } from "../../shared/texts/en/one-time-code.ts";
import { signInTexts } from "../../shared/texts/en/sign-in.ts";
import type { Mailbox } from "./mailbox.ts";

/**
 * Ends at `path`, or where the start page leads to. Not through the page for it, which is tested by itself: signing in
 * is where most tests begin.
 */
export async function signIn(page: Page, mailbox: Mailbox, address: string, path = "/"): Promise<void> {
  await ask(page, "email-otp/send-verification-otp", { email: address });
  await ask(page, "sign-in/email-otp", { email: address, otp: await mailbox.codeFor(address) });
  await page.goto(path);
  await arrive(page);
}

/** The same as people do it. */
export async function signInByHand(page: Page, mailbox: Mailbox, address: string, path = "/"): Promise<void> {
  await page.goto(`/sign-in?to=${encodeURIComponent(path)}`);
  await page.getByLabel(signInTexts.email).fill(address);
  await page.getByRole("button", { name: signInTexts.sendCode }).click();
  await page.getByLabel(oneTimeCodeTexts.label).fill(await mailbox.codeFor(address));
  await page.getByRole("button", { name: signInTexts.submit, exact: true }).click();
  await arrive(page);
}

async function arrive(page: Page): Promise<void> {
  await page.waitForURL(({ pathname }) => pathname !== "/sign-in" && pathname !== "/");
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** As the page would: cookies that are set are those of its profile. */
async function ask(page: Page, route: string, data: object): Promise<void> {
  const response = await page.request.post(`/api/auth/${route}`, { data });
  if (!response.ok()) throw new Error(`${route} answered ${response.status()} ${await response.text()}`);
}
