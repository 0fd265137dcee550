import type { Locator, Page } from "playwright-core";
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

/** `… 10:00–10:01, …` */
const deadlines = /valid until .* (\d\d:\d\d)\u2009?[–-]\u2009?(\d\d:\d\d),/;
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

test("the forty that expire within two days are rescued by five presses, told their new deadlines before and one by one after", async () => {
  account = await createAccount(bed.origin(), mailbox, 1_600);
  const { total } = await account.api.users.list.query({ expiresBefore: Date.now() + 48 * 3_600_000 });
  expect(total).toBeGreaterThan(40);
  const page = await openUsers();
  let presses = 0;
  const press = async (wanted: Locator) => {
    presses++;
    await wanted.click();
  };
  await press(page.getByRole("button", { name: gridTexts.expiring }));
  await page.getByText(`1-10 of ${total} rows`).waitFor();
  await press(page.getByRole("checkbox", { name: texts.selectPage }));
  await page.getByText(texts.selected("10", false)).waitFor();
  await press(button(page, texts.selectAll(String(total))));
  await page.getByText(texts.selected(String(total), false)).waitFor();
  await see(page, "bulk bar");

  await press(button(page, texts.resend));
  const question = page.getByRole("dialog", { name: texts.titles.resend });
  await question.getByText(texts.effects.resend(String(total), false)).waitFor();
  const foretold = await question.getByText(deadlines).textContent();
  await see(page, "bulk resend question");
  await press(button(question, texts.confirm.resend(String(total))));
  const done = page.getByRole("dialog", { name: texts.doneTitle });
  await done.getByText(texts.summary.resend(String(total), false)).waitFor();
  expect(presses).toBe(5);
  await see(page, "bulk resent");

  // Forty mails take a minute to leave. What was foretold comes true, later by as long as the question was looked at.
  const [, began = "", ended = ""] = deadlines.exec(foretold ?? "") ?? [];
  expect(minutesFrom(began, ended)).toBeGreaterThanOrEqual(1);
  const outcomes = await done.getByRole("row").getByRole("cell").allTextContents();
  expect(minutesFrom(began, outcomes[0]?.slice(-5))).toBeLessThanOrEqual(1);
  expect(minutesFrom(ended, outcomes.at(-1)?.slice(-5))).toBeLessThanOrEqual(1);
});

/** Between two times of a day, as a clock on the wall tells them. */
function minutesFrom(one: string, other = ""): number {
  const [from = 0, to = 0] = [one, other].map((time) => {
    const [hours = Number.NaN, minutes = 0] = time.split(":").map(Number);
    return 60 * hours + minutes;
  });
  return (to - from + 1_440) % 1_440;
}

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

test("a run whose answer is lost breaks off, goes on under its key, and sends to everybody once", async () => {
  await inviteMany(3);
  const page = await openUsers();
  await page.getByRole("checkbox", { name: texts.selectPage }).check();
  await button(page, texts.resend).click();
  const question = page.getByRole("dialog", { name: texts.titles.resend });
  await question.getByText(/valid until .* \d\d:\d\d/).waitFor();
  const calls = "**/trpc/users.resendMany*";
  await page.route(calls, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await button(question, texts.confirm.resend("3")).click();
  const stopped = page.getByRole("dialog", { name: texts.stoppedTitle });
  await stopped.getByRole("alert").waitFor();
  await stopped.getByText(texts.untried).first().waitFor();
  await see(page, "bulk broke off");
  await page.unroute(calls);
  await button(stopped, texts.goOn).click();
  await page.getByText(texts.summary.resend("3", false)).waitFor();
  const { rows } = await account.api.events.list.query({ type: ["invitation.resent"] });
  expect(new Set(rows.map(({ userId }) => userId)).size).toBe(3);
  expect(rows).toHaveLength(3);
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
