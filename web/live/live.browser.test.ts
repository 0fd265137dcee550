import { beforeAll, expect, test } from "vitest";
import { gridTexts } from "../../shared/texts/en/grid.ts";
import { statusWords } from "../../shared/texts/en/users.ts";
import { type Account, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, rowOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

test("what others do shows on an open page: in place for who is there, as a number for who is not", async () => {
  await account.invite("ron@example.com", "Ron", "Ronald");
  const admin = await bed.openProfile();
  const connected = admin.waitForEvent("websocket");
  await signIn(admin, mailbox, account.adminEmail);
  await rowOf(admin, "Ron Ronald").getByText(statusWords.invited, { exact: true }).waitFor();
  await connected;

  const { id } = await account.user("ron@example.com");
  await account.api.users.remove.mutate({ userId: id });
  await rowOf(admin, "Ron Ronald").getByText(statusWords.removed, { exact: true }).waitFor();

  await account.invite("zoe@example.com", "Zoe", "Zimmer");
  await admin.getByText(gridTexts.changedElsewhere(1)).waitFor();
  expect(await rowOf(admin, "Zoe Zimmer").count()).toBe(0);
  await expectNoAxeViolations(admin);
  await button(admin, gridTexts.showChanges).click();
  await rowOf(admin, "Zoe Zimmer").waitFor();
  await admin.getByText(gridTexts.changedElsewhere(1)).waitFor({ state: "detached" });
});

test("a page that lived through a restart learns what it missed, an expiry by alarm included", async () => {
  await account.invite("mia@example.com", "Mia", "Miller");
  const admin = await bed.openProfile();
  const connected = admin.waitForEvent("websocket");
  await signIn(admin, mailbox, account.adminEmail);
  await rowOf(admin, "Mia Miller").waitFor();
  await connected;
  // All of the page is here before its server goes.
  await admin.waitForLoadState("networkidle");
  await bed.restart({ INVITATION_LIFETIME_MS: "4000" });
  const { id } = await account.user("mia@example.com");
  await account.api.invitations.resend.mutate({ userId: id });
  await rowOf(admin, "Mia Miller").getByText(statusWords.invitationExpired, { exact: true }).waitFor();
});
