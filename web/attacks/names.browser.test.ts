import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { changeStored } from "../../scripts/stored-rows.ts";
import { seedAccount, usherForTest } from "../../scripts/usher-for-test.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { usersTexts } from "../../shared/texts/en/users.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";

// Names that no input takes, written past every rule: what comes out must be harmless by itself.

const image = '"><img src=x onerror="window.ran=1"><script>window.ran=2</script>';
const formula = '=HYPERLINK("http://evil.example","Ann")';
const turned = "\u202eelpmaxe.live\u202c";
const endless = "x".repeat(10_000);

const prepared = await usherForTest();
const seeded = await seedAccount(prepared.origin, 3);
await prepared.stop();
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const { accountId, adminEmail } = seeded;
changeStored(
  prepared.stateFolder,
  "users",
  `UPDATE users SET firstName = ${quoted(endless)}, lastName = ${quoted(turned)} WHERE accountId = '${accountId}' AND status = 'active';
   UPDATE accounts SET name = ${quoted(image)} WHERE id = '${accountId}';
   UPDATE groups SET name = ${quoted(image)} WHERE accountId = '${accountId}' AND isAdministrators = 0;
   UPDATE users SET firstName = ${quoted(formula)}, lastName = ${quoted(image)} WHERE accountId = '${accountId}' AND status <> 'active';`,
);

const bed = createTestBed({ stateFolder: prepared.stateFolder, port: prepared.port });
const mailbox = createMailbox(bed.origin);

async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => Reflect.get(window, "ran"))).toBeUndefined();
  expect(await page.locator("img[src=x], main script, [onerror]").count()).toBe(0);
}

test("names as HTML are text: in the list, on a user's page, in titles, menus, groups and the audit trail", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, adminEmail, `/a/${accountId}/users`);
  const name = `${formula} ${image}`;
  await page.getByRole("link", { name, exact: true }).first().waitFor();
  await expectHarmless(page);
  await page
    .getByRole("button", { name: usersTexts.actionsFor(name), exact: true })
    .first()
    .click();
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name, exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  expect(await page.title()).toBe(uiTexts.pageTitle(name));
  await expectHarmless(page);
  for (const path of ["groups", "audit", "settings"]) {
    await page.goto(`/a/${accountId}/${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expectHarmless(page);
  }
});

test("a name of 10,000 characters, and one that turns text around, push nothing off the page", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, adminEmail, `/a/${accountId}/users`);
  const link = page.getByRole("link", { name: /^x{100}/ }).first();
  await link.waitFor();
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await excess()).toBeLessThanOrEqual(0);
  await page.goto((await link.getAttribute("href")) ?? "");
  await page.getByRole("heading", { level: 1, name: /^x{100}/ }).waitFor();
  expect(await excess()).toBeLessThanOrEqual(0);
});
