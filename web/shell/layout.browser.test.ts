import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { accountsTexts } from "../../shared/texts/en/accounts.ts";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { oneTimeCodeTexts } from "../../shared/texts/en/one-time-code.ts";
import { profileTexts } from "../../shared/texts/en/profile.ts";
import { settingsTexts } from "../../shared/texts/en/settings.ts";
import { shellTexts } from "../../shared/texts/en/shell.ts";
import { signInTexts } from "../../shared/texts/en/sign-in.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { usersTexts } from "../../shared/texts/en/users.ts";
import { accept, expectTitle, openLink } from "../test/accept-page.ts";
import { type Account, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, openMenu } from "../test/users-page.ts";

const demoAdministrator = "demo@usher.example";
const bed = createTestBed({ demo: true });
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
  // So that their accounts page has an open invitation to show.
  await account.invite(demoAdministrator, "Vera", "Lindqvist");
});

type Look = { name: string; profile: BrowserContextOptions };
const phone = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };
const looks: Look[] = [
  { name: "narrowest", profile: { ...phone, viewport: { width: 320, height: 640 } } },
  { name: "desktop dark", profile: { ...desktop, colorScheme: "dark" } },
];
/** Differ from those in nothing that a test can tell. */
const looksForPeople: Look[] = [
  { name: "phone light", profile: phone },
  { name: "phone dark", profile: { ...phone, colorScheme: "dark" } },
  { name: "desktop light", profile: desktop },
];
const wanted = process.env.SCREENSHOTS ? [...looks, ...looksForPeople] : looks;

describe.each(wanted)("$name: nothing is cut off to the side, and every colour can be read", ({ name, profile }) => {
  /** One thing that people see: fits, passes axe, and can be looked at. */
  async function see(page: Page, what: string): Promise<void> {
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0], `width of ${what}`).toBeLessThanOrEqual(widths[1] ?? 0);
    for (const dialog of await page.locator("dialog[open]").all()) {
      const excess = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(excess, `width of the dialog of ${what}`).toBeLessThanOrEqual(0);
    }
    const cells = await page.locator("th, td").evaluateAll((all) => {
      return all
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ textContent }) => textContent);
    });
    expect(cells, `cells that run into the next of ${what}`).toEqual([]);
    await expectNoAxeViolations(page);
    await picture(page, `${name} ${what}`);
  }

  test("signing in and the accounts", async () => {
    const page = await bed.openProfile(profile);
    await page.goto("/sign-in?to=/accounts");
    await expectTitle(page, signInTexts.title);
    await see(page, "sign-in");
    await page.getByLabel(signInTexts.email).fill(demoAdministrator);
    await button(page, signInTexts.sendCode).click();
    await expectTitle(page, signInTexts.codeTitle);
    await see(page, "sign-in code");
    await page.getByLabel(oneTimeCodeTexts.label).fill(await mailbox.codeFor(demoAdministrator));
    await button(page, signInTexts.submit).click();
    await page.getByRole("link", { name: "Northwind Observatory" }).waitFor();
    await see(page, "accounts");
    await page.goto("/new-account");
    await page.getByText(accountsTexts.mayNotCreate).waitFor();
    await see(page, "new account");
    await page.goto("/nowhere");
    await expectTitle(page, uiTexts.notFoundTitle);
    await see(page, "not found");
  });

  test("the Users page, its menus and dialogs", async () => {
    const page = await bed.openProfile(profile);
    await signIn(page, mailbox, demoAdministrator);
    await button(page, usersTexts.actionsFor("Omar Haddad")).waitFor();
    await see(page, "users");
    await openMenu(page, "Omar Haddad");
    await see(page, "menu");
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox", { name: usersTexts.search }).fill("nobody at all");
    await page.getByRole("heading", { name: usersTexts.noMatchTitle }).waitFor();
    await see(page, "no match");
    await button(page, usersTexts.clearFilters).first().click();
    await openMenu(page, "Omar Haddad");
    await page.getByRole("menuitem", { name: usersTexts.remove }).click();
    await page.getByRole("alertdialog").waitFor();
    await see(page, "remove");
    await page.keyboard.press("Escape");

    await button(page, usersTexts.add).click();
    const dialog = page.getByRole("dialog", { name: addUserTexts.title });
    await dialog.getByLabel(addUserTexts.email).waitFor();
    await see(page, "add 1 email");
    await dialog.getByLabel(addUserTexts.email).fill("omar.haddad@northwind.example");
    await button(dialog, addUserTexts.next).click();
    await dialog.getByText(addUserTexts.known.invited).waitFor();
    await see(page, "add 1 email known");
    const long = `${"a".repeat(50)}.${name.replaceAll(/\W/g, ".")}@${"long-".repeat(10)}domain.example.com`;
    await dialog.getByLabel(addUserTexts.email).fill(long);
    await button(dialog, addUserTexts.next).click();
    await dialog.getByLabel(addUserTexts.firstName).fill("Wolfeschlegelsteinhausenbergerdorff");
    await dialog.getByLabel(addUserTexts.lastName).fill("de la Santísima Trinidad Ruiz y Picasso");
    await see(page, "add 2 details");
    await button(dialog, addUserTexts.next).click();
    await dialog.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }).check();
    await see(page, "add 3 groups");
    await button(dialog, addUserTexts.next).click();
    await button(dialog, addUserTexts.invite).waitFor();
    await see(page, "add 4 overview");
    await button(dialog, addUserTexts.invite).click();
    await dialog.getByText(addUserTexts.sent(long)).waitFor();
    await see(page, "add 5 summary");
    await button(dialog, addUserTexts.done).click();
    await page.getByRole("searchbox", { name: usersTexts.search }).fill("Wolfe");
    await page.getByText(long).first().waitFor();
    await see(page, "users with long names");
  });

  test("the own profile, leaving, the account menu and the settings", async () => {
    const page = await bed.openProfile(profile);
    await signIn(page, mailbox, demoAdministrator);
    await page.getByRole("button", { name: shellTexts.accountMenuLabel }).click();
    const menu = page.getByRole("menu", { name: shellTexts.accountMenuLabel });
    await see(page, "account menu");
    await menu.getByRole("menuitem", { name: shellTexts.profile }).click();
    await page.getByLabel(profileTexts.firstName).waitFor();
    await see(page, "profile");
    await button(page, profileTexts.leaveButton).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByText(profileTexts.tokensStop).waitFor();
    await see(page, "leave");
    await button(dialog, uiTexts.cancel).click();
    await page.getByRole("link", { name: shellTexts.settings }).click();
    await page.getByLabel(settingsTexts.name).waitFor();
    await see(page, "settings");
    await page.getByLabel(settingsTexts.homeUrl).fill("nowhere");
    await page.getByLabel(settingsTexts.timeZone).fill("Mars/Olympus");
    await button(page, settingsTexts.save).click();
    await page.getByText(uiTexts.errorsTitle(2)).waitFor();
    await see(page, "settings with errors");
  });

  test("the accept page", async () => {
    const email = `${name.replaceAll(/\W/g, ".")}@example.com`;
    const { id } = await account.invite(email, "Wolfeschlegelsteinhausenbergerdorff", "Trinidad");
    const page = await bed.openProfile(profile);
    const link = await mailbox.linkFor(email);
    await openLink(page, link);
    await button(page, acceptTexts.accept).waitFor();
    await see(page, "accept");
    await button(page, acceptTexts.decline).click();
    await page.getByRole("alertdialog").waitFor();
    await see(page, "accept decline");
    await page.keyboard.press("Escape");
    const copied = await account.api.invitations.link.mutate({ userId: id });
    await openLink(page, copied.url);
    await accept(page);
    await expectTitle(page, acceptTexts.codeTitle);
    await see(page, "accept code");
    await openLink(page, link);
    await accept(page);
    await expectTitle(page, acceptTexts.acceptedTitle);
    await see(page, "accept done");
    await openLink(page, link);
    await expectTitle(page, acceptTexts.deadTitle);
    await see(page, "accept dead");
    await account.invite(`other.${email}`, "Otto", "Other");
    await openLink(page, await mailbox.linkFor(`other.${email}`));
    await expectTitle(page, acceptTexts.otherTitle);
    await see(page, "accept other address");
  });
});
