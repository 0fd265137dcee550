import { beforeAll, expect, test } from "vitest";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { usersTexts } from "../../shared/texts/en/users.ts";
import { accept, confirmAddress, expectAccepted, expectTitle, openLink } from "../test/accept-page.ts";
import { type Account, accountName, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, choose, openMenu, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

/** What `usersTexts.linkCopied` begins with; the rest is a time. */
const copied = usersTexts.linkCopied("").trim();

test("a copied link asks for a code, which goes to the invited address", async () => {
  await account.invite("cora@example.com", "Cora", "Copy");
  const admin = await bed.openProfile();
  await admin.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: bed.origin() });
  await signIn(admin, mailbox, account.adminEmail);
  const menu = await openMenu(admin, "Cora Copy");
  await expectNoAxeViolations(admin);
  await admin.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  await choose(admin, "Cora Copy", usersTexts.copyLink);
  await toastOf(admin, copied).waitFor();
  await expectNoAxeViolations(admin);
  const link = await admin.evaluate(() => navigator.clipboard.readText());
  expect(link).not.toBe(await mailbox.linkFor("cora@example.com"));

  const invitee = await bed.openProfile();
  await openLink(invitee, link);
  await accept(invitee);
  await expectTitle(invitee, acceptTexts.codeTitle);
  await expectNoAxeViolations(invitee);
  expect((await account.user("cora@example.com")).status).toBe("invited");
  // Back to the names and on again: nothing typed is lost.
  await button(invitee, acceptTexts.back).click();
  expect(await invitee.getByRole("checkbox", { name: acceptTexts.terms }).isChecked()).toBe(true);
  await mailbox.codeFor("cora@example.com");
  await button(invitee, acceptTexts.accept).click();
  await confirmAddress(invitee, mailbox, "cora@example.com");
  await expectAccepted(invitee);
  expect((await account.user("cora@example.com")).status).toBe("active");
});

test("where the clipboard refuses, the link is shown, selected", async () => {
  await account.invite("field@example.com", "Fay", "Field");
  const admin = await bed.openProfile();
  await admin.addInitScript(() => {
    navigator.clipboard.write = () => Promise.reject(new Error("refused"));
  });
  await signIn(admin, mailbox, account.adminEmail);
  await choose(admin, "Fay Field", usersTexts.copyLink);
  const field = admin.getByRole("dialog", { name: usersTexts.linkTitle }).getByLabel(usersTexts.linkField);
  await field.waitFor();
  await expectNoAxeViolations(admin);
  await expect.poll(() => admin.evaluate(() => String(getSelection()))).toMatch(/\/accept#/);
  const invitee = await bed.openProfile();
  await openLink(invitee, await field.inputValue());
  await expectTitle(invitee, acceptTexts.offerTitle(accountName));
});

test("whoever is signed in with another address sees both, switches, and accepts with the right one", async () => {
  await account.invite("other@example.com", "Otto", "Other");
  await account.invite("wanted@example.com", "Wanda", "Wanted");
  const person = await bed.openProfile();
  await openLink(person, await mailbox.linkFor("other@example.com"));
  await accept(person);
  await expectAccepted(person);

  await openLink(person, await mailbox.linkFor("wanted@example.com"));
  await expectTitle(person, acceptTexts.otherTitle);
  const facts = await person.getByRole("main").innerText();
  expect(facts).toContain("other@example.com");
  expect(facts).not.toContain("wanted@example.com");
  expect(facts).toContain("w•");
  await expectNoAxeViolations(person);
  await button(person, acceptTexts.switchAddress).click();
  await expectTitle(person, acceptTexts.offerTitle(accountName));
  await person.getByText("wanted@example.com").waitFor();
  await accept(person);
  await expectAccepted(person);
  expect((await account.user("wanted@example.com")).status).toBe("active");
  expect((await account.user("other@example.com")).status).toBe("active");
});
