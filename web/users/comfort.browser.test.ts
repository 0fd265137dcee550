import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { gridTexts } from "../../shared/texts/en/grid.ts";
import { shellTexts } from "../../shared/texts/en/shell.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed, patienceMs } from "../test/test-bed.ts";
import { button, rowOf, toastOf } from "../test/users-page.ts";

const bed = createTestBed({ demo: true });
const mailbox = createMailbox(bed.origin);
const [name, other] = ["Omar Haddad", "Samuel Okafor"];

async function openUsers(): Promise<Page> {
  const page = await bed.openProfile({ viewport: { width: 1280, height: 1000 } });
  await signIn(page, mailbox, "demo@usher.example");
  await rowOf(page, name).waitFor();
  return page;
}

async function copyId(page: Page, of: string): Promise<void> {
  await rowOf(page, of).hover();
  await button(page, gridTexts.copyId(of)).click();
}

function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === document.activeElement);
}

test("a toast stays five seconds and longer where somebody reads it; an error stays until it is dismissed", async () => {
  const page = await openUsers();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.clock.install();
  const copied = toastOf(page, gridTexts.idCopied);
  await copyId(page, name);
  await copied.waitFor();
  await page.clock.runFor(5_000);
  expect(await copied.count()).toBe(1);
  await copied.hover();
  await page.clock.runFor(60_000);
  expect(await copied.count()).toBe(1);
  await page.mouse.move(400, 300);
  await page.clock.runFor(7_000);
  await copied.waitFor({ state: "detached" });

  // By keyboard: there, as long as wanted, and back.
  await copyId(page, other);
  await copied.waitFor();
  const link = rowOf(page, name).getByRole("link");
  await link.focus();
  await page.keyboard.press("Alt+t");
  expect(await isFocused(button(page, uiTexts.dismiss))).toBe(true);
  await page.clock.runFor(60_000);
  expect(await copied.count()).toBe(1);
  await page.keyboard.press("Escape");
  await copied.waitFor({ state: "detached" });
  expect(await isFocused(link)).toBe(true);

  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  });
  await copyId(page, name);
  const failed = toastOf(page, gridTexts.idNotCopied);
  await failed.waitFor();
  await page.mouse.move(400, 300);
  await page.clock.runFor(600_000);
  expect(await failed.count()).toBe(1);
  await button(page, uiTexts.dismiss).click();
  await failed.waitFor({ state: "detached" });
});

test("the theme is the system's until another is chosen, which is there before anything is painted", async () => {
  const page = await openUsers();
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const isLight = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background, { timeout: patienceMs }).not.toBe(isLight);
  await page.getByRole("button", { name: shellTexts.accountMenuLabel }).click();
  await page.getByRole("menuitem", { name: shellTexts.themeItem("light", false) }).click();
  await expect.poll(background, { timeout: patienceMs }).toBe(isLight);
  // The script that does it stands before every other one, and stops the parser.
  await page.route("**/*.js", (route) =>
    route.request().url().endsWith("/theme.js") ? route.continue() : route.abort(),
  );
  await page.reload();
  expect(await background()).toBe(isLight);
});

test("each page has a title and one heading, which gets the focus; the way past the navigation is the first one", async () => {
  const page = await openUsers();
  await page.getByRole("link", { name: shellTexts.groups }).click();
  const heading = page.getByRole("heading", { level: 1, name: shellTexts.groups });
  await heading.waitFor();
  await expect.poll(() => isFocused(heading)).toBe(true);
  await expect.poll(() => page.title()).toBe(uiTexts.pageTitle(shellTexts.groups));
  expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
  await page.goto("/");
  await rowOf(page, name).waitFor();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: uiTexts.skipToContent });
  expect(await isFocused(skip)).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(() => isFocused(page.getByRole("main"))).toBe(true);
});
