import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { mailsTo } from "../../scripts/usher-for-test.ts";
import { acceptTexts } from "../../shared/texts/de/accept.ts";
import { accountsTexts } from "../../shared/texts/de/accounts.ts";
import { addManyTexts } from "../../shared/texts/de/add-many.ts";
import { addUserTexts } from "../../shared/texts/de/add-user.ts";
import { auditTexts } from "../../shared/texts/de/audit.ts";
import { groupsTexts } from "../../shared/texts/de/groups.ts";
import { nameProblems } from "../../shared/texts/de/name-problems.ts";
import { oneTimeCodeTexts } from "../../shared/texts/de/one-time-code.ts";
import { profileTexts } from "../../shared/texts/de/profile.ts";
import { problemSentences } from "../../shared/texts/de/refusals.ts";
import { settingsTexts } from "../../shared/texts/de/settings.ts";
import { signInTexts } from "../../shared/texts/de/sign-in.ts";
import { tokensTexts } from "../../shared/texts/de/tokens.ts";
import { uiTexts } from "../../shared/texts/de/ui.ts";
import { userTexts } from "../../shared/texts/de/user.ts";
import { usersTexts } from "../../shared/texts/de/users.ts";
import { webhooksTexts } from "../../shared/texts/de/webhooks.ts";
import { expectTitle, openLink } from "../test/accept-page.ts";
import { type Account, createAccount } from "../test/account.ts";
import { createMailbox } from "../test/mailbox.ts";
import { looks, see } from "../test/see.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button } from "../test/users-page.ts";

const demoAdministrator = "demo@usher.example";
const bed = createTestBed({ demo: true });
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
  // So that their accounts page has an open invitation to show.
  await account.invite(demoAdministrator, "Vera", "Lindqvist");
});

async function newestSubjectTo(address: string): Promise<string | undefined> {
  return (await mailsTo(bed.origin(), address))[0]?.subject;
}

async function fillInCode(page: Page, address: string): Promise<void> {
  await page.getByLabel(oneTimeCodeTexts.label).fill(await mailbox.codeFor(address));
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in?to=/");
  await page.getByLabel(signInTexts.email).fill(demoAdministrator);
  await button(page, signInTexts.sendCode).click();
  await fillInCode(page, demoAdministrator);
  await button(page, signInTexts.submit).click();
  await expectTitle(page, usersTexts.title);
}

// German differs in its length, which the narrowest page shows first; the others are for whoever wants pictures.
const germanLooks = process.env.SCREENSHOTS ? looks : looks.slice(0, 1);

describe.each(germanLooks)("in German, $name", ({ name, profile }) => {
  const openProfile = () => bed.openProfile({ ...profile, locale: "de-DE" });
  async function seeGerman(page: Page, what: string): Promise<void> {
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await see(page, `German ${name} ${what}`);
  }

  test("signing in, by a code that is mailed in German, and the accounts", async () => {
    const page = await openProfile();
    await page.goto("/sign-in?to=/accounts");
    await expectTitle(page, signInTexts.title);
    await seeGerman(page, "sign-in");
    await page.getByLabel(signInTexts.email).fill("demo@usher");
    await button(page, signInTexts.sendCode).click();
    await page.getByRole("paragraph").getByText(problemSentences.addressDomain).waitFor();
    await page.getByLabel(signInTexts.email).fill(demoAdministrator);
    await button(page, signInTexts.sendCode).click();
    await expectTitle(page, signInTexts.codeTitle);
    await seeGerman(page, "sign-in code");
    await fillInCode(page, demoAdministrator);
    expect(await newestSubjectTo(demoAdministrator)).toBe("Ihr Anmeldecode");
    await button(page, signInTexts.submit).click();
    await page.getByRole("link", { name: "Northwind Observatory" }).waitFor();
    await seeGerman(page, "accounts");
    await page.goto("/new-account");
    await page.getByText(accountsTexts.mayNotCreate).waitFor();
    await seeGerman(page, "new account");
    await page.goto("/nowhere");
    await expectTitle(page, uiTexts.notFoundTitle);
    await seeGerman(page, "not found");
  });

  test("the users: their list, its menus, and an invitation that is mailed in German", async () => {
    const page = await openProfile();
    await signIn(page);
    await button(page, usersTexts.actionsFor("Ingrid Sørensen")).waitFor();
    await seeGerman(page, "users");
    await button(page, usersTexts.actionsFor("Ingrid Sørensen")).click();
    await page.getByRole("menu").waitFor();
    await seeGerman(page, "menu");
    await page.getByRole("menuitem", { name: usersTexts.remove }).click();
    await page.getByRole("alertdialog").waitFor();
    await seeGerman(page, "remove");
    await button(page, uiTexts.cancel).click();

    await button(page, usersTexts.add).click();
    const dialog = page.getByRole("dialog", { name: addUserTexts.title });
    await dialog.getByLabel(addUserTexts.email).fill("ingrid.sorensen@northwind.example");
    await button(dialog, addUserTexts.next).click();
    await dialog.getByText(addUserTexts.known.invited).waitFor();
    await seeGerman(page, "add 1 known");
    const email = `${name.replaceAll(/\W/g, ".")}@example.com`;
    await dialog.getByLabel(addUserTexts.email).fill(email);
    await button(dialog, addUserTexts.next).click();
    await dialog.getByLabel(addUserTexts.firstName).fill("https://example.com");
    await button(dialog, addUserTexts.next).click();
    await dialog.getByRole("paragraph").getByText(nameProblems.nameWithLink).waitFor();
    await dialog.getByLabel(addUserTexts.firstName).fill("Klara");
    await dialog.getByLabel(addUserTexts.lastName).fill("Neubert");
    await dialog.getByLabel(addUserTexts.language).selectOption("Deutsch");
    await seeGerman(page, "add 2 details");
    await button(dialog, addUserTexts.next).click();
    await dialog.getByRole("checkbox").last().check();
    await seeGerman(page, "add 3 groups");
    await button(dialog, addUserTexts.next).click();
    await button(dialog, addUserTexts.invite).waitFor();
    await dialog.getByText("Deutsch", { exact: true }).waitFor();
    await seeGerman(page, "add 4 overview");
    await button(dialog, addUserTexts.invite).click();
    await dialog.getByText(addUserTexts.sent(email)).waitFor();
    await seeGerman(page, "add 5 summary");
    expect(await newestSubjectTo(email)).toBe("Vera Lindqvist lädt Sie zu Northwind Observatory ein");
  });

  test("the page of a user", async () => {
    const page = await openProfile();
    await signIn(page);
    await page.getByRole("link", { name: "Ingrid Sørensen", exact: true }).click();
    await expectTitle(page, "Ingrid Sørensen");
    for (const label of Object.values(userTexts.tabLabels)) {
      await page.getByRole("tab", { name: label, exact: true }).click();
      await page.getByRole("tabpanel", { name: label }).waitFor();
      await seeGerman(page, `user ${label}`);
    }
  });

  test("adding many, groups, audit trail, API tokens, webhooks, own profile and settings", async () => {
    const page = await openProfile();
    await signIn(page);
    const home = page.url().replace(/\/users.*/, "");
    for (const [path, title] of [
      ["add-many", addManyTexts.title],
      ["groups", groupsTexts.title],
      ["audit", auditTexts.title],
      ["tokens", tokensTexts.title],
      ["webhooks", webhooksTexts.title],
      ["profile", profileTexts.title],
      ["settings", settingsTexts.title],
    ]) {
      await page.goto(`${home}/${path}`);
      await expectTitle(page, title ?? "");
      await page.getByText("wird geladen").or(page.getByText("werden geladen")).first().waitFor({ state: "detached" });
      await seeGerman(page, path ?? "");
    }
    await page.getByLabel(settingsTexts.timeZone).fill("Mars/Olympus");
    await page.getByLabel(settingsTexts.locale).selectOption({ label: "Deutsch (Österreich)" });
    await button(page, settingsTexts.save).click();
    await page.getByRole("paragraph").getByText(problemSentences.zoneUnknown).waitFor();
    await seeGerman(page, "settings with errors");
  });

  test("the accept page, from the link to every end", async () => {
    const page = await openProfile();
    const email = `annahme.${name.replaceAll(/\W/g, ".")}@example.com`;
    const { id } = await account.invite(email, "Karl", "Karlsson");
    const link = await mailbox.linkFor(email);
    await openLink(page, link);
    await button(page, acceptTexts.accept).waitFor();
    expect(await page.title()).toMatch(/ beitreten · Usher$/);
    await seeGerman(page, "accept");
    await button(page, acceptTexts.accept).click();
    await page.getByRole("paragraph").getByText(acceptTexts.termsMissing).waitFor();
    await seeGerman(page, "accept without terms");
    await button(page, acceptTexts.decline).click();
    await page.getByRole("alertdialog").waitFor();
    await seeGerman(page, "accept decline");
    await page.keyboard.press("Escape");

    const copied = await account.api.invitations.link.mutate({ userId: id });
    await openLink(page, copied.url);
    await page.getByRole("checkbox", { name: acceptTexts.terms }).check();
    await button(page, acceptTexts.accept).click();
    await expectTitle(page, acceptTexts.codeTitle);
    await seeGerman(page, "accept code");
    await fillInCode(page, email);
    await button(page, acceptTexts.confirmCode).click();
    await expectTitle(page, acceptTexts.acceptedTitle);
    await seeGerman(page, "accept done");
    await openLink(page, link);
    await page.getByText(acceptTexts.alreadyAccepted).waitFor();
    await seeGerman(page, "accept dead");

    await account.invite(`andere.${email}`, "Otto", "Other");
    const other = await mailbox.linkFor(`andere.${email}`);
    await openLink(page, other);
    await expectTitle(page, acceptTexts.otherTitle);
    await seeGerman(page, "accept other address");
    await button(page, acceptTexts.switchAddress).click();
    await button(page, acceptTexts.decline).click();
    await button(page.getByRole("alertdialog"), acceptTexts.declineConfirm).click();
    await expectTitle(page, acceptTexts.declinedTitle);
    await seeGerman(page, "accept declined");
    await openLink(page, `${other}x`);
    await page.getByText(acceptTexts.checkWithSender).waitFor();
    await seeGerman(page, "accept forged");
  });
});

test("should its German not arrive, the accept page speaks English", async () => {
  const email = "ohne.deutsch@example.com";
  await account.invite(email, "Karl", "Karlsson");
  const page = await bed.openProfile({ locale: "de-DE" });
  await page.route("**/assets/_virtual_german*", (route) => route.abort());
  await openLink(page, await mailbox.linkFor(email));
  await page.getByRole("button", { name: "Accept invitation" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
});
