import { beforeAll, expect, test } from "vitest";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { accountsTexts } from "../../shared/texts/en/accounts.ts";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { mailTexts } from "../../shared/texts/en/mails.ts";
import { refusalSentence } from "../../shared/texts/en/refusals.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { statusWords, usersTexts } from "../../shared/texts/en/users.ts";
import { accept, expectAccepted, expectTitle } from "../test/accept-page.ts";
import { type Account, accountName, administratorName, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, fillInWizard, refreshUntil, rowOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

const ron = { email: "ron@example.com", firstName: "Ron", lastName: "Ronald", groups: [accountTexts.groups.users] };

test("invited in the browser, mailed, accepted in another browser: Active", async () => {
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await expectNoAxeViolations(admin);
  const dialog = await fillInWizard(admin, ron, () => expectNoAxeViolations(admin));
  for (const fact of [ron.email, "Ron Ronald", accountTexts.groups.users]) await dialog.getByText(fact).waitFor();
  expect(await mailbox.subjectsTo(ron.email)).toEqual([]);
  await button(dialog, addUserTexts.invite).click();
  await dialog.getByText(addUserTexts.summary("Ron Ronald")).waitFor();
  await expectNoAxeViolations(admin);

  const link = await mailbox.linkFor(ron.email);
  expect(await mailbox.subjectsTo(ron.email)).toEqual([mailTexts.invitation.subject(accountName, administratorName)]);
  await dialog.getByText(addUserTexts.sent(ron.email)).waitFor();
  await button(dialog, addUserTexts.done).click();
  await rowOf(admin, "Ron Ronald").getByText(statusWords.invited, { exact: true }).waitFor();

  const invitee = await bed.openProfile();
  await invitee.goto(link);
  await expectTitle(invitee, acceptTexts.offerTitle(accountName));
  await invitee.getByText(acceptTexts.invitedBy(administratorName, accountName)).waitFor();
  await invitee.getByText(ron.email).waitFor();
  expect(await invitee.getByLabel(acceptTexts.firstName).inputValue()).toBe("Ron");
  expect(await invitee.getByLabel(acceptTexts.lastName).inputValue()).toBe("Ronald");
  await expectNoAxeViolations(invitee);
  await invitee.getByLabel(acceptTexts.firstName).fill("Ronny");
  await accept(invitee);
  await expectAccepted(invitee);
  await expectNoAxeViolations(invitee);

  await refreshUntil(admin, "Ronny Ronald", accountTexts.groups.users);
  await expectNoAxeViolations(admin);
  expect((await account.user(ron.email)).status).toBe("active");

  // The mailed link was the proof: nothing else was needed to be signed in.
  await invitee.getByRole("link", { name: acceptTexts.goAccounts }).click();
  await invitee.getByText(accountsTexts.member, { exact: true }).waitFor();
  await expectNoAxeViolations(invitee);
  await invitee.goto(link);
  await expectTitle(invitee, acceptTexts.deadTitle);
  await invitee.getByText(acceptTexts.alreadyAccepted).waitFor();
  await expectNoAxeViolations(invitee);
});

test("whoever may not manage users is told so", async () => {
  await account.join("mia@example.com", "Mia", "Member");
  const member = await bed.openProfile();
  await signIn(member, mailbox, "mia@example.com");
  await member.goto(`/a/${account.id}/users`);
  await member.getByRole("heading", { name: usersTexts.notAllowedTitle }).waitFor();
  await expectNoAxeViolations(member);
});

test("the wizard says what is missing, keeps what was typed, and asks before throwing it away", async () => {
  await account.join("dora@example.com", "Dora", "Done");
  const admin = await bed.openProfile();
  await signIn(admin, mailbox, account.adminEmail);
  await button(admin, usersTexts.add).click();
  const dialog = admin.getByRole("dialog", { name: addUserTexts.title });
  const email = dialog.getByLabel(addUserTexts.email);
  await email.fill("dora@example");
  await button(dialog, addUserTexts.next).click();
  await expect.poll(() => email.getAttribute("aria-invalid")).toBe("true");
  await expectNoAxeViolations(admin);
  await email.fill("Dora@EXAMPLE.com");
  await button(dialog, addUserTexts.next).click();
  await dialog.getByText(addUserTexts.known.active).first().waitFor();
  await expectNoAxeViolations(admin);

  await email.fill("eve@example.com");
  await email.press("Enter");
  await dialog.getByLabel(addUserTexts.firstName).fill("Eve");
  await dialog.getByLabel(addUserTexts.firstName).press("Enter");
  await button(dialog, addUserTexts.next).click();
  await dialog
    .getByText(refusalSentence({ reason: "groupRequired" }))
    .first()
    .waitFor();
  await expectNoAxeViolations(admin);
  expect(await dialog.getByRole("checkbox", { checked: true }).count()).toBe(0);
  await button(dialog, addUserTexts.back).click();
  expect(await dialog.getByLabel(addUserTexts.firstName).inputValue()).toBe("Eve");

  await admin.keyboard.press("Escape");
  const discard = admin.getByRole("alertdialog", { name: uiTexts.discardTitle });
  await discard.waitFor();
  await expectNoAxeViolations(admin);
  await button(discard, uiTexts.keepEditing).click();
  expect(await dialog.getByLabel(addUserTexts.firstName).inputValue()).toBe("Eve");
  await admin.keyboard.press("Escape");
  await button(discard, uiTexts.discard).click();
  await dialog.waitFor({ state: "detached" });
  expect(await mailbox.subjectsTo("eve@example.com")).toEqual([]);
});

test("whoever is signed in finds their open invitations: one is accepted, one declined", async () => {
  const [second, third] = await Promise.all([
    createAccount(bed.origin(), mailbox),
    createAccount(bed.origin(), mailbox),
  ]);
  const email = "olga@example.com";
  await second.invite(email, "Olga", "Open");
  const person = await bed.openProfile();
  await signIn(person, mailbox, email, "/accounts");
  await person.getByRole("link", { name: accountsTexts.acceptOf(accountName) }).click();
  await accept(person);
  await expectAccepted(person);
  expect((await second.user(email)).status).toBe("active");

  await third.invite(email, "Olga", "Open");
  await person.getByRole("link", { name: acceptTexts.goAccounts }).click();
  await person.getByRole("button", { name: accountsTexts.declineOf(accountName) }).click();
  const dialog = person.getByRole("alertdialog", { name: accountsTexts.declineTitle });
  await dialog.waitFor();
  await expectNoAxeViolations(person);
  await button(dialog, accountsTexts.declineConfirm).click();
  await person.getByRole("heading", { name: accountsTexts.invitations }).waitFor({ state: "detached" });
  expect((await third.user(email)).status).toBe("invitationDeclined");
});
