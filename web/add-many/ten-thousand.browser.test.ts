import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { UserRow } from "../../shared/outputs.ts";
import { userStatuses } from "../../shared/status.ts";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { addManyTexts as texts } from "../../shared/texts/en/add-many.ts";
import { type Account, createAccount } from "../test/account.ts";
import { createMailbox } from "../test/mailbox.ts";
import { mended, messyList } from "../test/messy-list.ts";
import { see } from "../test/see.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
const people = 10_000;
const previewMs = 10_000;
/** How much more a page may keep later than when it knew the whole list: the results are news, earlier steps are not. */
const flat = 1.5;

test("ten thousand rows of a real spreadsheet: previewed, stopped, the page closed, taken up, mended, and nobody invited twice", async () => {
  const account = await createAccount(bed.origin(), mailbox, 200);
  const there: UserRow[] = [];
  for (const status of userStatuses) there.push(...(await account.api.users.list.query({ status: [status] })).rows);
  expect(new Set(there.map(({ status }) => status)).size).toBe(userStatuses.length);
  const list = messyList(people, there);
  const [before] = (await account.api.events.list.query({ pageSize: 5 })).rows;

  const first = await bed.openProfile();
  await signIn(first, mailbox, account.adminEmail, `/a/${account.id}/add-many`);
  await chooseGroup(first);
  await first.getByLabel(texts.file).setInputFiles({ name: "liste.csv", mimeType: "text/csv", buffer: list.file });
  await first.getByText(texts.fileChosen("liste.csv", texts.people(count(people), false))).waitFor();
  const checkedAt = Date.now();
  await button(first, texts.check).click();
  await first.getByRole("heading", { name: texts.reviewTitle }).waitFor();
  expect(Date.now() - checkedAt).toBeLessThan(previewMs);
  const previewed = await heapOf(first);

  await button(first, texts.invite(count(list.fresh), false)).click();
  await ran(first, 0.15);
  await button(first, texts.stop).click();
  await first.getByText(/^Stopped after/).waitFor();
  expect(await heapOf(first)).toBeLessThan(flat * previewed);
  await see(first, "import stopped");
  const context = first.context();
  await first.close();

  const page = await context.newPage();
  await page.goto(`/a/${account.id}/add-many`);
  await page.getByRole("heading", { name: texts.unfinishedTitle }).waitFor();
  await see(page, "import unfinished");
  // The next call is carried out, and its answer lost.
  await page.route("**/trpc/users.inviteMany*", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await button(page, texts.goOn).click();
  await page.getByRole("heading", { name: texts.runTitle }).waitFor();
  await button(page, texts.goOn).waitFor();
  await see(page, "import broke off");
  await page.unroute("**/trpc/users.inviteMany*");
  const takenUp = await heapOf(page);
  await button(page, texts.goOn).click();
  await ran(page, 0.6);
  expect(await heapOf(page)).toBeLessThan(flat * takenUp);
  await page.getByText(texts.invited(count(list.fresh), false)).waitFor();
  expect(await heapOf(page)).toBeLessThan(flat * takenUp);

  const download = page.waitForEvent("download");
  await button(page, texts.failures).click();
  const failures = await readFile(await (await download).path(), "utf8");
  await button(page, texts.another).click();
  await chooseGroup(page);
  await page.getByLabel(texts.paste).fill(mended(failures));
  await button(page, texts.check).click();
  await button(page, texts.invite(count(list.toMend), false)).click();
  await page.getByText(texts.invited(count(list.toMend), false)).waitFor();

  const made = await invitedSince(account, before?.seq ?? 0);
  expect(made.length).toBe(list.fresh + list.toMend);
  expect(new Set(made).size).toBe(made.length);
  await page.reload();
  await chooseGroup(page);
  expect(await page.getByRole("heading", { name: texts.unfinishedTitle }).count()).toBe(0);
}, 240_000);

/** Whom each invitation was made for, by the trail. */
async function invitedSince({ api }: Account, seq: number): Promise<(string | undefined)[]> {
  const userIds: (string | undefined)[] = [];
  let after = seq;
  for (;;) {
    const { rows } = await api.events.list.query({ after, type: ["invitation.created"], pageSize: 100 });
    userIds.push(...rows.map(({ userId }) => userId));
    const last = rows.at(-1);
    if (!last) return userIds;
    after = last.seq;
  }
}

async function chooseGroup(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }).check();
}

/** Waits until that part of the run is done. */
async function ran(page: Page, share: number): Promise<void> {
  await page.waitForFunction((least) => Number(document.querySelector("progress")?.position) >= least, share);
}

/** What the page keeps once nothing is left to collect. */
async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  await devtools.detach();
  return usedSize;
}

function count(many: number): string {
  return many.toLocaleString("en-GB");
}
