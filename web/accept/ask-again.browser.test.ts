import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { ordinaryGroup } from "../../scripts/usher-for-test.ts";
import { acceptTexts as german } from "../../shared/texts/de/accept.ts";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { expectTitle, openLink } from "../test/accept-page.ts";
import { type Account, accountName, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { createTestBed, patienceMs } from "../test/test-bed.ts";
import { button } from "../test/users-page.ts";

const bed = createTestBed({ env: { INVITATION_LIFETIME_MS: "5000" } });
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), createMailbox(bed.origin));
});

/** The link of an invitation that has expired since. */
async function expiredLink(email: string): Promise<string> {
  const { api } = account;
  const groupIds = [await ordinaryGroup(api)];
  const { id } = await api.users.invite.mutate({
    email,
    firstName: "Late",
    lastName: "Riser",
    groupIds,
    sendMail: false,
  });
  const { url } = await api.invitations.link.mutate({ userId: id });
  await expect
    .poll(async () => (await account.user(email)).status, { timeout: patienceMs, interval: 250 })
    .toBe("invitationExpired");
  return url;
}

async function look(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of [
    [1280, "light"],
    [375, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 720 });
    await page.emulateMedia({ colorScheme });
    await expectNoAxeViolations(page);
    await picture(page, `${name} ${width} ${colorScheme}`);
  }
}

test("whoever holds an expired link asks for a new one, by keyboard, and is told what comes next", async () => {
  const email = "late@example.com";
  const link = await expiredLink(email);
  const page = await bed.openProfile();
  await openLink(page, link);
  await expectTitle(page, acceptTexts.deadTitle);
  await look(page, "expired link");
  expect((await account.user(email)).askedAgainAt).toBeNull();

  await button(page, acceptTexts.askAgain).focus();
  await page.keyboard.press("Enter");
  await expectTitle(page, acceptTexts.askedTitle);
  await page.getByText(acceptTexts.asked(accountName)).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  await look(page, "asked for a new link");
  const { askedAgainAt, status } = await account.user(email);
  expect([askedAgainAt === null, status]).toEqual([false, "invitationExpired"]);

  await openLink(page, link);
  await button(page, acceptTexts.askAgain).click();
  await expectTitle(page, acceptTexts.askedBeforeTitle);
  await look(page, "asked before");
  expect((await account.user(email)).askedAgainAt).toBe(askedAgainAt);
});

test("a scanner that clicks whatever it finds asks for nothing", async () => {
  const email = "scanner@example.com";
  const page = await bed.openProfile();
  await openLink(page, await expiredLink(email));
  await button(page, acceptTexts.askAgain).waitFor();
  const calls: string[] = [];
  page.on("request", (request) => calls.push(request.url()));
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("button")) {
      element.click();
      element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    }
  });
  await expectTitle(page, acceptTexts.deadTitle);
  expect(calls).toEqual([]);
  expect((await account.user(email)).askedAgainAt).toBeNull();
});

test("asking that could not be sent says so, and can be tried again", async () => {
  const email = "offline@example.com";
  const page = await bed.openProfile();
  await openLink(page, await expiredLink(email));
  await page.route("**/trpc/invitations.askAgain", (route) => route.abort());
  await button(page, acceptTexts.askAgain).click();
  await page.getByRole("alert").getByText(uiTexts.unreachable).waitFor();
  await look(page, "asking failed");
  await page.unroute("**/trpc/invitations.askAgain");
  await button(page, acceptTexts.askAgain).click();
  await expectTitle(page, acceptTexts.askedTitle);
});

test("the link of somebody who has been removed since says whom to ask instead", async () => {
  const email = "removed@example.com";
  const page = await bed.openProfile();
  const link = await expiredLink(email);
  await account.api.users.remove.mutate({ userId: (await account.user(email)).id });
  await openLink(page, link);
  await button(page, acceptTexts.askAgain).click();
  await page.getByText(acceptTexts.askForAnother).waitFor();
  expect(await button(page, acceptTexts.askAgain).count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  await expectNoAxeViolations(page);
});

test("it is asked in German by whoever reads German", async () => {
  const email = "spaet@example.com";
  const page = await bed.openProfile({ locale: "de-CH" });
  await openLink(page, await expiredLink(email));
  await expectTitle(page, german.deadTitle);
  await look(page, "abgelaufener link");
  await button(page, german.askAgain).click();
  await expectTitle(page, german.askedTitle);
});
