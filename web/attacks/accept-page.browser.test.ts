import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Page } from "playwright-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import { acceptTexts } from "../../shared/texts/en/accept.ts";
import { expectTitle, openLink } from "../test/accept-page.ts";
import { type Account, accountName, createAccount } from "../test/account.ts";
import { createMailbox } from "../test/mailbox.ts";
import { createTestBed } from "../test/test-bed.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
});

async function linkFor(email: string): Promise<string> {
  await account.invite(email, "Ina", "Vited");
  return mailbox.linkFor(email);
}

let foreign: Server | null = null;
afterEach(() => void foreign?.close());

/** A page of another site, really served: a made-up answer is kept from this machine by the browser itself. Its complaints are its own. */
async function foreignPage(html: string): Promise<Page> {
  foreign = createServer((_, response) => response.setHeader("content-type", "text/html").end(html)).listen(
    0,
    "127.0.0.1",
  );
  await once(foreign, "listening");
  const address = foreign.address();
  const page = await (await bed.openProfile()).context().newPage();
  await page.goto(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`);
  return page;
}

test("the code leaves the address bar once the page has loaded; reloading and Back still find theirs", async () => {
  const [first, second] = [await linkFor("first@example.com"), await linkFor("second@example.com")];
  const page = await bed.openProfile();
  await openLink(page, first);
  await expectTitle(page, acceptTexts.offerTitle(accountName));
  await page.getByText("first@example.com").first().waitFor();
  const bare = `${bed.origin()}/accept`;
  expect([page.url(), await page.evaluate(() => document.URL)]).toEqual([bare, bare]);
  await page.reload();
  await page.getByText("first@example.com").first().waitFor();
  expect(page.url()).toBe(bare);
  await page.evaluate((link) => location.assign(link), second);
  await page.getByText("second@example.com").first().waitFor();
  expect(page.url()).toBe(bare);
  await page.goBack();
  await page.getByText("first@example.com").first().waitFor();
  expect(page.url()).toBe(bare);
});

test("a scanner that runs scripts and submits every form as it was loaded decides nothing", async () => {
  const email = "submitted@example.com";
  const link = await linkFor(email);
  const before = await account.user(email);
  const page = await bed.openProfile();
  const posts: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== "GET" && pathname !== "/trpc/invitations.preview") posts.push(pathname);
  });
  for (const how of ["as a press would", "past every handler", "again and again"]) {
    await openLink(page, link);
    await expectTitle(page, acceptTexts.offerTitle(accountName));
    // Past the handlers a form leaves the page, and whatever is opened meanwhile would be given up for that.
    const left = how === "past every handler" ? page.waitForEvent("load") : null;
    const count = await page.evaluate((way) => {
      const forms = [...document.forms];
      for (const form of forms) {
        if (way === "past every handler") form.submit();
        else for (let at = 0; at < (way === "as a press would" ? 1 : 20); at++) form.requestSubmit();
      }
      return forms.length;
    }, how);
    expect(count).toBeGreaterThan(0);
    await left;
  }
  await expect.poll(() => page.getByRole("heading", { level: 1 }).count()).toBe(1);
  expect(posts).toEqual([]);
  expect(await account.user(email)).toEqual(before);
});

test("clickjacking: no page of ours is shown in anybody's frame", async () => {
  const paths = ["/accept", "/sign-in", `/a/${account.id}/users`, "/trpc/accounts.mine"];
  const frames = paths.map((path) => `<iframe src="${bed.origin()}${path}"></iframe>`).join("");
  const objects = `<object data="${bed.origin()}/accept"></object><embed src="${bed.origin()}/sign-in">`;
  const page = await foreignPage(`<!doctype html>${frames}${objects}`);
  await page.waitForLoadState();
  const inner = page.frames().slice(1);
  expect(inner.length).toBeGreaterThanOrEqual(paths.length);
  for (const frame of inner) {
    // What a browser shows in place of a page that does not want to be framed.
    expect(frame.url()).not.toContain(bed.origin());
    expect(await frame.locator("#root").count()).toBe(0);
  }
});

test("a page that opened ours can neither read nor steer it", async () => {
  const link = await linkFor("opened@example.com");
  const page = await foreignPage("<!doctype html><p>evil</p>");
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate((url) => {
      Object.assign(window, { opened: window.open(url) });
    }, link),
  ]);
  await expectTitle(popup, acceptTexts.offerTitle(accountName));
  expect(await popup.evaluate(() => window.opener)).toBeNull();
  expect(await page.evaluate(() => Reflect.get(window, "opened").closed)).toBe(true);
});

test("script and style that somebody has smuggled into a page are not run", async () => {
  const page = await (await bed.openProfile()).context().newPage();
  for (const path of ["/accept", "/sign-in"]) {
    await page.goto(bed.origin() + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const ran = await page.evaluate(async () => {
      const holder = document.createElement("div");
      holder.innerHTML =
        '<img src="/no" onerror="window.ran = 1"><b id="styled" style="color: rgb(1, 2, 3)">x</b><style>#styled { background: rgb(1, 2, 3) }</style>';
      const inline = document.createElement("script");
      inline.textContent = "window.ran = 2";
      const foreign = document.createElement("script");
      foreign.src = "data:text/javascript,window.ran=3";
      const imageFailed = new Promise((resolve) => holder.querySelector("img")?.addEventListener("error", resolve));
      document.body.append(holder, inline, foreign);
      await imageFailed;
      let evaluated = false;
      try {
        evaluated = Boolean(new Function("return 1")());
      } catch {
        // Forbidden.
      }
      const { color, backgroundColor } = getComputedStyle(document.querySelector("#styled") ?? document.body);
      return [Reflect.get(window, "ran"), evaluated, color, backgroundColor].map(String);
    });
    expect(ran.slice(0, 2)).toEqual(["undefined", "false"]);
    expect(ran.slice(2)).not.toContain("rgb(1, 2, 3)");
  }
});
