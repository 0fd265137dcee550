import { beforeAll, expect, test } from "vitest";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { oneTimeCodeTexts } from "../../shared/texts/en/one-time-code.ts";
import { passkeyTexts } from "../../shared/texts/en/passkey.ts";
import { profileTexts } from "../../shared/texts/en/profile.ts";
import { accept, expectAccepted, expectTitle, openLink } from "../test/accept-page.ts";
import { type Account, createAccount } from "../test/account.ts";
import { addAuthenticator } from "../test/authenticator.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;
let other: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
  other = await createAccount(bed.origin(), mailbox);
});

/** Nobody is signed in here; the device holds a passkey of this member of the account. */
async function openWithPasskeyOf(address: string, firstName: string) {
  await account.join(address, firstName, "Member");
  const page = await bed.openProfile();
  const device = await addAuthenticator(page);
  await signIn(page, mailbox, address, `/a/${account.id}/profile`);
  await button(page, profileTexts.addPasskey).click();
  await toastOf(page, profileTexts.passkeyAdded).waitFor();
  await page.context().clearCookies();
  return { page, device };
}

test("whoever is asked for a code may use a passkey of the invited address instead", async () => {
  const { page, device } = await openWithPasskeyOf("kim@example.com", "Kim");
  await other.invite("kim@example.com", "Kim", "Elsewhere");
  await openLink(page, await mailbox.linkFor("kim@example.com"));
  await accept(page);
  await expectTitle(page, acceptTexts.codeTitle);
  await device.agree(false);
  await button(page, oneTimeCodeTexts.usePasskey).click();
  await page.getByRole("alert").getByText(passkeyTexts.notUsed).waitFor();
  await expectNoAxeViolations(page);
  await picture(page, "accept with a passkey");
  await device.agree(true);
  await button(page, oneTimeCodeTexts.usePasskey).click();
  await expectAccepted(page);
  expect((await other.user("kim@example.com")).status).toBe("active");
});

test("a passkey of another address shows both addresses, and nothing is used up", async () => {
  const { page } = await openWithPasskeyOf("lou@example.com", "Lou");
  await account.join("max@example.com", "Max", "Member");
  await other.invite("max@example.com", "Max", "Elsewhere");
  await openLink(page, await mailbox.linkFor("max@example.com"));
  await accept(page);
  await button(page, oneTimeCodeTexts.usePasskey).click();
  await expectTitle(page, acceptTexts.otherTitle);
  await page.getByText("lou@example.com", { exact: true }).waitFor();
  await expectNoAxeViolations(page);
  expect((await other.user("max@example.com")).status).toBe("invited");
  await button(page, acceptTexts.switchAddress).click();
  await page.getByText("max@example.com", { exact: true }).waitFor();
});
