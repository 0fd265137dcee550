import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { accountTexts } from "../../../shared/texts/en/account.ts";
import { bulkTexts as texts } from "../../../shared/texts/en/bulk.ts";
import { gridTexts } from "../../../shared/texts/en/grid.ts";
import { refusalSentence } from "../../../shared/texts/en/refusals.ts";
import { statusWords } from "../../../shared/texts/en/users.ts";
import { type Account, administratorName, createAccount } from "../../test/account.ts";
import { createMailbox } from "../../test/mailbox.ts";
import { looks, see } from "../../test/see.ts";
import { signIn } from "../../test/sign-in.ts";
import { createTestBed } from "../../test/test-bed.ts";
import { button, rowOf } from "../../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeEach(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

async function openUsers(profile = {}, query = ""): Promise<Page> {
  const page = await bed.openProfile(profile);
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/users${query}`);
  await page.getByText(administratorName).first().waitFor();
  return page;
}

const box = (page: Page, name: string) => page.getByRole("checkbox", { name: texts.select(name), exact: true });

async function inviteMany(count: number): Promise<void> {
  const groups = await account.api.groups.list.query();
  const groupIds = groups.filter(({ isAdministrators }) => !isAdministrators).map(({ id }) => id);
  const users = Array.from({ length: count }, (_none, at) => ({
    email: `p${at}@example.com`,
    firstName: `Person${String(at).padStart(2, "0")}`,
    lastName: "Pending",
    groupIds,
  }));
  await account.api.users.inviteMany.mutate({ users });
}

test("all that run out soon are rescued: filter, select all, resend, and each is told its new deadline", async () => {
  account = await createAccount(bed.origin(), mailbox, 2_400);
  const { total } = await account.api.users.list.query({ expiresBefore: Date.now() + 48 * 3_600_000 });
  expect(total).toBeGreaterThan(20);
  const page = await openUsers();
  await page.getByRole("button", { name: gridTexts.expiring }).click();
  await page.getByText(`1-10 of ${total} rows`).waitFor();
  await page.getByRole("checkbox", { name: texts.selectPage }).check();
  await page.getByText(texts.selected("10", false)).waitFor();
  await button(page, texts.selectAll(String(total))).click();
  await page.getByText(texts.selected(String(total), false)).waitFor();
  await see(page, "bulk bar");

  await button(page, texts.resend).click();
  const question = page.getByRole("dialog", { name: texts.titles.resend });
  await question.getByText(texts.effects.resend(String(total), false)).waitFor();
  await see(page, "bulk resend question");
  await button(question, texts.confirm.resend(String(total))).click();
  const done = page.getByRole("dialog", { name: texts.doneTitle });
  await done.getByText(texts.summary.resend(String(total), false)).waitFor();
  await done.getByText(texts.until(texts.outcomes.resend, "")).first().waitFor();
  await see(page, "bulk resent");
});

test("a range is chosen with Shift, its groups are edited, and those who cannot take part are left out with the reason", async () => {
  await inviteMany(6);
  await account.join("joined@example.com", "Jane", "Joined");
  const page = await openUsers();
  await box(page, "Person01 Pending").check();
  await box(page, "Person04 Pending").click({ modifiers: ["Shift"] });
  await page.getByText(texts.selected("4", false)).waitFor();
  expect(await box(page, "Person03 Pending").isChecked()).toBe(true);
  await box(page, "Jane Joined").check();

  await button(page, texts.sendNew).click();
  const nobody = page.getByRole("dialog", { name: texts.titles.sendNew });
  await nobody.getByText(texts.nobody).waitFor();
  await nobody.getByText(texts.unableReason("1", refusalSentence({ reason: "alreadyAccepted" }))).waitFor();
  await page.keyboard.press("Escape");

  await button(page, texts.edit).click();
  const edit = page.getByRole("dialog", { name: texts.titles.edit });
  await button(edit, texts.confirm.edit("5")).click();
  await edit
    .getByText(refusalSentence({ reason: "groupRequired" }))
    .first()
    .waitFor();
  await edit.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }).check();
  await edit.getByRole("checkbox", { name: accountTexts.groups.administrators, exact: true }).check();
  await see(page, "bulk edit question");
  await button(edit, texts.confirm.edit("5")).click();
  await page.getByText(texts.summary.edit("5", false)).waitFor();
  await button(page, texts.close).click();
  expect((await account.user("joined@example.com")).groups).toHaveLength(2);
});

test("many are removed after being told how many links stop and who loses access, and the selection can be cleared", async () => {
  await inviteMany(3);
  await account.join("leaving@example.com", "Jane", "Joined");
  const page = await openUsers();
  await page.getByRole("checkbox", { name: texts.selectPage }).focus();
  await page.keyboard.press("Space");
  await page.getByText(texts.selected("5", false)).waitFor();
  await button(page, texts.remove).click();
  const question = page.getByRole("dialog", { name: texts.titles.remove });
  await question.getByText(texts.removesPending("3", false)).waitFor();
  await question.getByText(texts.removesJoined("1", true)).waitFor();
  await question.getByText(texts.unableReason("1", refusalSentence({ reason: "self" }))).waitFor();
  await see(page, "bulk remove question");
  await button(question, texts.confirm.remove("4")).click();
  const done = page.getByRole("dialog", { name: texts.doneTitle });
  await done.getByText(texts.summary.remove("4", false)).waitFor();
  await see(page, "bulk removed");
  await button(done, texts.close).click();
  expect(await account.api.users.counts.query()).toMatchObject({ removed: 4, active: 1 });
  await rowOf(page, "Jane Joined").waitFor({ state: "detached" });
  await button(page, texts.clear).click();
  await page.getByRole("region", { name: texts.bar }).waitFor({ state: "detached" });
  expect(await page.getByText(statusWords.active).count()).toBeGreaterThan(0);
});

test.for(looks)("choosing many can be looked at: $name", async ({ name, profile }) => {
  await inviteMany(3);
  const page = await openUsers(profile);
  await box(page, "Person01 Pending").check();
  await see(page, `bulk ${name}`);
  await button(page, texts.remove).click();
  await page.getByRole("dialog", { name: texts.titles.remove }).waitFor();
  await see(page, `bulk remove ${name}`);
});
