import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { gridTexts } from "../../shared/texts/en/grid.ts";
import { statusWords } from "../../shared/texts/en/users.ts";
import { type Account, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed, patienceMs } from "../test/test-bed.ts";
import { button, rowOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;
const patiently = { timeout: patienceMs };

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

/** What leaves a page and what its sockets bring, from now on. */
function trafficOf(page: Page) {
  const log: string[] = [];
  let unanswered = 0;
  page.on("request", (request) => {
    unanswered++;
    log.push(new URL(request.url()).pathname);
  });
  page.on("requestfinished", () => unanswered--);
  page.on("requestfailed", () => unanswered--);
  page.on("websocket", (socket) => {
    log.push("socket opened");
    socket.on("framesent", () => log.push("socket spoke"));
    socket.on("framereceived", ({ payload }) => log.push(`told ${JSON.parse(String(payload)).type}`));
    socket.on("close", () => log.push("socket closed"));
  });
  return { log, told: () => log.filter((each) => each.startsWith("told ")), unanswered: () => unanswered };
}

/** As when another tab is looked at. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

test("an open page asks nothing while nothing changes, looked at or not; a change is one message", async () => {
  const email = "pia@example.com";
  const { id, groups } = await account.invite(email, "Pia", "Pending");
  const choir = await account.api.groups.create.mutate({ name: "Choir" });
  await expect.poll(async () => (await account.user(email)).delivery?.state, patiently).toBe("sent");
  const admin = await bed.openProfile();
  await admin.clock.install();
  const { log, told, unanswered } = trafficOf(admin);
  await signIn(admin, mailbox, account.adminEmail);
  await rowOf(admin, "Pia Pending").waitFor();
  await expect.poll(() => log, patiently).toContain("socket opened");
  // A page that has just come is told of the last moments too. What is told after this is new.
  await account.api.users.edit.mutate({ userId: id, groupIds: [choir.id] });
  await rowOf(admin, "Pia Pending").getByText("Choir").waitFor();
  await admin.clock.runFor(5_000);
  await expect.poll(unanswered, patiently).toBe(0);

  log.splice(0);
  await admin.clock.runFor(30_000);
  expect(log).toEqual([]);
  await hide(admin);
  await admin.clock.runFor(600_000);
  expect(log).toEqual([]);

  await account.api.invitations.resend.mutate({ userId: id });
  const sent = ["told invitation.resent", "told invitation.sent"];
  await expect.poll(told, patiently).toEqual(sent);
  await account.api.users.edit.mutate({ userId: id, groupIds: groups.map((group) => group.id) });
  await expect.poll(told, patiently).toEqual([...sent, "told user.edited"]);
  await rowOf(admin, "Pia Pending").getByText("Choir").waitFor({ state: "detached" });
  // Had requests gone unseen, the page would have looked as quiet.
  expect(log).toContain("/trpc/users.get");
});

test("a page that lived through a restart learns what it missed, an expiry by alarm included", async () => {
  await account.invite("mia@example.com", "Mia", "Miller");
  const admin = await bed.openProfile();
  const { told } = trafficOf(admin);
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
  expect(told().filter((each) => each === "told invitation.expired")).toHaveLength(1);
});
