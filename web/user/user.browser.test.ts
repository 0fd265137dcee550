import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { auditTexts, detailWords, eventWords } from "../../shared/texts/en/audit.ts";
import { correctAddressTexts } from "../../shared/texts/en/correct-address.ts";
import { refusalSentence } from "../../shared/texts/en/refusals.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { attemptWords, invitationWords, userTexts } from "../../shared/texts/en/user.ts";
import { deliveryErrorWords, statusWords, usersTexts } from "../../shared/texts/en/users.ts";
import { type Account, administratorName, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { looks, see } from "../test/see.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, choose, expectGreyed, fillInWizard, menuItem, openMenu, toastOf } from "../test/users-page.ts";

const demoAdministrator = "demo@usher.example";
const bed = createTestBed({ demo: true });
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

async function openUser(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

const tab = (page: Page, label: string) => page.getByRole("tab", { name: label, exact: true });
const card = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });

async function expectFocus(page: Page, role: string, name: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("role") ?? document.activeElement?.tagName))
    .toBe(role);
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).innerText)).toBe(name);
}

test("a name is a link to its page, which has its title, its tabs in the URL, and a way back", async () => {
  await account.invite("lee@example.com", "Lee", "Link");
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail);
  const link = page.getByRole("link", { name: "Lee Link", exact: true });
  const opened = page.context().waitForEvent("page");
  await link.click({ button: "middle" });
  const other = await opened;
  await other.getByRole("heading", { level: 1, name: "Lee Link" }).waitFor();
  await other.close();

  await openUser(page, "Lee Link");
  expect(await page.title()).toBe(uiTexts.pageTitle("Lee Link"));
  await expectFocus(page, "H1", "Lee Link");

  await tab(page, userTexts.tabLabels.general).focus();
  await page.keyboard.press("ArrowRight");
  await expectFocus(page, "tab", userTexts.tabLabels.groups);
  expect(new URL(page.url()).searchParams.get("tab")).toBe("groups");
  await page.keyboard.press("End");
  await expectFocus(page, "tab", userTexts.tabLabels.audit);
  await page.keyboard.press("ArrowRight");
  await expectFocus(page, "tab", userTexts.tabLabels.general);
  await page.keyboard.press("ArrowLeft");
  await page.reload();
  await page.getByRole("tabpanel", { name: userTexts.tabLabels.audit }).waitFor();
  expect(await tab(page, userTexts.tabLabels.audit).getAttribute("aria-selected")).toBe("true");

  await page.getByRole("main").getByRole("link", { name: userTexts.toUsers }).click();
  await page.getByRole("heading", { level: 1, name: usersTexts.title }).waitFor();
});

test("the invitation card says how the mail went, attempt by attempt, and follows what happens", async () => {
  await account.invite("fail-permanent.rhea@example.com", "Rhea", "Refused");
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail);
  await openUser(page, "Rhea Refused");
  const invitation = card(page, userTexts.invitation);
  const reason = `${attemptWords.permanent}: ${deliveryErrorWords.addressRefused}`;
  const failures = invitation.getByRole("listitem").filter({ hasText: reason });
  await failures.waitFor();
  for (const way of [userTexts.copyLink, correctAddressTexts.open]) await button(invitation, way).waitFor();
  await invitation.getByText(invitationWords.open, { exact: true }).waitFor();
  await invitation.getByText(/^API token/).waitFor();

  await button(invitation, userTexts.resend).click();
  await invitation.getByText(`${userTexts.times(1)},`).waitFor();
  await expect.poll(() => failures.count()).toBe(2);

  await choose(page, "Rhea Refused", usersTexts.remove);
  await button(page.getByRole("alertdialog"), usersTexts.remove).click();
  await invitation.getByText(invitationWords.withdrawn, { exact: true }).waitFor();
  expect(await button(invitation, userTexts.resend).count()).toBe(0);
});

test("what cannot be loaded says so in place, and is asked again on request", async () => {
  const { id } = await account.invite("fred@example.com", "Fred", "Failing");
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail);
  await page.route(/invitations\.history/, (route) => route.abort());
  await page.goto(`/a/${account.id}/users/${id}`);
  const main = page.getByRole("main");
  await main.getByRole("alert").filter({ hasText: uiTexts.unreachable }).first().waitFor();
  await see(page, "user unreachable");
  await page.unroute(/invitations\.history/);
  await button(page, uiTexts.retry).first().click();
  await card(page, userTexts.invitation).getByText(invitationWords.open, { exact: true }).waitFor();
  expect(await main.getByRole("alert").count()).toBe(0);
});

test("from the last step of adding somebody on to their page", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail);
  const longName = { firstName: "عبد الرحمن عبد العزيز", lastName: "المستكشف الطويل جدا" };
  const dialog = await fillInWizard(page, {
    ...{ email: "a.very.long.address.of.somebody@a-rather-long-department.example.com", ...longName },
    groups: [accountTexts.groups.users],
  });
  await button(dialog, addUserTexts.invite).click();
  const details = page.getByRole("link", { name: addUserTexts.viewDetails });
  await details.waitFor();
  await picture(page, "user view details");
  await details.click();
  const name = `${longName.firstName} ${longName.lastName}`;
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  await expectFocus(page, "H1", name);
  await page.setViewportSize({ width: 320, height: 640 });
  await see(page, "user right to left");
});

test("what others change is seen without asking", async () => {
  await account.join("wanda@example.com", "Wanda", "Watched");
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail);
  await openUser(page, "Wanda Watched");
  await card(page, userTexts.invitation).getByText(invitationWords.accepted, { exact: true }).waitFor();
  await tab(page, userTexts.tabLabels.audit).click();
  await page.getByText(eventWords["invitation.accepted"], { exact: true }).waitFor();
  const { id } = await account.user("wanda@example.com");
  await account.api.users.block.mutate({ userId: id });
  await page.getByText(eventWords["user.blocked"], { exact: true }).waitFor();
  await page.getByText(statusWords.blocked, { exact: true }).waitFor();

  // Refused by the same rule as in the menu, and says why.
  await tab(page, userTexts.tabLabels.groups).click();
  expect(await button(page, userTexts.editGroups).getAttribute("aria-disabled")).toBe("true");
  await page.getByText(refusalSentence({ reason: "blocked" })).waitFor();
  await expectGreyed(await openMenu(page, "Wanda Watched"), usersTexts.edit, refusalSentence({ reason: "blocked" }));
});

test("groups are edited on their tab, and the audit trail says from what to what", async () => {
  await account.invite("greta@example.com", "Greta", "Groups");
  await account.api.groups.create.mutate({ name: "Choir" });
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail);
  await openUser(page, "Greta Groups");
  await tab(page, userTexts.tabLabels.groups).click();
  await button(page, userTexts.editGroups).click();
  const dialog = page.getByRole("dialog", { name: usersTexts.editTitle("Greta Groups") });
  await dialog.getByRole("checkbox", { name: "Choir" }).check();
  await button(dialog, usersTexts.saveGroups).click();
  await page.getByRole("listitem").filter({ hasText: "Choir" }).waitFor();
  await expectFocus(page, "BUTTON", userTexts.editGroups);
  await tab(page, userTexts.tabLabels.audit).click();
  const { users } = accountTexts.groups;
  const edited = page.getByRole("row").filter({ hasText: eventWords["user.edited"] });
  await edited.filter({ hasText: "Choir" }).waitFor();
  expect((await edited.innerText()).replaceAll(/\s+/g, " ")).toContain(
    `${detailWords.groups}: ${users} ${auditTexts.became} ${auditTexts.becameSpoken} Choir, ${users}`,
  );
  // Each event can be linked to, on the page where they can be filtered and exported.
  const link = edited.getByRole("link");
  const seq = await link.getAttribute("data-seq");
  await link.click();
  await page.getByRole("heading", { level: 1, name: auditTexts.title }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-seq"))).toBe(seq);
  await button(page, uiTexts.removeFilter(auditTexts.aboutChip("Greta Groups"))).waitFor();
  await page.goBack();
  await page.getByRole("link", { name: userTexts.wholeTrail }).click();
  await button(page, uiTexts.removeFilter(auditTexts.aboutChip("Greta Groups"))).waitFor();
});

test("ids are copied", async () => {
  const page = await bed.openProfile();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: bed.origin() });
  await signIn(page, mailbox, account.adminEmail);
  await openUser(page, administratorName);
  await card(page, userTexts.invitation).getByText(userTexts.neverInvited).waitFor();
  await tab(page, userTexts.tabLabels.details).click();
  await button(page, userTexts.copy(userTexts.userId)).click();
  await toastOf(page, userTexts.copied(userTexts.userId)).waitFor();
  const { id } = await account.user(account.adminEmail);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id);
});

test("older events are loaded on request, and the focus stays with them", async () => {
  const { id } = await account.invite("olga@example.com", "Olga", "Older");
  for (let copies = 0; copies < 60; copies++) await account.api.invitations.link.mutate({ userId: id });
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/users/${id}?tab=audit`);
  await page.getByText(eventWords["invitation.linkCopied"], { exact: true }).first().waitFor();
  expect(await page.locator("tbody tr").count()).toBe(50);
  await button(page, auditTexts.loadOlder).click();
  await page.getByText(auditTexts.noOlder).waitFor();
  await page.getByRole("tabpanel").getByText(eventWords["invitation.created"], { exact: true }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-seq"))).toBe(true);
});

test("an address that leads to nobody says so, and shows the way back; so does deleting", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail);
  for (const nobody of ["USR-0000000000000000", "nobody"]) {
    await page.goto(`/a/${account.id}/users/${nobody}`);
    await page.getByRole("heading", { level: 1, name: userTexts.notFoundTitle }).waitFor();
    await see(page, `user not found ${nobody}`);
    await page.getByRole("link", { name: userTexts.backToUsers }).click();
    await page.getByRole("heading", { level: 1, name: usersTexts.title }).waitFor();
  }
  const { id } = await account.invite("dora@example.com", "Dora", "Deleted");
  await account.api.users.remove.mutate({ userId: id });
  await page.goto(`/a/${account.id}/users/${id}`);
  await choose(page, "Dora Deleted", usersTexts.delete);
  await button(page.getByRole("alertdialog"), usersTexts.delete).click();
  await page.getByRole("heading", { level: 1, name: userTexts.notFoundTitle }).waitFor();
  await expectFocus(page, "H1", userTexts.notFoundTitle);
});

test("an expired invitation is renewed from its card, and stays as an earlier one", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, demoAdministrator);
  await page.goto(`${page.url()}?size=25`);
  await openUser(page, "愛子 田中");
  const invitation = card(page, userTexts.invitation);
  await invitation.getByText(userTexts.askedAgain).waitFor();
  await see(page, "user expired");
  await button(invitation, userTexts.sendNew).click();
  await invitation.getByText(userTexts.earlier(1)).click();
  await invitation.getByText(invitationWords.expired, { exact: true }).first().waitFor();
  const menu = await openMenu(page, "愛子 田中");
  await menuItem(menu, usersTexts.resend).click();
  await menuItem(await openMenu(page, "愛子 田中"), usersTexts.resend).click();
  const [wait = ""] = refusalSentence({ reason: "coolingDown", retryAfterMs: 1 }).split(". ");
  // The toast is not the only place for it.
  await (await openMenu(page, "愛子 田中")).getByText(wait).waitFor();
  await expectNoAxeViolations(page);
  await page.keyboard.press("Escape");
  await picture(page, "user renewed");
});

describe.each(looks)("$name", ({ name, profile }) => {
  test("every tab fits and passes axe", async () => {
    const page = await bed.openProfile(profile);
    await signIn(page, mailbox, demoAdministrator);
    for (const person of ["Kwame Boateng", "Ingrid Sørensen", "Tomás Ferreira"]) {
      await openUser(page, person);
      await card(page, userTexts.invitation).getByText(userTexts.invitedBy, { exact: true }).waitFor();
      for (const [id, label] of Object.entries(userTexts.tabLabels)) {
        await tab(page, label).click();
        if (id === "audit") await page.getByText(auditTexts.noOlder).waitFor();
        await see(page, `user ${name} ${person.split(" ")[0]} ${id}`);
      }
      await page.getByRole("main").getByRole("link", { name: userTexts.toUsers }).click();
    }
  });
});

test("a mistyped address is corrected from the invitation card, and the old link is dead", async () => {
  const typo = await account.invite("tippo@example.com", "Tia", "Typo");
  const oldLink = await mailbox.linkFor("tippo@example.com");
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/users/${typo.id}`);
  await button(card(page, userTexts.invitation), correctAddressTexts.open).click();
  const dialog = page.getByRole("dialog", { name: correctAddressTexts.title("Tia Typo") });
  await button(dialog, correctAddressTexts.confirm).click();
  await dialog.getByText(correctAddressTexts.same).waitFor();
  await dialog.getByLabel(correctAddressTexts.email).fill(account.adminEmail);
  await page.keyboard.press("Enter");
  await dialog.getByText(refusalSentence({ reason: "alreadyUser", userId: "", status: "active" })).waitFor();
  await see(page, "correct address");
  await dialog.getByLabel(correctAddressTexts.email).fill("Tia.Typo@Example.com");
  await page.keyboard.press("Enter");
  await toastOf(page, correctAddressTexts.queued("tia.typo@example.com")).waitFor();
  await page.getByText("tia.typo@example.com").first().waitFor();
  expect(await mailbox.linkFor("tia.typo@example.com")).not.toBe(oldLink);
  const code = new URL(oldLink).hash.slice(1);
  const answer = await fetch(`${bed.origin()}/trpc/invitations.preview`, {
    method: "POST",
    headers: { origin: bed.origin(), "content-type": "application/json" },
    body: JSON.stringify({ code }),
  });
  expect(await answer.json()).toMatchObject({ error: { data: { refusal: { reason: "invitationReplaced" } } } });
});
