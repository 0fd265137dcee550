import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { maxPasskeyNameLength } from "../../shared/sign-in-means.ts";
import { mailTexts } from "../../shared/texts/en/mails.ts";
import { passkeyRefusals, passkeyTexts } from "../../shared/texts/en/passkey.ts";
import { profileTexts } from "../../shared/texts/en/profile.ts";
import { signInTexts } from "../../shared/texts/en/sign-in.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { expectTitle } from "../test/accept-page.ts";
import { type Account, createAccount } from "../test/account.ts";
import { addAuthenticator } from "../test/authenticator.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
const here = "Chrome on Linux";
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

async function openOwnProfile(address: string): Promise<Page> {
  const page = await bed.openProfile();
  await signIn(page, mailbox, address, `/a/${account.id}/profile`);
  await expectTitle(page, profileTexts.title);
  return page;
}

async function member(address: string, firstName: string): Promise<Page> {
  await account.join(address, firstName, "Member");
  return openOwnProfile(address);
}

function rows(page: Page, label: string): Locator {
  return page.getByRole("list", { name: label, exact: true }).getByRole("listitem");
}

test("a passkey is added, told by mail, gets a name, signs in without a code, and goes", async () => {
  const page = await member("pia@example.com", "Pia");
  await addAuthenticator(page);
  await page.getByText(profileTexts.noPasskeys).waitFor();
  await expectNoAxeViolations(page);
  await button(page, profileTexts.addPasskey).click();
  await toastOf(page, profileTexts.passkeyAdded).waitFor();
  const passkey = rows(page, profileTexts.passkeys);
  await passkey.getByText(here, { exact: true }).waitFor();
  await passkey.getByText(profileTexts.neverUsed).waitFor();
  await expectNoAxeViolations(page);
  expect(await mailbox.subjectsTo("pia@example.com")).toContain(mailTexts.passkeyAdded.subject);

  await button(page, profileTexts.renameLabel(here)).click();
  const dialog = page.getByRole("dialog", { name: profileTexts.renameTitle });
  const name = dialog.getByLabel(profileTexts.passkeyName);
  await name.fill("x".repeat(maxPasskeyNameLength + 1));
  await button(dialog, profileTexts.saveName).click();
  await dialog.getByText(profileTexts.passkeyNameTooLong(maxPasskeyNameLength)).waitFor();
  await expectNoAxeViolations(page);
  await name.fill("Blue key");
  await button(dialog, profileTexts.saveName).click();
  await toastOf(page, profileTexts.passkeyRenamed).waitFor();
  await passkey.getByText("Blue key", { exact: true }).waitFor();

  const thisOne = rows(page, profileTexts.sessions).filter({ hasText: profileTexts.thisBrowser });
  await thisOne.getByRole("button").click();
  await expectTitle(page, signInTexts.title);
  await page.goto(`/sign-in?to=${encodeURIComponent(`/a/${account.id}/profile`)}`);
  await expectNoAxeViolations(page);
  await picture(page, "sign in with a passkey");
  await button(page, signInTexts.usePasskey).click();
  await expectTitle(page, profileTexts.title);
  expect(new URL(page.url()).pathname).toBe(`/a/${account.id}/profile`);
  await passkey.getByText(/last used/).waitFor();

  await button(page, profileTexts.removeLabel("Blue key")).click();
  const asking = page.getByRole("alertdialog", { name: profileTexts.removeTitle });
  await asking.waitFor();
  await expectNoAxeViolations(page);
  await picture(page, "removing a passkey");
  await button(asking, profileTexts.removeConfirm).click();
  await page.getByText(profileTexts.noPasskeys).waitFor();
  await expect
    .poll(() => button(page, profileTexts.addPasskey).evaluate((it) => it === document.activeElement))
    .toBe(true);

  await page.goto("/sign-in");
  await button(page, signInTexts.usePasskey).click();
  await page.getByRole("alert").getByText(passkeyRefusals.passkeyUnknown).waitFor();
  await expectNoAxeViolations(page);
});

test("whoever does not confirm, or has a passkey there already, reads what to do", async () => {
  const page = await member("quinn@example.com", "Quinn");
  const device = await addAuthenticator(page);
  await device.agree(false);
  await button(page, profileTexts.addPasskey).click();
  await page.getByRole("alert").getByText(passkeyTexts.notAdded).waitFor();
  await expectNoAxeViolations(page);
  await device.agree(true);
  await button(page, profileTexts.addPasskey).click();
  await rows(page, profileTexts.passkeys).first().waitFor();
  expect(await page.getByText(passkeyTexts.notAdded).count()).toBe(0);
  await button(page, profileTexts.addPasskey).click();
  await page.getByRole("alert").getByText(passkeyRefusals.passkeyKnown).waitFor();
  expect(await rows(page, profileTexts.passkeys).count()).toBe(1);

  await device.agree(false);
  await page.goto("/sign-in");
  await button(page, signInTexts.usePasskey).click();
  await page.getByRole("alert").getByText(passkeyTexts.notUsed).waitFor();
});

test("a browser without passkeys says so", async () => {
  const page = await bed.openProfile();
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "PublicKeyCredential"));
  await page.goto("/sign-in");
  await button(page, signInTexts.usePasskey).click();
  await page.getByRole("alert").getByText(passkeyTexts.unsupported).waitFor();
  await expectNoAxeViolations(page);
});

test("whoever signed in a while ago signs in again first, and comes back here", async () => {
  const page = await member("remy@example.com", "Remy");
  await addAuthenticator(page);
  // The rule itself is tested where the clock can be turned.
  await page.route("**/passkeys/add-options", (route) =>
    route.fulfill({ status: 403, json: { refusal: { reason: "signInAgain" } } }),
  );
  await button(page, profileTexts.addPasskey).click();
  const dialog = page.getByRole("alertdialog", { name: profileTexts.signInAgainTitle });
  await dialog.waitFor();
  await expectNoAxeViolations(page);
  await picture(page, "signing in again first");
  await button(dialog, profileTexts.signInAgain).click();
  await expectTitle(page, signInTexts.title);
  expect(new URL(page.url()).searchParams.get("to")).toBe(`/a/${account.id}/profile`);
});

test("another browser is signed out from here, and knows it at once; this one is marked", async () => {
  const desk = await openOwnProfile(account.adminEmail);
  const phone = await openOwnProfile(account.adminEmail);
  await desk.reload();
  const sessions = rows(desk, profileTexts.sessions);
  await sessions.nth(1).waitFor();
  const others = sessions.filter({ hasNotText: profileTexts.thisBrowser });
  expect(await sessions.first().innerText()).toContain(profileTexts.thisBrowser);
  expect(await others.first().innerText()).toContain(profileTexts.lastSeen(profileTexts.withinTheHour));
  await expectNoAxeViolations(desk);
  await picture(desk, "sessions");
  const before = await others.count();
  await others.first().getByRole("button").click();
  await toastOf(desk, profileTexts.sessionEnded(here)).waitFor();
  await others.nth(before - 1).waitFor({ state: "detached" });
  await phone.waitForURL(/\/sign-in\?to=/);
  await desk.reload();
  await expectTitle(desk, profileTexts.title);
});

test("lists that cannot be loaded say so, and are tried again", async () => {
  const page = await member("sol@example.com", "Sol");
  await page.route("**/api/auth/*/list", (route) => route.abort());
  await page.reload();
  const failures = page.getByRole("alert").getByText(uiTexts.unreachable);
  await failures.nth(1).waitFor();
  await expectNoAxeViolations(page);
  await page.unroute("**/api/auth/*/list");
  await button(page, uiTexts.retry).first().click();
  await page.getByText(profileTexts.noPasskeys).waitFor();
});
