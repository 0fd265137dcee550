import type { Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { mailsTo } from "../../scripts/usher-for-test.ts";
import { stopTexts as german } from "../../shared/texts/de/stop.ts";
import { stopTexts } from "../../shared/texts/en/stop.ts";
import { type Account, accountName, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { createTestBed, patienceMs } from "../test/test-bed.ts";
import { button } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

/** The link in the newest mail to an address that has just been invited. */
async function stopLinkFor(email: string): Promise<string> {
  await account.invite(email, "Nora", "No");
  return vi.waitFor(
    async () => {
      const [newest] = await mailsTo(bed.origin(), email);
      const link = /https?:\/\/\S+\/stop#\S+/.exec(newest?.text ?? "")?.[0];
      if (link === undefined) throw new Error("The mail has not come");
      return link;
    },
    { timeout: patienceMs, interval: 50 },
  );
}

function heading(page: Page, name: string) {
  return page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

test("opening the link from the mail reads only, and nothing but a person's press stops anything", async () => {
  const email = "scanned@example.com";
  const link = await stopLinkFor(email);
  for (const method of ["GET", "HEAD"]) expect((await fetch(link, { method })).status).toBe(200);
  const page = await bed.openProfile();
  const calls: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(trpc|api)\//.test(pathname)) calls.push(`${request.method()} ${pathname}`);
  });
  await page.goto(link);
  await heading(page, stopTexts.title(accountName));
  expect(page.url()).toBe(`${bed.origin()}/stop`);
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("button")) {
      each.click();
      for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
        each.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
      }
    }
  });
  await expectNoAxeViolations(page);
  expect(calls).toEqual(["POST /trpc/invitations.stopState"]);
  expect((await account.user(email)).status).toBe("invited");
});

test("a person reports and stops by keyboard, finds it so when loading again, and takes it back", async () => {
  const email = "nora@example.com";
  const link = await stopLinkFor(email);
  const page = await bed.openProfile();
  await page.goto(link);
  await heading(page, stopTexts.title(accountName));
  await picture(page, "stop");
  await button(page, stopTexts.stop).focus();
  await page.keyboard.press("Enter");
  await heading(page, stopTexts.stoppedTitle);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  await expectNoAxeViolations(page);
  await picture(page, "stopped");
  expect((await account.user(email)).status).toBe("invitationDeclined");
  await page.reload();
  await heading(page, stopTexts.stoppedTitle);
  await button(page, stopTexts.allow).click();
  await heading(page, stopTexts.title(accountName));
});

test("on a phone, dark and in German, all of it is there without scrolling sideways", async () => {
  const link = await stopLinkFor("phone@example.com");
  const page = await bed.openProfile({ viewport: { width: 320, height: 640 }, colorScheme: "dark", locale: "de-DE" });
  await page.goto(link);
  await heading(page, german.title(accountName));
  await expectNoAxeViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await picture(page, "stop phone dark");
  await button(page, german.stop).click();
  await heading(page, german.stoppedTitle);
  await expectNoAxeViolations(page);
  await picture(page, "stopped phone dark");
});

test("without an answer there is only trying again; what is no code of ours is told so", async () => {
  const link = await stopLinkFor("offline@example.com");
  const page = await bed.openProfile();
  await page.route("**/trpc/**", (route) => route.abort());
  await page.goto(link);
  await heading(page, stopTexts.failedTitle);
  await expectNoAxeViolations(page);
  await page.unroute("**/trpc/**");
  await button(page, stopTexts.tryAgain).click();
  await heading(page, stopTexts.title(accountName));
  const other = await bed.openProfile();
  for (const wrong of [link.slice(0, -3), link.replace(/#.*/, ""), `${link}${"A".repeat(5_000)}`]) {
    await other.goto("about:blank");
    await other.goto(wrong);
    await heading(other, stopTexts.deadTitle);
  }
  await expectNoAxeViolations(other);
});
