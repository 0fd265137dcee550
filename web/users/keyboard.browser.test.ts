import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { accountsTexts } from "../../shared/texts/en/accounts.ts";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { oneTimeCodeTexts } from "../../shared/texts/en/one-time-code.ts";
import { signInTexts } from "../../shared/texts/en/sign-in.ts";
import { statusWords, usersTexts } from "../../shared/texts/en/users.ts";
import { expectAccepted, expectTitle } from "../test/accept-page.ts";
import { createMailbox } from "../test/mailbox.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, menuItem, rowOf, toastOf } from "../test/users-page.ts";

const first = "first@example.com";
const bed = createTestBed({ env: { FIRST_ADMINISTRATOR: first } });
const mailbox = createMailbox(bed.origin);

/** More than any page has to pass by. */
const mostTabs = 60;

async function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === document.activeElement);
}

/** Tab after Tab, as long as it takes; the focus is visible at the end. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if (await isFocused(wanted)) {
      const outline = await wanted.evaluate((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
      });
      expect(outline, `a focus ring on ${wanted}`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${mostTabs} times Tab do not reach ${wanted}.`);
}

async function press(page: Page, wanted: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

async function expectFocus(wanted: Locator): Promise<void> {
  await wanted.waitFor();
  await expect.poll(() => isFocused(wanted), { message: `focus on ${wanted}` }).toBe(true);
}

test("signing in, inviting, a menu, a dialog and accepting work by keyboard alone", async () => {
  const admin = await bed.openProfile();
  await admin.goto("/sign-in");
  await tabTo(admin, admin.getByLabel(signInTexts.email));
  await admin.keyboard.type(first);
  await admin.keyboard.press("Enter");
  await expectFocus(admin.getByLabel(oneTimeCodeTexts.label));
  await admin.keyboard.type(await mailbox.codeFor(first));
  await admin.keyboard.press("Enter");
  await tabTo(admin, admin.getByLabel(accountsTexts.name));
  await admin.keyboard.type("Keyboard Club");
  await admin.keyboard.press("Enter");
  await expectFocus(admin.getByRole("heading", { level: 1, name: usersTexts.title }));

  // The wizard: Enter goes on, the focus is where typing is.
  await press(admin, button(admin, usersTexts.add));
  const wizard = admin.getByRole("dialog", { name: addUserTexts.title });
  await expectFocus(wizard.getByLabel(addUserTexts.email));
  await admin.keyboard.type("kim@example.com");
  await admin.keyboard.press("Enter");
  await expectFocus(wizard.getByLabel(addUserTexts.firstName));
  await admin.keyboard.type("Kim");
  await admin.keyboard.press("Tab");
  await admin.keyboard.type("Keys");
  await admin.keyboard.press("Enter");
  await press(admin, wizard.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }), "Space");
  await admin.keyboard.press("Enter");
  await press(admin, button(wizard, addUserTexts.invite));
  await wizard.getByText(addUserTexts.sent("kim@example.com")).waitFor();
  await press(admin, button(wizard, addUserTexts.done));
  await wizard.waitFor({ state: "detached" });
  await expectFocus(button(admin, usersTexts.add));

  // The menu: arrows, Home, End, letters; Escape gives the focus back.
  const actions = button(admin, usersTexts.actionsFor("Kim Keys"));
  await press(admin, actions);
  const menu = admin.getByRole("menu", { name: usersTexts.actionsFor("Kim Keys") });
  await expectFocus(menuItem(menu, usersTexts.copyLink));
  await admin.keyboard.press("ArrowDown");
  await expectFocus(menuItem(menu, usersTexts.resend));
  await admin.keyboard.press("End");
  await expectFocus(menuItem(menu, usersTexts.remove));
  await admin.keyboard.press("ArrowDown");
  await expectFocus(menuItem(menu, usersTexts.copyLink));
  await admin.keyboard.press("ArrowUp");
  await admin.keyboard.press("Home");
  await expectFocus(menuItem(menu, usersTexts.copyLink));
  await admin.keyboard.type("e");
  await expectFocus(menuItem(menu, usersTexts.edit));
  await admin.keyboard.press("Escape");
  await expectFocus(actions);

  // A dialog: Escape leaves it, and the focus is back on the row.
  await admin.keyboard.press("ArrowDown");
  await expectFocus(menuItem(menu, usersTexts.copyLink));
  await admin.keyboard.type("e");
  await admin.keyboard.press("Enter");
  const edit = admin.getByRole("dialog", { name: usersTexts.editTitle("Kim Keys") });
  await edit.waitFor();
  await admin.keyboard.press("Escape");
  await edit.waitFor({ state: "detached" });
  await expectFocus(actions);
  await admin.keyboard.press("Space");
  await admin.keyboard.type("e");
  await admin.keyboard.press("Enter");
  await press(admin, edit.getByRole("checkbox", { name: accountTexts.groups.administrators, exact: true }), "Space");
  await press(admin, button(edit, usersTexts.saveGroups));
  await toastOf(admin, usersTexts.saved("Kim Keys")).waitFor();
  await expectFocus(actions);
  await admin.keyboard.press("/");
  await expectFocus(admin.getByRole("searchbox", { name: usersTexts.search }));
  await admin.keyboard.type("kim");
  await rowOf(admin, "Kim Keys").getByText(statusWords.invited, { exact: true }).waitFor();

  const invitee = await bed.openProfile();
  await invitee.goto(await mailbox.linkFor("kim@example.com"));
  await expectTitle(invitee, acceptTexts.offerTitle("Keyboard Club"));
  await press(invitee, button(invitee, acceptTexts.decline));
  const decline = invitee.getByRole("alertdialog", { name: acceptTexts.declineTitle });
  await expectFocus(button(decline, acceptTexts.keep));
  await invitee.keyboard.press("Escape");
  await decline.waitFor({ state: "detached" });
  await expectFocus(button(invitee, acceptTexts.decline));
  await invitee.keyboard.press("Shift+Tab");
  await invitee.keyboard.press("Shift+Tab");
  await expectFocus(invitee.getByRole("checkbox", { name: acceptTexts.terms }));
  await invitee.keyboard.press("Space");
  await invitee.keyboard.press("Enter");
  await expectAccepted(invitee);
  await expectFocus(invitee.getByRole("heading", { level: 1 }));
  await press(invitee, invitee.getByRole("link", { name: acceptTexts.goAccounts }));
  await invitee.getByText(accountsTexts.administrator, { exact: true }).waitFor();
});
