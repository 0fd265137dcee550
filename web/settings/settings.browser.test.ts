import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { problemSentences } from "../../shared/texts/en/refusals.ts";
import { settingsTexts } from "../../shared/texts/en/settings.ts";
import { shellTexts } from "../../shared/texts/en/shell.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { expectTitle } from "../test/accept-page.ts";
import { type Account, accountName, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed, patienceMs } from "../test/test-bed.ts";
import { button, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

async function openSettings() {
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail);
  await page.getByRole("link", { name: shellTexts.settings }).click();
  await expectTitle(page, settingsTexts.title);
  await page.getByLabel(settingsTexts.name).waitFor();
  return page;
}

async function expectName(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.getByLabel(settingsTexts.name).inputValue(), { timeout: patienceMs }).toBe(name);
}

test("what the server cannot use is told at its field, and nothing is saved", async () => {
  const page = await openSettings();
  await expectNoAxeViolations(page);
  await page.getByLabel(settingsTexts.homeUrl).fill("northwind.example");
  await page.getByLabel(settingsTexts.timeZone).fill("Mars/Olympus");
  await button(page, settingsTexts.save).click();
  await page.getByRole("alert").getByText(uiTexts.errorsTitle(2)).waitFor();
  const home = page.getByLabel(settingsTexts.homeUrl);
  expect(await home.getAttribute("aria-invalid")).toBe("true");
  expect(await home.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.getByRole("paragraph").getByText(problemSentences.zoneUnknown).waitFor();
  await expectNoAxeViolations(page);
  await page.getByLabel(settingsTexts.name).fill("");
  await button(page, settingsTexts.save).click();
  await page.getByText(settingsTexts.nameMissing).waitFor();
});

test("settings are saved, named in the frame at once, and seen by the next invitee's mail", async () => {
  const page = await openSettings();
  await page.getByLabel(settingsTexts.name).fill("Northwind Observatory");
  await page.getByLabel(settingsTexts.homeUrl).fill("https://northwind.example/welcome");
  await page.getByLabel(settingsTexts.timeZone).fill("Europe/Berlin");
  await page.getByLabel(settingsTexts.locale).selectOption("en-GB");
  await button(page, settingsTexts.save).click();
  await toastOf(page, settingsTexts.saved).waitFor();
  await page.getByRole("button", { name: "Northwind Observatory" }).waitFor();
  await expectNoAxeViolations(page);

  // Saved is no longer half done: leaving asks nothing.
  await page.getByRole("link", { name: shellTexts.users }).click();
  await page.waitForURL("**/users");
  await account.invite("guest@example.com", "Gus", "Guest");
  await expect
    .poll(async () => (await mailbox.subjectsTo("guest@example.com")).join())
    .toContain("Northwind Observatory");

  await page.getByRole("link", { name: shellTexts.settings }).click();
  await expect.poll(() => page.getByLabel(settingsTexts.timeZone).inputValue()).toBe("Europe/Berlin");
  expect(await page.getByLabel(settingsTexts.locale).inputValue()).toBe("en-GB");
  await page.getByLabel(settingsTexts.name).fill(accountName);
  await button(page, settingsTexts.save).click();
  await page.getByRole("button", { name: accountName }).waitFor();
  // The home page was left alone.
  expect(await page.getByLabel(settingsTexts.homeUrl).inputValue()).toBe("https://northwind.example/welcome");
});

test("another administrator's change is shown, but never over what is being typed", async () => {
  const [typing, idle, other] = [await openSettings(), await openSettings(), await openSettings()];
  await typing.getByLabel(settingsTexts.homeUrl).fill("https://half.example/");
  await other.getByLabel(settingsTexts.name).fill("Renamed");
  await button(other, settingsTexts.save).click();
  await expectName(idle, "Renamed");
  await typing.getByRole("button", { name: "Renamed" }).waitFor();
  expect(await typing.getByLabel(settingsTexts.homeUrl).inputValue()).toBe("https://half.example/");
  await other.getByLabel(settingsTexts.name).fill(accountName);
  await button(other, settingsTexts.save).click();
  await expectName(idle, accountName);
});
