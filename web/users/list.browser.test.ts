import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { seedAccount } from "../../scripts/usher-for-test.ts";
import { gridTexts } from "../../shared/texts/en/grid.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { statusWords, usersTexts } from "../../shared/texts/en/users.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn, signInByHand } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, chooseForColumn, filterBy } from "../test/users-page.ts";

const users = 43;
const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let adminEmail: string;

beforeAll(async () => {
  ({ adminEmail } = await seedAccount(bed.origin(), users));
});

/** The people on the page, from top to bottom. */
async function emails(page: Page): Promise<string[]> {
  const found = await page.getByRole("row").getByText(/@/).allTextContents();
  return found.map((text) => text.trim());
}

async function expectRange(page: Page, from: number, to: number, total?: number): Promise<void> {
  const rows = new RegExp(`^${from}-${to} of ${total ?? "\\d+"} rows$`);
  await page.getByRole("status").getByText(rows).waitFor();
}

test("what is looked at is in the URL: reload, Back and another browser show the same", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, adminEmail);
  await expectRange(page, 1, 10);
  const first = await emails(page);

  await button(page, usersTexts.next).click();
  await expectRange(page, 11, 20);
  const second = await emails(page);
  expect(second.filter((email) => first.includes(email))).toEqual([]);
  await page.reload();
  await expectRange(page, 11, 20);
  expect(await emails(page)).toEqual(second);

  await chooseForColumn(page, usersTexts.email, gridTexts.sortAscending);
  await page.waitForURL(/sort=email\.asc/);
  await expectRange(page, 1, 10);
  await expect.poll(() => emails(page)).toSatisfy((shown: string[]) => shown.join() === shown.toSorted().join());
  await page.goBack();
  await expectRange(page, 11, 20);
  await expect.poll(() => emails(page)).toEqual(second);

  const elsewhere = await bed.openProfile();
  const { pathname, search } = new URL(page.url());
  await signInByHand(elsewhere, mailbox, adminEmail, pathname + search);
  await expectRange(elsewhere, 11, 20);
  expect(await emails(elsewhere)).toEqual(second);
});

test("sorting tells assistive technology how, and can be cleared", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, adminEmail);
  const header = page.getByRole("columnheader", { name: usersTexts.joined });
  const sorts = [
    ["ascending", gridTexts.sortAscending],
    ["descending", gridTexts.sortDescending],
    ["none", gridTexts.clearSort],
  ] as const;
  expect(await header.getAttribute("aria-sort")).toBe("none");
  for (const [sort, item] of sorts) {
    await chooseForColumn(page, usersTexts.joined, item);
    await expect.poll(() => header.getAttribute("aria-sort")).toBe(sort);
  }
});

test("a status is filtered by, with everything else from the first page, and cleared again", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, adminEmail);
  await button(page, usersTexts.next).click();
  await expectRange(page, 11, 20);
  await filterBy(page, "invitationDeclined");
  await expect.poll(() => page.getByRole("row").count()).toBeLessThan(10);
  const rows = await page.getByRole("row").count();
  await page
    .getByRole("status")
    .getByText(`1-${rows - 1} of ${rows - 1} rows`)
    .waitFor();
  expect(await page.getByRole("row").getByText(statusWords.invitationDeclined, { exact: true }).count()).toBe(rows - 1);
  await expectNoAxeViolations(page);
  await button(page, uiTexts.clearFilters).click();
  await expectRange(page, 1, 10);
  expect(new URL(page.url()).search).toBe("");
});

test("searching finds by name, address and id; nothing found says so, and offers the way back", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, adminEmail);
  const box = page.getByRole("searchbox", { name: usersTexts.search });
  const row = page.getByRole("row").filter({ hasText: adminEmail });
  const id = (await row.getByText(/^USR-/).innerText()).trim();
  for (const search of ["administrator", adminEmail, id, id.replaceAll(/-(?!.{16}$)/g, "")]) {
    await box.fill(search);
    await expectRange(page, 1, 1, 1);
    await row.waitFor();
  }
  await box.fill("nobody is called this");
  await page.getByRole("heading", { name: usersTexts.noMatchTitle }).waitFor();
  await expectNoAxeViolations(page);
  await button(page, usersTexts.clearFilters).first().click();
  await expectRange(page, 1, 10);
  expect(await box.inputValue()).toBe("");
});

test("a page beyond the end is the last one, and the size of a page is a choice", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, adminEmail);
  await expectRange(page, 1, 10);
  const number = page.getByRole("navigation", { name: usersTexts.pages }).getByRole("textbox");
  await number.fill("99");
  await number.press("Enter");
  await page.waitForURL(/page=5$/);
  expect(await button(page, usersTexts.next).getAttribute("aria-disabled")).toBe("true");
  // As from a link that was true when there were more people.
  await page.goto(page.url().replace("page=5", "page=99"));
  await page.waitForURL(/page=5$/);
  await page.getByLabel(usersTexts.rowsPerPage).selectOption("50");
  await page.waitForURL(/size=50/);
  await expect.poll(() => page.getByRole("row").count()).toBeGreaterThan(30);
  await expectNoAxeViolations(page);
});
