import type { Page } from "playwright-core";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { oneTimeCodeTexts } from "../../shared/texts/en/one-time-code.ts";
import type { Mailbox } from "./mailbox.ts";

/** Opens a link as if for the first time, also when the page is at another invitation already. */
export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(link);
}

export async function expectTitle(page: Page, title: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
}

/** From the invitation to whatever follows. */
export async function accept(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: acceptTexts.terms }).check();
  await page.getByRole("button", { name: acceptTexts.accept, exact: true }).click();
}

/** The step after `accept` that asks for the code mailed to the invited address. */
export async function confirmAddress(page: Page, mailbox: Mailbox, address: string): Promise<void> {
  await expectTitle(page, acceptTexts.codeTitle);
  await page.getByLabel(oneTimeCodeTexts.label).fill(await mailbox.codeFor(address));
  await page.getByRole("button", { name: acceptTexts.confirmCode, exact: true }).click();
}

export async function expectAccepted(page: Page): Promise<void> {
  await expectTitle(page, acceptTexts.acceptedTitle);
}
