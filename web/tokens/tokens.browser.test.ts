import { beforeEach, expect, test } from "vitest";
import { apiOf } from "../../scripts/usher-for-test.ts";
import { problemSentences } from "../../shared/texts/en/refusals.ts";
import { tokensTexts as texts } from "../../shared/texts/en/tokens.ts";
import { type Account, createAccount } from "../test/account.ts";
import { createMailbox } from "../test/mailbox.ts";
import { looks, see } from "../test/see.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeEach(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

async function openTokens(profile = {}) {
  const page = await bed.openProfile(profile);
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/tokens`);
  await page.getByText("Seed", { exact: true }).waitFor();
  return page;
}

test("a token is shown once, works until it is disabled, again when enabled, and no more once removed", async () => {
  const page = await openTokens();
  await button(page, texts.add).click();
  const dialog = page.getByRole("dialog", { name: texts.addTitle });
  await dialog.getByLabel(texts.name).press("Enter");
  await dialog.getByText(problemSentences.required).waitFor();
  await dialog.getByLabel(texts.name).fill("Nightly sync");
  await dialog.getByRole("radio", { name: texts.scopes.write }).check();
  await see(page, "token new");
  await button(dialog, texts.create).click();
  const made = page.getByRole("dialog", { name: texts.madeTitle });
  const token = await made.getByLabel(texts.token, { exact: true }).inputValue();
  await see(page, "token made");
  await button(made, texts.done).click();
  expect(await page.content()).not.toContain(token);

  const counts = () => apiOf(bed.origin(), token).users.counts.query();
  expect(await counts()).toMatchObject({ active: 1 });
  await button(page, texts.disableLabel("Nightly sync")).click();
  await toastOf(page, texts.hasBeenDisabled("Nightly sync")).waitFor();
  await expect(counts()).rejects.toThrow();
  await button(page, texts.enableLabel("Nightly sync")).click();
  await toastOf(page, texts.hasBeenEnabled("Nightly sync")).waitFor();
  await counts();
  await button(page, texts.removeLabel("Nightly sync")).click();
  const remove = page.getByRole("alertdialog", { name: texts.removeTitle("Nightly sync") });
  await button(remove, texts.remove).click();
  await toastOf(page, texts.removed("Nightly sync")).waitFor();
  await expect(counts()).rejects.toThrow();
});

test.for(looks)("the tokens can be looked at: $name", async ({ name, profile }) => {
  const page = await openTokens(profile);
  await see(page, `tokens ${name}`);
});
