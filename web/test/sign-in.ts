import type { Page } from "playwright-core";
import { oneTimeCodeTexts } from "../../shared/texts/en/one-time-code.ts";
import { signInTexts } from "../../shared/texts/en/sign-in.ts";
import type { Mailbox } from "./mailbox.ts";

/** Ends at `path`, or where the start page leads to. */
export async function signIn(page: Page, mailbox: Mailbox, address: string, path = "/"): Promise<void> {
  await page.goto(`/sign-in?to=${encodeURIComponent(path)}`);
  await page.getByLabel(signInTexts.email).fill(address);
  await page.getByRole("button", { name: signInTexts.sendCode }).click();
  await page.getByLabel(oneTimeCodeTexts.label).fill(await mailbox.codeFor(address));
  await page.getByRole("button", { name: signInTexts.submit, exact: true }).click();
  await page.waitForURL(({ pathname }) => pathname !== "/sign-in" && pathname !== "/");
  await page.getByRole("heading", { level: 1 }).waitFor();
}
