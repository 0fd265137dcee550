import { expect, test } from "vitest";
import { maxCodesPerClient } from "../../shared/limits.ts";
import { accountsTexts } from "../../shared/texts/en/accounts.ts";
import { codeRefusals, oneTimeCodeTexts } from "../../shared/texts/en/one-time-code.ts";
import { shellTexts } from "../../shared/texts/en/shell.ts";
import { signInTexts } from "../../shared/texts/en/sign-in.ts";
import { statusWords, usersTexts } from "../../shared/texts/en/users.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { createTestBed } from "../test/test-bed.ts";

const first = "first@example.com";
const bed = createTestBed({ env: { FIRST_ADMINISTRATOR: first } });
const mailbox = createMailbox(bed.origin);

test("on an empty Usher the first administrator signs in, names the account and is on the Users page", async () => {
  const page = await bed.openProfile();
  await page.goto("/");
  await page.getByRole("heading", { level: 1, name: signInTexts.title }).waitFor();
  await expectNoAxeViolations(page);
  await page.getByLabel(signInTexts.email).fill(first);
  await page.getByRole("button", { name: signInTexts.sendCode }).click();

  const code = page.getByLabel(oneTimeCodeTexts.label);
  const submit = page.getByRole("button", { name: signInTexts.submit, exact: true });
  await code.fill("12");
  await submit.click();
  await page.getByText(oneTimeCodeTexts.missing).waitFor();
  await expectNoAxeViolations(page);
  const mailed = await mailbox.codeFor(first);
  await code.fill(mailed === "000000" ? "000001" : "000000");
  await submit.click();
  await page.getByText(codeRefusals.codeWrong).waitFor();
  await code.fill(mailed);
  await submit.click();

  const create = page.getByRole("button", { name: accountsTexts.newSubmit });
  await create.click();
  await page.getByText(accountsTexts.nameMissing).waitFor();
  await expectNoAxeViolations(page);
  await page.getByLabel(accountsTexts.name).fill("Lighthouse Society");
  await create.click();

  await page.waitForURL(/\/a\/ACC-[0-9A-Z]{16}\/users$/);
  await page.getByRole("heading", { level: 1, name: usersTexts.title }).waitFor();
  const row = page.getByRole("row").filter({ hasText: first });
  await row.waitFor();
  await page.getByRole("button", { name: "Lighthouse Society" }).waitFor();
  await expectNoAxeViolations(page);
});

test("whoever is signed in comes back to their account, and signs out", async () => {
  const page = await bed.openProfile();
  await page.goto("/accounts");
  await page.waitForURL(/\/sign-in\?to=%2Faccounts$/);
  await page.getByLabel(signInTexts.email).fill(first);
  await page.getByRole("button", { name: signInTexts.sendCode }).click();
  await page.getByLabel(oneTimeCodeTexts.label).fill(await mailbox.codeFor(first));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/accounts");
  await page.getByText(accountsTexts.administrator, { exact: true }).waitFor();
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "Lighthouse Society" }).click();
  await page.getByText(statusWords.active).first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Lighthouse Society" }).click();
  const menu = page.getByRole("menu", { name: shellTexts.accountMenuLabel });
  await menu.waitFor();
  await expectNoAxeViolations(page);
  await menu.getByRole("menuitem", { name: shellTexts.signOut }).click();
  await page.waitForURL("**/sign-in");
  await page.goto("/");
  await page.waitForURL(/\/sign-in/);
});

test("whoever has had too many codes sent to an address is told to wait, in a sentence", async () => {
  // In local mode nobody says where somebody comes from, so nobody is limited; here the network does.
  const page = await bed.openProfile({ extraHTTPHeaders: { "cf-connecting-ip": "192.0.2.9" } });
  await page.goto("/sign-in");
  for (let sent = 0; sent < maxCodesPerClient; sent++) {
    const data = { email: "impatient@example.com" };
    expect((await page.request.post("/api/auth/email-otp/send-verification-otp", { data })).status()).toBe(204);
  }
  await page.getByLabel(signInTexts.email).fill("impatient@example.com");
  await page.getByRole("button", { name: signInTexts.sendCode }).click();
  await page.getByText(codeRefusals.tooManyRequests).waitFor();
  await expectNoAxeViolations(page);
});

test("somebody whom no account knows gets a code like everybody else, and no further", async () => {
  const page = await bed.openProfile();
  await page.goto("/sign-in");
  const stranger = "stranger@example.com";
  await page.getByLabel(signInTexts.email).fill("not an address");
  await page.getByRole("button", { name: signInTexts.sendCode }).click();
  await expect.poll(() => page.getByLabel(signInTexts.email).getAttribute("aria-invalid")).toBe("true");
  await expectNoAxeViolations(page);
  await page.getByLabel(signInTexts.email).fill(stranger);
  await page.getByRole("button", { name: signInTexts.sendCode }).click();
  await page.getByLabel(oneTimeCodeTexts.label).fill(await mailbox.codeFor(stranger));
  await page.keyboard.press("Enter");
  await page.getByText(codeRefusals.addressUnknown).waitFor();
  await expectNoAxeViolations(page);
});
