import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { groupsTexts } from "../../shared/texts/en/groups.ts";
import { problemSentences, refusalSentence } from "../../shared/texts/en/refusals.ts";
import { shellTexts } from "../../shared/texts/en/shell.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { type Account, createAccount } from "../test/account.ts";
import { createMailbox } from "../test/mailbox.ts";
import { forcedColours, looks, see } from "../test/see.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeEach(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

async function openGroups(profile: BrowserContextOptions = {}): Promise<Page> {
  const page = await bed.openProfile(profile);
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/groups`);
  await page.getByText(accountTexts.groups.administrators, { exact: true }).waitFor();
  return page;
}

function rowOf(page: Page, group: string) {
  return page.getByRole("row").filter({ hasText: group });
}

async function hasFocus(page: Page, label: string): Promise<void> {
  await expect.poll(() => button(page, label).evaluate((element) => element === document.activeElement)).toBe(true);
}

test("a group is added, renamed and removed with the keyboard alone, and the focus stays where one was", async () => {
  const page = await openGroups();
  await button(page, groupsTexts.add).focus();
  await page.keyboard.press("Enter");
  const add = page.getByRole("dialog", { name: groupsTexts.addTitle });
  await add.waitFor();
  await page.keyboard.press("Enter");
  await add.getByText(problemSentences.required).waitFor();
  await see(page, "groups required");
  await page.keyboard.type(accountTexts.groups.users.toUpperCase());
  await page.keyboard.press("Enter");
  await add.getByText(refusalSentence({ reason: "nameTaken" })).waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Night watch");
  await page.keyboard.press("Enter");
  await toastOf(page, groupsTexts.created("Night watch")).waitFor();
  await add.waitFor({ state: "detached" });
  await rowOf(page, "Night watch").getByText(groupsTexts.nobody).waitFor();
  await hasFocus(page, groupsTexts.add);

  await button(page, groupsTexts.renameLabel("Night watch")).focus();
  await page.keyboard.press("Space");
  const rename = page.getByRole("dialog", { name: groupsTexts.renameTitle("Night watch") });
  await rename.waitFor();
  // What it is called now is selected, so that typing replaces it.
  await page.keyboard.type("Day watch");
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog", { name: uiTexts.discardTitle }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await rename.getByLabel(groupsTexts.name).press("Enter");
  await toastOf(page, groupsTexts.renamed("Night watch", "Day watch")).waitFor();
  await rename.waitFor({ state: "detached" });
  await hasFocus(page, groupsTexts.renameLabel("Day watch"));

  const next = await rowOf(page, "Day watch").evaluate(
    (row) => row.nextElementSibling?.querySelector("bdi")?.innerText,
  );
  await button(page, groupsTexts.removeLabel("Day watch")).focus();
  await page.keyboard.press("Enter");
  const remove = page.getByRole("alertdialog", { name: groupsTexts.removeTitle("Day watch") });
  await remove.getByText(groupsTexts.removeEmpty).waitFor();
  await see(page, "groups remove");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await toastOf(page, groupsTexts.removed("Day watch")).waitFor();
  await remove.waitFor({ state: "detached" });
  await expect.poll(() => rowOf(page, "Day watch").count()).toBe(0);
  await hasFocus(page, groupsTexts.removeLabel(String(next)));
});

test("a group that somebody would be left without stays: how many, and the way to them", async () => {
  await account.invite("only@example.com", "Only", "Here");
  const page = await openGroups();
  const { users } = accountTexts.groups;
  const group = (await account.api.groups.list.query()).find(({ name }) => name === users);
  const href = `/a/${account.id}/users?group=${group?.id}`;
  await button(page, groupsTexts.removeLabel(users)).click();
  const dialog = page.getByRole("alertdialog", { name: groupsTexts.removeTitle(users) });
  await dialog.getByText(groupsTexts.removeUsed(1, "1")).waitFor();
  await button(dialog, groupsTexts.remove).click();
  await dialog.getByText(refusalSentence({ reason: "groupInUse", userCount: 1 })).waitFor();
  await see(page, "groups in use");
  expect(await dialog.getByRole("link", { name: groupsTexts.showUsers }).getAttribute("href")).toBe(href);
  await button(dialog, uiTexts.cancel).click();
  await hasFocus(page, groupsTexts.removeLabel(users));
  const link = page.getByRole("link", { name: groupsTexts.usersOf(users, "1 user") });
  expect(await link.getAttribute("href")).toBe(href);
});

test("Administrators is marked, and says why it stays as it is", async () => {
  const page = await openGroups();
  const row = rowOf(page, accountTexts.groups.administrators);
  await row.getByText(groupsTexts.administratorsChip).waitFor();
  await row.getByText(groupsTexts.administratorsReason).waitFor();
  expect(await row.getByRole("button").count()).toBe(0);
});

test("what others do is seen without asking", async () => {
  const page = await openGroups();
  const { id } = await account.api.groups.create.mutate({ name: "From elsewhere" });
  await rowOf(page, "From elsewhere").waitFor();
  await account.api.groups.remove.mutate({ groupId: id });
  await rowOf(page, "From elsewhere").waitFor({ state: "detached" });
});

test("a group that is gone meanwhile is told in the dialog that was about it", async () => {
  const { id } = await account.api.groups.create.mutate({ name: "Fleeting" });
  const page = await openGroups();
  await button(page, groupsTexts.renameLabel("Fleeting")).click();
  const dialog = page.getByRole("dialog", { name: groupsTexts.renameTitle("Fleeting") });
  await account.api.groups.remove.mutate({ groupId: id });
  await dialog.getByLabel(groupsTexts.name).fill("Lasting");
  await button(dialog, groupsTexts.save).click();
  await dialog.getByText(refusalSentence({ reason: "notFound" })).waitFor();
});

test("loading, failing and trying again happen in place", async () => {
  const page = await openGroups();
  await page.route("**/trpc/*groups.list*", async () => {});
  await page.reload();
  await page.getByText(groupsTexts.loading).waitFor({ state: "attached" });
  await see(page, "groups loading");
  await page.unrouteAll();
  await page.route("**/trpc/*groups.list*", (route) => route.abort());
  await page.reload();
  await page.getByText(uiTexts.unreachable).waitFor();
  await see(page, "groups failed");
  await page.unrouteAll();
  await button(page, uiTexts.retry).click();
  await rowOf(page, accountTexts.groups.administrators).waitFor();
});

test("a member learns that groups are for administrators, and an account without others what groups are for", async () => {
  await account.join("member@example.com", "Mia", "Member");
  const member = await bed.openProfile();
  await signIn(member, mailbox, "member@example.com", `/a/${account.id}/groups`);
  await member.getByRole("heading", { name: groupsTexts.notAllowedTitle }).waitFor();
  await member.getByRole("link", { name: shellTexts.myAccounts }).waitFor();
  await see(member, "groups not allowed");

  const bare = await createAccount(bed.origin(), mailbox);
  for (const { id, isAdministrators } of await bare.api.groups.list.query()) {
    if (!isAdministrators) await bare.api.groups.remove.mutate({ groupId: id });
  }
  const page = await bed.openProfile();
  await signIn(page, mailbox, bare.adminEmail, `/a/${bare.id}/groups`);
  await page.getByRole("heading", { name: groupsTexts.onlyAdministratorsTitle }).waitFor();
  await see(page, "groups only administrators");
});

describe.each([...looks, forcedColours])("$name", ({ name, profile }) => {
  test("nothing is cut off, and all of it can be read", async () => {
    await account.invite("only@example.com", "Only", "Here");
    await account.api.groups.create.mutate({ name: `${"Donaudampfschifffahrtsgesellschaft".repeat(2)} – الليل` });
    const page = await openGroups(profile);
    await see(page, `groups ${name}`);
    await button(page, groupsTexts.removeLabel(accountTexts.groups.users)).click();
    const dialog = page.getByRole("alertdialog");
    await button(dialog, groupsTexts.remove).click();
    await dialog.getByText(refusalSentence({ reason: "groupInUse", userCount: 1 })).waitFor();
    await see(page, `groups ${name} in use`);
    await button(dialog, uiTexts.cancel).click();
    await button(page, groupsTexts.add).click();
    await page.getByRole("dialog", { name: groupsTexts.addTitle }).waitFor();
    await see(page, `groups ${name} add`);
  });
});
