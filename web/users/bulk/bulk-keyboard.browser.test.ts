import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { accountTexts } from "../../../shared/texts/en/account.ts";
import { addManyTexts as importTexts } from "../../../shared/texts/en/add-many.ts";
import { bulkTexts as texts } from "../../../shared/texts/en/bulk.ts";
import { gridTexts } from "../../../shared/texts/en/grid.ts";
import { statusWords, usersTexts } from "../../../shared/texts/en/users.ts";
import { createAccount } from "../../test/account.ts";
import { expectFocus, press, tabTo } from "../../test/keyboard.ts";
import { createMailbox } from "../../test/mailbox.ts";
import { see } from "../../test/see.ts";
import { signIn } from "../../test/sign-in.ts";
import { createTestBed } from "../../test/test-bed.ts";
import { button } from "../../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);

const list = [
  "Vorname;Nachname;E-Mail",
  ...Array.from({ length: 12 }, (_none, at) => `Person${String(at).padStart(2, "0")};Listed;p${at}@example.com`),
  "Karl;Typo;karl(at)example.com",
].join("\n");

test("a list is added, and those on it are chosen and resent, by keyboard alone; each step says where it stands", async () => {
  const account = await createAccount(bed.origin(), mailbox);
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/users`);
  await press(page, page.getByRole("link", { name: gridTexts.addMany }));
  await expectFocus(page.getByRole("heading", { level: 1, name: importTexts.title }));
  await importList(page);

  await press(page, page.getByRole("link", { name: importTexts.showInvited }));
  await expectFocus(page.getByRole("heading", { level: 1, name: usersTexts.title }));
  await resendSome(page);
});

/** A list that is pasted, looked at, run, and its failure taken home. */
async function importList(page: Page): Promise<void> {
  await press(page, button(page, importTexts.check));
  await expectFocus(page.getByLabel(importTexts.paste));
  await page.keyboard.insertText(list);
  await press(page, page.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }), "Space");
  await see(page, "keyboard: list");
  await press(page, button(page, importTexts.check));
  await expectFocus(page.getByRole("heading", { name: importTexts.reviewTitle }));
  await announced(page, importTexts.willInvite("12", false));
  await press(page, page.getByRole("button", { name: importTexts.filters.problem }));
  await page.getByRole("row").filter({ hasText: "karl(at)example.com" }).waitFor();
  await see(page, "keyboard: review");
  await press(page, button(page, importTexts.invite("12", false)));
  await expectFocus(page.getByRole("heading", { name: importTexts.doneTitle }));
  await announced(page, importTexts.invited("12", false));
  await see(page, "keyboard: done");
  const download = page.waitForEvent("download");
  await press(page, button(page, importTexts.failures));
  expect(await readFile(await (await download).path(), "utf8")).toContain("karl(at)example.com");
}

/** Two rows, a range, everybody; the question, the run, and back to where it began. */
async function resendSome(page: Page): Promise<void> {
  const filter = page.getByRole("group", { name: usersTexts.status, exact: true });
  await press(page, filter.getByRole("button", { name: new RegExp(`^${gridTexts.all}`) }));
  await page.getByText("1-10 of 13 rows").waitFor();
  await press(page, filter.getByRole("button", { name: new RegExp(`^${statusWords.invited}`) }));
  await page.getByText("1-10 of 12 rows").waitFor();
  const boxes = page.getByRole("row").getByRole("checkbox");
  await press(page, boxes.nth(1), "Space");
  await announced(page, texts.selected("1", true));
  await press(page, boxes.nth(4), "Shift+Space");
  await announced(page, texts.selected("4", false));
  await see(page, "keyboard: some are selected");
  await back(page, button(page, texts.selectAll("12")));
  await page.keyboard.press("Enter");
  await announced(page, texts.selected("12", false));
  await expectFocus(page.getByRole("region", { name: texts.bar }));

  const resend = button(page, texts.resend);
  await press(page, resend);
  const question = page.getByRole("dialog", { name: texts.titles.resend });
  await announced(question, texts.newDeadline("", false).slice(0, 20));
  await see(page, "keyboard: question");
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });
  await expectFocus(resend);
  await page.keyboard.press("Enter");
  await press(page, button(question, texts.confirm.resend("12")));
  const done = page.getByRole("dialog", { name: texts.doneTitle });
  await announced(done, texts.summary.resend("12", false));
  await expectFocus(button(done, texts.close));
  await see(page, "keyboard: resent");
  await page.keyboard.press("Enter");
  await done.waitFor({ state: "detached" });
  await expectFocus(resend);
  await press(page, button(page, texts.clear));
  await page.getByRole("region", { name: texts.bar }).waitFor({ state: "detached" });
  await expectFocus(page.getByRole("checkbox", { name: texts.selectPage }));
}

/** Shift+Tab, for what stands before. */
async function back(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted, "Shift+Tab");
}

/** In a place whose changes are read out. */
async function announced(scope: Page | Locator, text: string): Promise<void> {
  await scope.getByRole("status").filter({ hasText: text }).first().waitFor();
}
