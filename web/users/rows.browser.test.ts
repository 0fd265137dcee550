import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { gridTexts } from "../../shared/texts/en/grid.ts";
import { panelTexts } from "../../shared/texts/en/grid-panels.ts";
import { signInTexts } from "../../shared/texts/en/sign-in.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { usersTexts } from "../../shared/texts/en/users.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, rowOf, toastOf } from "../test/users-page.ts";

const bed = createTestBed({ demo: true });
const mailbox = createMailbox(bed.origin);
const demoAdministrator = "demo@usher.example";
/** Has asked for a new link; the only one of the demo who has. */
const aiko = "愛子 田中";

async function openUsers(profile = {}): Promise<Page> {
  const page = await bed.openProfile(profile);
  await signIn(page, mailbox, demoAdministrator);
  await page.locator("[data-actions-of]").first().waitFor();
  return page;
}

test("what is cut off is read in full by pointing at it, and by reaching its row with the keyboard", async () => {
  const page = await openUsers({ viewport: { width: 800, height: 900 } });
  const email = "samuel.okafor@northwind.example";
  const row = rowOf(page, "Samuel Okafor");
  const whole = page.locator("[popover]").filter({ hasText: email });
  await row.getByText(email).hover();
  await whole.waitFor();
  await page.keyboard.press("Escape");
  await whole.waitFor({ state: "hidden" });
  await page.mouse.move(0, 0);
  // From a key, so that the ring of the focus is there.
  await page.keyboard.press("Tab");
  await row.getByRole("link").focus();
  await whole.waitFor();
  await expectNoAxeViolations(page);
  await picture(page, "full text of a row");
  await page.getByRole("searchbox").focus();
  await whole.waitFor({ state: "hidden" });
});

test("when something was is told in full, with its weekday and zone, by pointing at it", async () => {
  const page = await openUsers();
  // In sight from the beginning: scrolling would hide it again.
  await page.getByRole("time").first().hover();
  await page
    .locator("[popover]")
    .filter({ hasText: /day.* (GMT|UTC|CES?T)/ })
    .waitFor();
  await page.mouse.move(0, 0);
  await page.locator("[popover]").filter({ visible: true }).waitFor({ state: "detached" });
});

test("the id of a user is copied from the row, by pointer and by keyboard", async () => {
  const page = await openUsers();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const row = rowOf(page, "Samuel Okafor");
  const id = await page
    .getByRole("button", { name: usersTexts.actionsFor("Samuel Okafor") })
    .getAttribute("data-actions-of");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await row.hover();
  await button(row, gridTexts.copyId("Samuel Okafor")).click();
  await toastOf(page, gridTexts.idCopied).waitFor();
  expect(await copied()).toBe(id);
  await rowOf(page, "Omar Haddad").getByRole("link").focus();
  await page.keyboard.press("Tab");
  const copy = button(page, gridTexts.copyId("Omar Haddad"));
  await expect.poll(() => copy.evaluate((each) => each === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(copied).not.toBe(id);
});

test("who asked for a new link is marked and found; so is who was invited by somebody, or runs out before a day", async () => {
  const page = await openUsers();
  await button(page, gridTexts.askedAgain).click();
  await rowOf(page, aiko).getByText(gridTexts.askedAgainMark).waitFor();
  await page.getByText("1-1 of 1 rows").first().waitFor();

  await button(page, uiTexts.clearFilters).click();
  await page.keyboard.press("f");
  const panel = page.getByRole("dialog", { name: panelTexts.filterTitle });
  await panel.getByLabel(panelTexts.invitedBy).fill("vera");
  await panel.getByRole("button", { name: /^Vera Lindqvist/ }).click();
  await panel.getByText(panelTexts.invitedByChosen("Vera Lindqvist")).waitFor();
  await panel.getByLabel(panelTexts.expiresBefore).fill("2099-01-31");
  await button(panel, panelTexts.done).click();
  const { searchParams } = new URL(page.url());
  expect(searchParams.get("by")).toMatch(/^USR-/);
  expect(searchParams.get("expiring")).toBe("2099-01-31");
  const chips = page.getByRole("list", { name: uiTexts.filters });
  await chips.getByText(gridTexts.chip(gridTexts.invitedBy, "Vera Lindqvist")).waitFor();
  await chips.getByText(gridTexts.expiringBefore("31 Jan 2099")).waitFor();
  await rowOf(page, "Omar Haddad").waitFor();
  expect(await rowOf(page, aiko).count()).toBe(0);
});

test("when a session ends, what is typed stays, and the page comes back as it was", async () => {
  const page = await openUsers();
  await button(page, usersTexts.add).click();
  const dialog = page.getByRole("dialog", { name: addUserTexts.title });
  const field = dialog.getByLabel(addUserTexts.email);
  await field.fill("typed@example.com");
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await button(dialog, addUserTexts.next).click();
  await dialog.getByText(uiTexts.sessionEnded).waitFor();
  expect(await field.inputValue()).toBe("typed@example.com");
  // As after signing in in another tab.
  await page.context().addCookies(cookies);
  await button(dialog, addUserTexts.next).click();
  await dialog.getByLabel(addUserTexts.firstName).waitFor();
  await page.keyboard.press("Escape");
  await button(page, uiTexts.discard).click();

  await button(page, gridTexts.askedAgain).click();
  await rowOf(page, aiko).waitFor();
  const { pathname, search } = new URL(page.url());
  await page.context().clearCookies();
  await button(page, usersTexts.refresh).click();
  await page.getByLabel(signInTexts.email).waitFor();
  expect(new URL(page.url()).searchParams.get("to")).toBe(pathname + search);
});
