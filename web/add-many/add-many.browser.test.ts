import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { addManyTexts as texts } from "../../shared/texts/en/add-many.ts";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { problemSentences } from "../../shared/texts/en/refusals.ts";
import { usersTexts } from "../../shared/texts/en/users.ts";
import { type Account, createAccount } from "../test/account.ts";
import { expectFocus } from "../test/keyboard.ts";
import { createMailbox } from "../test/mailbox.ts";
import { looks, see } from "../test/see.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeEach(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

async function openImport(profile = {}): Promise<Page> {
  const page = await bed.openProfile(profile);
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/add-many`);
  await page.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }).waitFor();
  return page;
}

/** The outcome of the row of that address. */
function outcomeOf(page: Page, email: string) {
  const row = page.getByRole("row").filter({ has: page.getByText(email, { exact: true }) });
  return row.getByRole("cell").last();
}

async function check(page: Page): Promise<void> {
  await button(page, texts.check).click();
  await page.getByRole("heading", { name: texts.reviewTitle }).waitFor();
}

/** As a German spreadsheet of some years ago writes it. */
const messy = [
  "Nachname;Vorname;E-Mail;Gruppen;Bemerkung",
  "Müller;Jürgen; juergen@example.com ;;neu",
  ";;;;",
  'Schmidt;"Eva ""Evi""";eva@example.com;users;',
  "Müller;J.;Juergen@Example.com;;doppelt",
  "Weiß;Karl;karl(at)example.com;;Tippfehler",
  "Joined;Jane;jane@example.com;;schon da",
  "Open;Otto;otto@example.com;;schon eingeladen",
  "Gone;Gerd;gerd@example.com;;abgelehnt oder entfernt",
  "Lager;Lea;lea@example.com;Lager;",
].join("\r\n");

test("a messy list goes through preview and run, and its failures come back to be mended", async () => {
  await account.join("jane@example.com", "Jane", "Joined");
  await account.invite("otto@example.com", "Otto", "Open");
  const gone = await account.invite("gerd@example.com", "Gerd", "Gone");
  await account.api.users.remove.mutate({ userId: gone.id });

  const page = await openImport();
  await see(page, "import list");
  await button(page, texts.check).click();
  await page.getByText(texts.emptyList).waitFor();
  const latin1 = Buffer.from(messy, "latin1");
  await page.getByLabel(texts.file).setInputFiles({ name: "liste.csv", mimeType: "text/csv", buffer: latin1 });
  await page.getByText(texts.fileChosen("liste.csv", texts.people("8", false))).waitFor();
  await expectFocus(button(page, texts.forgetFile));
  await page.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }).check();
  await check(page);

  await outcomeOf(page, "juergen@example.com").getByText(texts.will.created).waitFor();
  await page.getByRole("row").filter({ hasText: "Jürgen Müller" }).waitFor();
  await outcomeOf(page, "Juergen@Example.com").getByText(texts.duplicate("2")).waitFor();
  await outcomeOf(page, "eva@example.com").getByText(texts.will.created).waitFor();
  const typo = texts.problem(texts.fields.email, problemSentences.addressFormat);
  await outcomeOf(page, "karl(at)example.com").getByText(typo).waitFor();
  await outcomeOf(page, "jane@example.com").getByText(texts.will.alreadyActive).waitFor();
  await outcomeOf(page, "otto@example.com").getByText(texts.will.alreadyInvited).waitFor();
  await outcomeOf(page, "gerd@example.com").getByText(texts.removedBefore).waitFor();
  await outcomeOf(page, "lea@example.com").getByText(texts.unknownGroups("Lager", true)).waitFor();
  await see(page, "import review");
  expect((await account.api.users.list.query({ search: "eva@example.com" })).total).toBe(0);

  await button(page, texts.createGroups("1", true)).click();
  await outcomeOf(page, "lea@example.com").getByText(texts.will.created).waitFor();
  await button(page, texts.invite("3", false)).click();
  await page.getByRole("heading", { name: texts.doneTitle }).waitFor();
  await outcomeOf(page, "eva@example.com").getByText(texts.did.created).waitFor();
  await see(page, "import done");
  expect((await account.user("juergen@example.com")).lastName).toBe("Müller");
  await mailbox.linkFor("juergen@example.com");

  const download = page.waitForEvent("download");
  await button(page, texts.failures).click();
  const failures = await readFile(await (await download).path(), "utf8");
  expect(failures).toContain('"karl(at)example.com","Karl","Weiß"');
  expect(failures).not.toContain("eva@example.com");

  await button(page, texts.another).click();
  const mended = failures.replace("karl(at)", "karl@").replace(/^.*gerd@.*$/m, "");
  await page.getByLabel(texts.paste).fill(mended);
  await check(page);
  await button(page, texts.invite("1", true)).click();
  await page.getByText(texts.invited("1", true)).waitFor();
  expect((await account.user("karl@example.com")).firstName).toBe("Karl");
});

test("several addresses typed where one is asked for go on to the list", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/users`);
  await button(page, usersTexts.add).click();
  const dialog = page.getByRole("dialog", { name: addUserTexts.title });
  await dialog.getByLabel(addUserTexts.email).fill("anna@example.com, bob@example.com");
  await see(page, "several addresses");
  await button(dialog, addUserTexts.addAsList).click();
  await page.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }).check();
  await check(page);
  await page.getByText(texts.willInvite("2", false)).waitFor();
});

test.for(looks)("a list can be looked at: $name", async ({ name, profile }) => {
  const page = await openImport(profile);
  await page.getByLabel(texts.paste).fill("Anna Meyer <anna@example.com>, nobody(at)example.com <x@y>");
  await page.getByRole("checkbox", { name: accountTexts.groups.users, exact: true }).check();
  await see(page, `import list ${name}`);
  await check(page);
  await see(page, `import review ${name}`);
});
