import { beforeAll, expect, test } from "vitest";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { accountsTexts } from "../../shared/texts/en/accounts.ts";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { mailTexts } from "../../shared/texts/en/mails.ts";
import { refusalSentence } from "../../shared/texts/en/refusals.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { statusWords, usersTexts } from "../../shared/texts/en/users.ts";
import { accept, expectAccepted, expectTitle, openLink } from "../test/accept-page.ts";
import { type Account, accountName, administratorName, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, choose, expectGreyed, filterBy, menuItem, openMenu, rowOf, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

test("declining asks again, ends the link and shows in the list", async () => {
  const email = "dirk@example.com";
  await account.invite(email, "Dirk", "Declining");
  const link = await mailbox.linkFor(email);
  const invitee = await bed.openProfile();
  await openLink(invitee, link);
  await button(invitee, acceptTexts.decline).click();
  const dialog = invitee.getByRole("alertdialog", { name: acceptTexts.declineTitle });
  await dialog.waitFor();
  await expectNoAxeViolations(invitee);
  await button(dialog, acceptTexts.keep).click();
  await dialog.waitFor({ state: "detached" });
  expect((await account.user(email)).status).toBe("invited");
  await button(invitee, acceptTexts.decline).click();
  await button(dialog, acceptTexts.declineConfirm).click();
  await expectTitle(invitee, acceptTexts.declinedTitle);
  await expectNoAxeViolations(invitee);
  await openLink(invitee, link);
  await expectTitle(invitee, acceptTexts.deadTitle);
  await invitee.getByText(acceptTexts.declined).waitFor();
  await expectNoAxeViolations(invitee);

  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await rowOf(admin, "Dirk Declining").getByText(statusWords.invitationDeclined, { exact: true }).waitFor();
  const menu = await openMenu(admin, "Dirk Declining");
  const reason = refusalSentence({ reason: "invitationDeclined" });
  for (const label of [usersTexts.copyLink, usersTexts.resend]) await expectGreyed(menu, label, reason);
  expect(await menuItem(menu, usersTexts.sendNew).getAttribute("aria-disabled")).toBeNull();
});

test("removing somebody who has not joined withdraws the link, without a mail", async () => {
  const email = "pia@example.com";
  await account.invite(email, "Pia", "Pending");
  const link = await mailbox.linkFor(email);
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await choose(admin, "Pia Pending", usersTexts.remove);
  const dialog = admin.getByRole("alertdialog", { name: usersTexts.removeTitle("Pia Pending") });
  await dialog.getByText(usersTexts.removePending(email)).waitFor();
  await expectNoAxeViolations(admin);
  await button(dialog, uiTexts.cancel).click();
  await dialog.waitFor({ state: "detached" });
  expect((await account.user(email)).status).toBe("invited");
  await choose(admin, "Pia Pending", usersTexts.remove);
  await button(dialog, usersTexts.remove).click();
  await toastOf(admin, usersTexts.removed("Pia Pending")).waitFor();
  await rowOf(admin, "Pia Pending").waitFor({ state: "detached" });
  // Whoever works with the keyboard is still in the list.
  await expect.poll(() => admin.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");

  const invitee = await bed.openProfile();
  await openLink(invitee, link);
  await expectTitle(invitee, acceptTexts.deadTitle);
  await invitee.getByText(acceptTexts.withdrawn).waitFor();
  await expectNoAxeViolations(invitee);
  expect(await mailbox.subjectsTo(email)).toHaveLength(1);
});

test("removing somebody who has joined tells them by mail; they can be invited again, or deleted for ever", async () => {
  const email = "rita@example.com";
  await account.join(email, "Rita", "Removed");
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await choose(admin, "Rita Removed", usersTexts.remove);
  const removal = admin.getByRole("alertdialog", { name: usersTexts.removeTitle("Rita Removed") });
  await removal.getByText(usersTexts.removeJoined(email)).waitFor();
  await expectNoAxeViolations(admin);
  await button(removal, usersTexts.remove).click();
  await rowOf(admin, "Rita Removed").waitFor({ state: "detached" });
  await expect.poll(() => mailbox.subjectsTo(email)).toContain(mailTexts.removal.subject(accountName));

  await filterBy(admin, "removed");
  await choose(admin, "Rita Removed", usersTexts.inviteAgain);
  const wizard = admin.getByRole("dialog", { name: addUserTexts.againTitle("Rita Removed") });
  expect(await wizard.getByLabel(addUserTexts.email).inputValue()).toBe(email);
  await expectNoAxeViolations(admin);
  await button(wizard, addUserTexts.next).click();
  expect(await wizard.getByLabel(addUserTexts.firstName).inputValue()).toBe("Rita");
  await button(wizard, addUserTexts.next).click();
  await wizard.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }).check();
  await button(wizard, addUserTexts.next).click();
  await button(wizard, addUserTexts.invite).click();
  await wizard.getByText(addUserTexts.summary("Rita Removed")).waitFor();
  await button(wizard, addUserTexts.done).click();
  await rowOf(admin, "Rita Removed").waitFor({ state: "detached" });
  const again = await mailbox.linkFor(email);
  await filterBy(admin, "");
  await rowOf(admin, "Rita Removed").getByText(statusWords.invited, { exact: true }).waitFor();

  await choose(admin, "Rita Removed", usersTexts.remove);
  await button(removal, usersTexts.remove).click();
  await rowOf(admin, "Rita Removed").waitFor({ state: "detached" });
  await filterBy(admin, "removed");
  await choose(admin, "Rita Removed", usersTexts.delete);
  const deletion = admin.getByRole("alertdialog", { name: usersTexts.deleteTitle("Rita Removed") });
  await deletion.getByText(usersTexts.deleteText(email)).waitFor();
  await expectNoAxeViolations(admin);
  await button(deletion, usersTexts.delete).click();
  await toastOf(admin, usersTexts.deleted).waitFor();
  await rowOf(admin, "Rita Removed").waitFor({ state: "detached" });
  await expectNoAxeViolations(admin);
  const invitee = await bed.openProfile();
  await openLink(invitee, again);
  await expectTitle(invitee, acceptTexts.deadTitle);
});

test("a blocked user is out until unblocked", async () => {
  const email = "bert@example.com";
  await account.join(email, "Bert", "Blocked");
  const admin = await bed.openProfile();
  const user = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await signIn(user, mailbox, email, "/accounts");
  await user.getByText(accountsTexts.member, { exact: true }).waitFor();
  await choose(admin, "Bert Blocked", usersTexts.block);
  const dialog = admin.getByRole("alertdialog", { name: usersTexts.blockTitle("Bert Blocked") });
  await dialog.getByText(usersTexts.blockText(email)).waitFor();
  await expectNoAxeViolations(admin);
  await button(dialog, usersTexts.block).click();
  await rowOf(admin, "Bert Blocked").getByText(statusWords.blocked, { exact: true }).waitFor();
  await user.reload();
  await user.getByText(accountsTexts.none).waitFor();
  await expectNoAxeViolations(user);

  await expectGreyed(await openMenu(admin, "Bert Blocked"), usersTexts.edit, refusalSentence({ reason: "blocked" }));
  await expectNoAxeViolations(admin);
  await admin.keyboard.press("Escape");
  await choose(admin, "Bert Blocked", usersTexts.unblock);
  const undo = admin.getByRole("alertdialog", { name: usersTexts.unblockTitle("Bert Blocked") });
  await undo.waitFor();
  await expectNoAxeViolations(admin);
  await button(undo, usersTexts.unblock).click();
  await toastOf(admin, usersTexts.unblocked("Bert Blocked")).waitFor();
  await rowOf(admin, "Bert Blocked").getByText(statusWords.blocked, { exact: true }).waitFor({ state: "detached" });
  await user.reload();
  await user.getByText(accountsTexts.member, { exact: true }).waitFor();
});

test("groups are edited; nobody is left without one", async () => {
  const email = "greta@example.com";
  await account.invite(email, "Greta", "Group");
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await choose(admin, "Greta Group", usersTexts.edit);
  const dialog = admin.getByRole("dialog", { name: usersTexts.editTitle("Greta Group") });
  const group = (name: string) => dialog.getByRole("checkbox", { name, exact: true });
  await group(accountTexts.groups.users).uncheck();
  await button(dialog, usersTexts.saveGroups).click();
  await dialog
    .getByText(refusalSentence({ reason: "groupRequired" }))
    .first()
    .waitFor();
  await expectNoAxeViolations(admin);
  await group("Finance").check();
  await group("Guests").check();
  await button(dialog, usersTexts.saveGroups).click();
  await toastOf(admin, usersTexts.saved("Greta Group")).waitFor();
  await rowOf(admin, "Greta Group").getByText("Finance, Guests").waitFor();
  expect((await account.user(email)).groups.map(({ name }) => name).sort()).toEqual(["Finance", "Guests"]);
});

test("the last administrator cannot remove, block or demote themselves, and is told why", async () => {
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  const menu = await openMenu(admin, administratorName);
  const self = refusalSentence({ reason: "self" });
  for (const label of [usersTexts.block, usersTexts.remove]) await expectGreyed(menu, label, self);
  await expectNoAxeViolations(admin);
  await menuItem(menu, usersTexts.remove).click({ force: true });
  expect(await admin.getByRole("alertdialog").count()).toBe(0);

  await menuItem(menu, usersTexts.edit).click();
  const dialog = admin.getByRole("dialog", { name: usersTexts.editTitle(administratorName) });
  await dialog.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }).check();
  await dialog.getByRole("checkbox", { name: accountTexts.groups.administrators, exact: true }).uncheck();
  await dialog.getByText(usersTexts.noLongerAdministrator(administratorName)).waitFor();
  await expectNoAxeViolations(admin);
  await button(dialog, usersTexts.saveGroups).click();
  await dialog.getByText(refusalSentence({ reason: "lastAdministrator" })).waitFor();
  await expectNoAxeViolations(admin);
  expect((await account.user(account.adminEmail)).groups.map(({ name }) => name)).toEqual([
    accountTexts.groups.administrators,
  ]);
});

test("whoever is no administrator any more takes their invitations into Administrators along, and the dialog says so", async () => {
  const { administrators } = accountTexts.groups;
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await account.join("second@example.com", "Sasha", "Second");
  await button(admin, usersTexts.refresh).click();
  await choose(admin, "Sasha Second", usersTexts.edit);
  const edit = admin.getByRole("dialog", { name: usersTexts.editTitle("Sasha Second") });
  await edit.getByRole("checkbox", { name: administrators, exact: true }).check();
  await button(edit, usersTexts.saveGroups).click();
  await toastOf(admin, usersTexts.saved("Sasha Second")).waitFor();

  const second = await bed.openProfile();
  await signIn(second, mailbox, "second@example.com");
  await button(second, usersTexts.add).click();
  const wizard = second.getByRole("dialog", { name: addUserTexts.title });
  await wizard.getByLabel(addUserTexts.email).fill("third@example.com");
  await button(wizard, addUserTexts.next).click();
  await wizard.getByLabel(addUserTexts.firstName).fill("Thea");
  await button(wizard, addUserTexts.next).click();
  await wizard.getByRole("checkbox", { name: administrators, exact: true }).check();
  await button(wizard, addUserTexts.next).click();
  await button(wizard, addUserTexts.invite).click();
  await wizard.getByText(addUserTexts.summary("Thea")).waitFor();
  const link = await mailbox.linkFor("third@example.com");

  await choose(admin, "Sasha Second", usersTexts.remove);
  const dialog = admin.getByRole("alertdialog", { name: usersTexts.removeTitle("Sasha Second") });
  await dialog.getByText("third@example.com").waitFor();
  await expectNoAxeViolations(admin);
  await button(dialog, usersTexts.remove).click();
  await rowOf(admin, "Sasha Second").waitFor({ state: "detached" });
  const invitee = await bed.openProfile();
  await openLink(invitee, link);
  await expectTitle(invitee, acceptTexts.deadTitle);
  await invitee.getByText(acceptTexts.withdrawn).waitFor();
});

test("somebody else was faster: the row and the dialog say what is true now", async () => {
  const email = "fast@example.com";
  await account.invite(email, "Fritz", "Fast");
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await choose(admin, "Fritz Fast", usersTexts.remove);
  const dialog = admin.getByRole("alertdialog", { name: usersTexts.removeTitle("Fritz Fast") });
  await dialog.getByText(usersTexts.removePending(email)).waitFor();
  const invitee = await bed.openProfile();
  await openLink(invitee, await mailbox.linkFor(email));
  await accept(invitee);
  await expectAccepted(invitee);
  await button(dialog, usersTexts.remove).click();
  await dialog.getByText(/^Fritz Fast has accepted already/).waitFor();
  await dialog.getByText(usersTexts.removeJoined(email)).waitFor();
  await expectNoAxeViolations(admin);
  expect((await account.user(email)).status).toBe("active");
});
