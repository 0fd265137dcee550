import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { seedAccount } from "../../scripts/usher-for-test.ts";
import { columnWords, deliveryWords, gridTexts } from "../../shared/texts/en/grid.ts";
import { panelTexts } from "../../shared/texts/en/grid-panels.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { sortWords, statusWords, usersTexts } from "../../shared/texts/en/users.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, chooseForColumn, filterBy } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let many: { accountId: string; adminEmail: string };
let path: string;

beforeAll(async () => {
  many = await seedAccount(bed.origin(), 60);
  path = `/a/${many.accountId}/users`;
});

async function openUsers(query = "", profile = {}): Promise<Page> {
  const page = await bed.openProfile(profile);
  await signIn(page, mailbox, many.adminEmail, path + query);
  await page.locator("[data-actions-of]").first().waitFor();
  return page;
}

/** What stands in the URL, by name. */
async function expectParams(page: Page, params: Record<string, string>): Promise<void> {
  await expect.poll(() => Object.fromEntries(new URL(page.url()).searchParams)).toEqual(params);
}

async function openPanel(page: Page, label: string, title: string): Promise<Locator> {
  await page.getByRole("button", { name: new RegExp(`^${label}`) }).click();
  const panel = page.getByRole("dialog", { name: title });
  await panel.waitFor();
  return panel;
}

/** The words above the columns; above the boxes there is a box. */
async function headers(page: Page): Promise<string[]> {
  const all = page.getByRole("columnheader");
  const words = await all.evaluateAll((each) => each.map((one) => (one as HTMLElement).innerText.trim()));
  return words.filter((word) => word !== "");
}

function chip(page: Page, label: string): Locator {
  return button(page, uiTexts.removeFilter(label));
}

describe("finding", () => {
  test("quick filters tell how many there are, and one press shows them", async () => {
    const page = await openUsers("?page=2");
    const group = page.getByRole("group", { name: usersTexts.status, exact: true });
    const invited = group.getByRole("button", { name: new RegExp(`^${statusWords.invited} \\d`) });
    await invited.click();
    await expectParams(page, { status: "invited" });
    const total = (await invited.innerText()).replace(/\D/g, "");
    await page.getByText(new RegExp(`of ${total} rows$`)).waitFor();
    expect(await invited.getAttribute("aria-pressed")).toBe("true");
    await group.getByRole("button", { name: gridTexts.expiring }).click();
    await expectParams(page, { expiring: "48h" });
    await page
      .getByRole("row")
      .getByText(/Expires/)
      .first()
      .waitFor();
    await filterBy(page, "");
    await expectParams(page, {});
  });

  test("the filter panel combines filters, each of which can be taken away again", async () => {
    const page = await openUsers();
    const panel = await openPanel(page, gridTexts.filter, panelTexts.filterTitle);
    await panel.getByRole("checkbox", { name: new RegExp(`^${statusWords.invited}`) }).check();
    await panel.getByRole("checkbox", { name: deliveryWords.sent, exact: true }).check();
    await panel.getByLabel(panelTexts.group).selectOption({ index: 1 });
    await expectNoAxeViolations(page);
    await picture(page, "grid filter panel");
    await button(panel, panelTexts.done).click();
    await panel.waitFor({ state: "detached" });
    const groupId = new URL(page.url()).searchParams.get("group") ?? "";
    await expectParams(page, { status: "invited", delivery: "sent", group: groupId });
    await button(page, `${gridTexts.filter} ${gridTexts.active(3)}`).waitFor();

    await page.getByRole("list", { name: uiTexts.filters }).getByRole("button", { name: /Group/ }).click();
    await expectParams(page, { status: "invited", delivery: "sent" });
    await chip(page, gridTexts.chip(gridTexts.delivery, deliveryWords.sent)).click();
    await expectParams(page, { status: "invited" });
    await expectNoAxeViolations(page);
    await button(page, uiTexts.clearFilters).click();
    await expectParams(page, {});
    const filter = page.getByRole("button", { name: new RegExp(`^${gridTexts.filter}`) });
    await expect.poll(() => filter.evaluate((each) => each === document.activeElement)).toBe(true);
  });

  test("several sort keys are added, turned, moved and removed; the headers show them", async () => {
    const page = await openUsers();
    const panel = await openPanel(page, gridTexts.sort, panelTexts.sortTitle);
    await button(panel, panelTexts.addKey).click();
    await panel.getByLabel(panelTexts.column).selectOption("joinedAt");
    await button(panel, panelTexts.addKey).click();
    await panel.getByLabel(panelTexts.direction).nth(1).selectOption("desc");
    await expectParams(page, { sort: "joinedAt.asc,name.desc" });
    await expectNoAxeViolations(page);
    await button(panel, panelTexts.moveUp(sortWords.name)).click();
    await expectParams(page, { sort: "name.desc,joinedAt.asc" });
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    const user = page.getByRole("columnheader", { name: columnWords.user });
    const joined = page.getByRole("columnheader", { name: columnWords.joined });
    expect(await user.getAttribute("aria-sort")).toBe("descending");
    expect(await joined.innerText()).toContain(gridTexts.sortPlace(2, "asc"));
    await page.getByText(gridTexts.sorted("Name, descending; Joined, ascending")).first().waitFor();
    await chooseForColumn(page, columnWords.joined, gridTexts.clearSort);
    await expectParams(page, { sort: "name.desc" });
  });
});

describe("the shape of the list", () => {
  test("columns are hidden, shown and widened; this browser remembers, a link shows the same", async () => {
    const page = await openUsers();
    await chooseForColumn(page, columnWords.lastSignIn, gridTexts.hideColumn);
    const panel = await openPanel(page, gridTexts.columns, panelTexts.columnsTitle);
    await panel.getByRole("checkbox", { name: columnWords.status, exact: true }).check();
    await panel.getByLabel(panelTexts.widthOf(columnWords.email)).selectOption("wide");
    expect(await panel.getByRole("checkbox", { name: columnWords.user, exact: true }).count()).toBe(0);
    await expectNoAxeViolations(page);
    await page.keyboard.press("Escape");
    const shown = [columnWords.user, columnWords.email, columnWords.status, columnWords.joined, columnWords.group];
    expect(await headers(page)).toEqual([...shown, usersTexts.actions]);
    const params = { columns: "email,status,joined,group", widths: "email.wide" };
    await expectParams(page, params);

    await page.goto(path);
    await expectParams(page, params);
    expect(await headers(page)).toEqual([...shown, usersTexts.actions]);
    await button(await openPanel(page, gridTexts.columns, panelTexts.columnsTitle), panelTexts.reset).click();
    await expectParams(page, {});
  });

  test("a view is saved as the default, told from others, and gone back to", async () => {
    const page = await openUsers("?status=invited&sort=sentAt.desc");
    const modified = `${gridTexts.defaultView} ${gridTexts.modified}`;
    await button(page, modified).waitFor();
    await button(page, gridTexts.viewOptions).click();
    await expectNoAxeViolations(page);
    await page.getByRole("menuitem", { name: gridTexts.saveDefault }).click();
    await button(page, gridTexts.defaultView).waitFor();
    await filterBy(page, "");
    await button(page, modified).click();
    await expectParams(page, { status: "invited", sort: "sentAt.desc" });
    await page.goto(path);
    await expectParams(page, { status: "invited", sort: "sentAt.desc" });
    // Everything, asked for, stays everything after a reload.
    await filterBy(page, "");
    await chooseForColumn(page, columnWords.user, gridTexts.sortAscending);
    await chooseForColumn(page, columnWords.user, gridTexts.clearSort);
    await expectParams(page, { view: "plain" });
    await page.reload();
    await page.locator("[data-actions-of]").first().waitFor();
    await expectParams(page, { view: "plain" });
  });

  test("the page field clamps, rows per page are remembered, and refreshing moves nothing", async () => {
    const page = await openUsers();
    const field = page.getByRole("navigation", { name: usersTexts.pages }).getByRole("textbox");
    await field.fill("999");
    await field.press("Enter");
    await page.getByText(gridTexts.onPage("6")).waitFor({ state: "attached" });
    expect(await field.inputValue()).toBe("6");
    await page.getByLabel(usersTexts.rowsPerPage).selectOption("25");
    await expectParams(page, { size: "25" });
    await page.goto(path);
    await expectParams(page, { size: "25" });

    await page.evaluate(() => scrollTo(0, 300));
    const before = await page.evaluate(() => scrollY);
    const row = page.locator("[data-actions-of]").nth(20);
    await row.focus();
    await page.keyboard.press("r");
    await page.getByText(usersTexts.refreshed).waitFor();
    expect(await row.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThanOrEqual(before);
  });
});

describe("keys, failures and looks", () => {
  test("single keys work only where nobody types, are listed, and can be turned off", async () => {
    const page = await openUsers();
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: panelTexts.shortcutsTitle });
    await sheet.waitFor();
    await expectNoAxeViolations(page);
    await sheet.getByRole("checkbox", { name: panelTexts.singleKeys }).uncheck();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await page.keyboard.press("f");
    await page.keyboard.press("?");
    await button(page, gridTexts.viewOptions).click();
    await page.getByRole("menuitem", { name: gridTexts.shortcuts }).click();
    await sheet.getByRole("checkbox", { name: panelTexts.singleKeys }).check();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await page.keyboard.press("/");
    await page.keyboard.type("?far");
    expect(await page.getByRole("searchbox").inputValue()).toBe("?far");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("");
  });

  test("what fails is told in place over the old rows; offline it is said", async () => {
    const page = await openUsers();
    await page.route("**/trpc/**", (route) => route.fulfill({ status: 500, body: "{}" }));
    await button(page, usersTexts.next).click();
    await button(page, uiTexts.retry).waitFor();
    await page.unroute("**/trpc/**");
    await button(page, uiTexts.retry).click();
    await page.getByText(/^11-20 of/).waitFor();
    expect(await button(page, uiTexts.retry).count()).toBe(0);
    await page.context().setOffline(true);
    await page.getByText(gridTexts.offline).waitFor();
    await expectNoAxeViolations(page);
    await page.context().setOffline(false);
    await page.getByText(gridTexts.offline).waitFor({ state: "detached" });
  });

  test("whoever is alone is shown how to begin", async () => {
    const { adminEmail } = await seedAccount(bed.origin(), 1);
    const page = await bed.openProfile();
    await signIn(page, mailbox, adminEmail);
    await page.getByRole("heading", { name: gridTexts.aloneTitle }).waitFor();
    await expectNoAxeViolations(page);
    await button(page, gridTexts.inviteFirst).click();
    await page.getByRole("dialog").waitFor();
  });

  const looks = [
    { name: "phone", profile: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true } },
    { name: "dark", profile: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" as const } },
    { name: "forced colours", profile: { viewport: { width: 800, height: 800 }, forcedColors: "active" as const } },
  ];
  test.each(looks)("$name: filters and panels fit, and can be read", async ({ name, profile }) => {
    const page = await openUsers("?status=invited&sort=status.asc,name.asc", profile);
    async function see(what: string): Promise<void> {
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(widths[0], what).toBeLessThanOrEqual(widths[1] ?? 0);
      await expectNoAxeViolations(page);
      await picture(page, `grid ${name} ${what}`);
    }
    await see("list");
    const panels = [
      [gridTexts.filter, panelTexts.filterTitle],
      [gridTexts.sort, panelTexts.sortTitle],
      [gridTexts.columns, panelTexts.columnsTitle],
    ] as const;
    for (const [label, title] of panels) {
      const panel = await openPanel(page, label, title);
      await see(label);
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "detached" });
    }
  });
});
