import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { accountsTexts } from "../../shared/texts/en/accounts.ts";
import { profileTexts } from "../../shared/texts/en/profile.ts";
import { refusalSentence } from "../../shared/texts/en/refusals.ts";
import { settingsTexts } from "../../shared/texts/en/settings.ts";
import { shellTexts } from "../../shared/texts/en/shell.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { usersTexts } from "../../shared/texts/en/users.ts";
import { accept, expectAccepted, expectTitle, openLink } from "../test/accept-page.ts";
import { type Account, accountName, administratorName, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

/** Signed in at the own profile of that account. */
async function openOwnProfile(address: string, accountId = account.id): Promise<Page> {
  const page = await bed.openProfile();
  await signIn(page, mailbox, address, `/a/${accountId}/profile`);
  await expectTitle(page, profileTexts.title);
  await page.getByLabel(profileTexts.firstName).waitFor();
  return page;
}

test("a member finds their own profile on the accounts page, and nothing in it that is for administrators", async () => {
  await account.join("mia@example.com", "Mia", "Member");
  const page = await bed.openProfile();
  await signIn(page, mailbox, "mia@example.com", "/accounts");
  await page.getByRole("link", { name: accountName, exact: true }).click();
  await expectTitle(page, profileTexts.title);
  await page.getByLabel(profileTexts.firstName).waitFor();
  const pages = page.getByRole("navigation", { name: shellTexts.navigation }).getByRole("link");
  expect((await pages.allInnerTexts()).map((text) => text.trim())).toEqual([shellTexts.profile]);
  expect(await page.getByRole("heading", { name: profileTexts.mails }).count()).toBe(0);
  await expectNoAxeViolations(page);
  await picture(page, "profile of a member");

  await page.goto(`/a/${account.id}/settings`);
  await page.getByText(settingsTexts.notAllowedTitle).waitFor();
  await expectNoAxeViolations(page);
});

test("names are changed here, and shown wherever this account names the person", async () => {
  await account.join("noa@example.com", "Noa", "Old");
  const page = await openOwnProfile("noa@example.com");
  const save = button(page, profileTexts.save);
  await page.getByLabel(profileTexts.firstName).fill(" ");
  await save.click();
  await page.getByText(profileTexts.firstNameMissing).waitFor();
  await expectNoAxeViolations(page);
  await page.getByLabel(profileTexts.firstName).fill("Noa www.example.com");
  await save.click();
  await page.getByText("A name cannot contain a link.").waitFor();
  await page.getByLabel(profileTexts.firstName).fill("Nóa");
  await page.getByLabel(profileTexts.lastName).fill("New");
  await save.click();
  await toastOf(page, profileTexts.namesSaved).waitFor();
  await page.getByRole("button", { name: "Nóa New" }).waitFor();
  expect(await account.user("noa@example.com")).toMatchObject({ firstName: "Nóa", lastName: "New" });
});

test("what an administrator wants to be told is kept", async () => {
  const page = await openOwnProfile(account.adminEmail);
  const declined = page.getByRole("checkbox", { name: profileTexts.declined });
  expect(await declined.isChecked()).toBe(true);
  await declined.uncheck();
  await button(page, profileTexts.saveMails).click();
  await toastOf(page, profileTexts.mailsSaved).waitFor();
  await expectNoAxeViolations(page);
  await page.reload();
  await expect.poll(() => declined.isChecked()).toBe(false);
  expect(await page.getByRole("checkbox", { name: profileTexts.accepted }).isChecked()).toBe(true);
});

test("what was typed and not saved is not left behind unasked", async () => {
  const page = await openOwnProfile(account.adminEmail);
  const name = page.getByLabel(profileTexts.lastName);
  await name.fill("Half a na");
  const users = page.getByRole("navigation", { name: shellTexts.navigation }).getByRole("link", {
    name: shellTexts.users,
  });
  await users.click();
  const asking = page.getByRole("alertdialog", { name: uiTexts.discardTitle });
  await asking.waitFor();
  await expectNoAxeViolations(page);
  await button(asking, uiTexts.keepEditing).click();
  expect(await name.inputValue()).toBe("Half a na");
  await users.click();
  await button(asking, uiTexts.discard).click();
  await expectTitle(page, usersTexts.title);
});

test("the last administrator cannot leave, and reads why", async () => {
  const page = await openOwnProfile(account.adminEmail);
  await button(page, profileTexts.leaveButton).click();
  const dialog = page.getByRole("alertdialog", { name: profileTexts.leaveTitle(accountName) });
  await dialog.getByText(profileTexts.tokensStop).waitFor();
  await expectNoAxeViolations(page);
  await picture(page, "leaving");
  await button(dialog, profileTexts.leaveConfirm).click();
  await dialog.getByText(refusalSentence({ reason: "lastAdministrator" })).waitFor();
  await expectNoAxeViolations(page);
  await button(dialog, uiTexts.cancel).click();
  await expect
    .poll(() => button(page, profileTexts.leaveButton).evaluate((it) => it === document.activeElement))
    .toBe(true);
});

test("an administrator who leaves has read which open invitations go with them", async () => {
  const other = await createAccount(bed.origin(), mailbox);
  await other.join("second@example.com", "Sven", "Second");
  const groups = await other.api.groups.list.query();
  const administrators = groups.filter(({ isAdministrators }) => isAdministrators).map(({ id }) => id);
  const page = await openOwnProfile(other.adminEmail, other.id);
  // Tokens put nobody into Administrators, so both are done as the person who is signed in.
  const call = (path: string, input: object) =>
    page.evaluate(
      async ([procedure, body, accountId]) => {
        const headers = { "content-type": "application/json", "x-usher-account": accountId };
        const { ok } = await fetch(`/trpc/${procedure}`, { method: "POST", headers, body });
        return ok;
      },
      [path, JSON.stringify(input), other.id] as const,
    );
  const { id } = await other.user("second@example.com");
  expect(await call("users.edit", { userId: id, groupIds: administrators })).toBe(true);
  const third = { email: "third@example.com", firstName: "Thea", lastName: "Third", groupIds: administrators };
  expect(await call("users.invite", third)).toBe(true);

  // Whoever leaves is not asked as well about what they typed before.
  await page.getByLabel(profileTexts.lastName).fill("Unsaved");
  await button(page, profileTexts.leaveButton).click();
  const dialog = page.getByRole("alertdialog", { name: profileTexts.leaveTitle(accountName) });
  await dialog.getByText("third@example.com").waitFor();
  await expectNoAxeViolations(page);
  await button(dialog, profileTexts.leaveConfirm).click();
  await expectTitle(page, accountsTexts.title);
  await toastOf(page, profileTexts.left(accountName)).waitFor();
  await page.getByText(accountsTexts.none).waitFor();

  const second = await bed.openProfile();
  await signIn(second, mailbox, "second@example.com");
  await second.getByText("third@example.com").waitFor({ state: "detached" });
});

test("signing out everywhere ends the session in another browser too", async () => {
  await account.join("eva@example.com", "Eva", "Everywhere");
  const desk = await openOwnProfile("eva@example.com");
  const phone = await openOwnProfile("eva@example.com");
  await button(desk, profileTexts.signOutEverywhere).click();
  const dialog = desk.getByRole("alertdialog", { name: profileTexts.everywhereTitle });
  await dialog.waitFor();
  await expectNoAxeViolations(desk);
  await button(dialog, profileTexts.signOutEverywhere).click();
  await desk.waitForURL("**/sign-in");
  await phone.reload();
  await phone.waitForURL(/\/sign-in\?to=/);
});

test("whoever is in several accounts goes from a page of one to the same page of another", async () => {
  const other = await createAccount(bed.origin(), mailbox);
  await other.invite(account.adminEmail, "Ada", "Elsewhere");
  const page = await openOwnProfile(account.adminEmail);
  await openLink(page, await mailbox.linkFor(account.adminEmail));
  await accept(page);
  await expectAccepted(page);
  await page.goto(`/a/${account.id}/profile`);
  const open = async () => {
    await page.getByRole("button", { name: shellTexts.accountMenuLabel }).click();
    const menu = page.getByRole("menu", { name: shellTexts.accountMenuLabel });
    await menu.waitFor();
    return menu;
  };
  const menu = await open();
  await menu.getByRole("menuitem", { name: shellTexts.accountItem(accountName, true), exact: true }).waitFor();
  await expectNoAxeViolations(page);
  await picture(page, "account switcher");
  await menu.getByRole("menuitem", { name: shellTexts.accountItem(accountName, false), exact: true }).click();
  await page.waitForURL(`**/a/${other.id}/profile`);
  await expect.poll(() => page.getByLabel(profileTexts.lastName).inputValue()).toBe("Elsewhere");

  await page.goto(`/a/${account.id}/users`);
  await page.getByRole("button", { name: administratorName }).first().waitFor();
  await (await open()).getByRole("menuitem", { name: shellTexts.accountItem(accountName, false), exact: true }).click();
  await page.waitForURL(`**/a/${other.id}/profile`);
});
