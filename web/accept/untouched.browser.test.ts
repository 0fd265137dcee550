import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { accept, expectAccepted, expectTitle, openLink } from "../test/accept-page.ts";
import { type Account, accountName, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

/** The procedures that the page calls from now on. */
function callsOf(page: Page): string[] {
  const calls: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(trpc|api)\//.test(pathname)) calls.push(`${request.method()} ${pathname}`);
  });
  return calls;
}

test("reading, prefetching and opening the link decide nothing", async () => {
  const email = "scanned@example.com";
  await account.invite(email, "Sven", "Scanned");
  const link = await mailbox.linkFor(email);
  const before = await account.user(email);
  for (const method of ["GET", "HEAD"]) {
    const response = await fetch(link, { method, headers: { "sec-purpose": "prefetch" } });
    expect([response.status, response.headers.get("set-cookie")]).toEqual([200, null]);
    expect(response.headers.get("x-robots-tag")).toContain("noindex");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  }
  const page = await bed.openProfile();
  const calls = callsOf(page);
  await openLink(page, link);
  await expectTitle(page, acceptTexts.offerTitle(accountName));
  expect(calls).toEqual(["POST /trpc/invitations.preview"]);
  expect(await page.context().cookies()).toEqual([]);
  expect(await account.user(email)).toEqual(before);
});

test("a scanner that clicks and submits whatever it finds decides nothing either", async () => {
  const email = "clicked@example.com";
  await account.invite(email, "Clara", "Clicked");
  const page = await bed.openProfile();
  await openLink(page, await mailbox.linkFor(email));
  await expectTitle(page, acceptTexts.offerTitle(accountName));
  expect(await page.getByRole("checkbox", { name: acceptTexts.terms }).isChecked()).toBe(false);
  const calls = callsOf(page);
  await page.evaluate(() => {
    for (const box of document.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) box.click();
    // Twice: for what the first round may have opened.
    for (const _ of [1, 2]) {
      for (const button of document.querySelectorAll("button")) {
        button.click();
        for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
          button.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
        }
        for (const type of ["keydown", "keyup"]) {
          button.dispatchEvent(new KeyboardEvent(type, { key: "Enter", bubbles: true, cancelable: true }));
        }
      }
      for (const form of document.forms) form.requestSubmit();
    }
  });
  await expectTitle(page, acceptTexts.offerTitle(accountName));
  expect(await page.getByRole("alertdialog").count()).toBe(0);
  expect(calls).toEqual([]);
  expect((await account.user(email)).status).toBe("invited");
});

test("without the terms nobody joins", async () => {
  const email = "terms@example.com";
  await account.invite(email, "Tess", "Terms");
  const page = await bed.openProfile();
  await openLink(page, await mailbox.linkFor(email));
  const calls = callsOf(page);
  await page.getByLabel(acceptTexts.firstName).fill("");
  await button(page, acceptTexts.accept).click();
  await page.getByText(acceptTexts.termsMissing).first().waitFor();
  await page.getByText(acceptTexts.firstNameMissing).first().waitFor();
  await expectNoAxeViolations(page);
  await page.getByLabel(acceptTexts.firstName).fill("https://example.com/win");
  await accept(page);
  await expect.poll(() => page.getByLabel(acceptTexts.firstName).getAttribute("aria-invalid")).toBe("true");
  await expectNoAxeViolations(page);
  expect((await account.user(email)).status).toBe("invited");
  await page.getByLabel(acceptTexts.firstName).fill("Tess");
  await button(page, acceptTexts.accept).click();
  await expectAccepted(page);
  expect(calls.filter((call) => call.endsWith("invitations.accept"))).toHaveLength(2);
});

test("a forged, cut or missing code gets the bare page", async () => {
  await account.invite("forged@example.com", "Fred", "Forged");
  const link = await mailbox.linkFor("forged@example.com");
  const last = link.at(-1) === "A" ? "B" : "A";
  const page = await bed.openProfile();
  const others = [
    `${link.slice(0, -1)}${last}`,
    link.slice(0, -4),
    link.replace(/#.*/, ""),
    `${link}${"A".repeat(5_000)}`,
  ];
  for (const other of others) {
    await openLink(page, other);
    await expectTitle(page, acceptTexts.deadTitle);
    const text = await page.getByRole("main").innerText();
    expect(text.replaceAll(/\s+/g, " ").trim()).toBe(`${acceptTexts.deadTitle} ${acceptTexts.checkWithSender}`);
  }
  await expectNoAxeViolations(page);
});
