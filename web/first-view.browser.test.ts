import type { Page, Request } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { acceptTexts } from "../shared/texts/en/accept.ts";
import { signInTexts } from "../shared/texts/en/sign-in.ts";
import { usersTexts } from "../shared/texts/en/users.ts";
import { type Account, createAccount } from "./test/account.ts";
import { createMailbox } from "./test/mailbox.ts";
import { signIn } from "./test/sign-in.ts";
import { createTestBed } from "./test/test-bed.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
let account: Account;
const firstCalls = "/trpc/profile.get,users.list?batch=1";
const counts = "/trpc/users.counts?batch=1";
const script = { app: "**/assets/app-*.js", accept: "**/assets/accept-*.js" };

beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox, 43);
});

/** A page of somebody signed in, at rest and somewhere else. */
async function openSignedIn(): Promise<Page> {
  const page = await bed.openProfile();
  await signIn(page, mailbox, account.adminEmail);
  await page.goto("about:blank");
  return page;
}

/** What a page fetches from now on. */
function watch(page: Page) {
  const fetched: string[] = [];
  const wordsOf = (request: Request) =>
    [request.method(), request.url(), request.postData(), request.headers()["x-usher-account"]].join(" ");
  page.on("request", (request) => {
    // Holding a script back turns the cache off, out of which the icon comes when the address changes.
    if (!request.url().endsWith("/icon.svg")) fetched.push(wordsOf(request));
  });
  return {
    calls: () => fetched.flatMap((each) => /\/trpc\/\S+/.exec(each) ?? []),
    twice: () => fetched.filter((each, at) => fetched.indexOf(each) !== at),
  };
}

/** Opens a page whose own script does not arrive before this call has left. */
async function openAsking(page: Page, address: string, scriptFile: string, call: string): Promise<void> {
  const asked = page.waitForRequest((request) => request.url().endsWith(call));
  await page.route(scriptFile, async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto(address, { waitUntil: "commit" });
  await asked;
}

/** Those and no others, also once the page is at rest. */
async function expectCalls(page: Page, calls: () => string[], wanted: string[]): Promise<void> {
  await expect.poll(calls).toEqual(wanted);
  await page.waitForLoadState("networkidle");
  expect(calls()).toEqual(wanted);
}

function rows(page: Page, count: number): Promise<unknown> {
  return page.waitForFunction((wanted) => document.querySelectorAll("[data-actions-of]").length === wanted, count);
}

test.each([
  ["as it begins", "", 10],
  ["filtered, sorted and turned", "?status=active,invited,blocked&sort=email.desc&size=5&page=2", 5],
])(
  "the list %s is asked for while the script is on its way, and nothing is fetched twice",
  async (_how, search, count) => {
    const page = await openSignedIn();
    const { calls, twice } = watch(page);
    await openAsking(page, `/a/${account.id}/users${search}`, script.app, firstCalls);
    await rows(page, count);
    await expectCalls(page, calls, [firstCalls, counts]);
    expect(twice()).toEqual([]);
  },
);

test("so is the list as somebody left it", async () => {
  const page = await openSignedIn();
  const path = `/a/${account.id}/users`;
  await page.goto(path);
  await page.getByLabel(usersTexts.rowsPerPage).selectOption("25");
  await rows(page, 25);
  await page.goto("about:blank");
  const { twice } = watch(page);
  await openAsking(page, path, script.app, firstCalls);
  await rows(page, 25);
  await page.waitForURL(/size=25/);
  await page.waitForLoadState("networkidle");
  expect(twice()).toEqual([]);
});

test("what only another one left here is no part of theirs", async () => {
  const page = await openSignedIn();
  const path = `/a/${account.id}/users`;
  await page.goto("/sign-in");
  const others = JSON.stringify({ "USR-1111111111111111": { view: { status: "active" }, last: { size: "5" } } });
  await page.evaluate(
    ([key = "", value = ""]) => localStorage.setItem(key, value),
    [`usher-users-${account.id}`, others],
  );
  await page.goto(path);
  await rows(page, 10);
  expect(page.url()).toBe(bed.origin() + path);
});

test("what runs out soon is asked for when the page does, once", async () => {
  const page = await openSignedIn();
  const { calls, twice } = watch(page);
  await page.goto(`/a/${account.id}/users?expiring=48h`);
  await expectCalls(page, calls, [firstCalls, counts]);
  expect(twice()).toEqual([]);
});

test("an early answer that comes after the script is waited for; one that never comes is asked for again", async () => {
  const page = await openSignedIn();
  const { calls } = watch(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/trpc/profile.get,users.list*", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`/a/${account.id}/users`);
  await page.getByRole("heading", { level: 1, name: usersTexts.title }).waitFor();
  expect(await page.locator("[data-actions-of]").count()).toBe(0);
  release();
  await rows(page, 10);
  expect(calls().filter((call) => call === firstCalls)).toHaveLength(1);

  await page.unrouteAll();
  await page.goto("about:blank");
  await page.route("**/trpc/profile.get,users.list*", (route) => route.abort(), { times: 1 });
  await page.goto(`/a/${account.id}/users`);
  await rows(page, 10);
  expect(calls().filter((call) => call === firstCalls)).toHaveLength(3);
});

test("whose session has ended signs in, and is at the list they had opened", async () => {
  const page = await openSignedIn();
  const path = `/a/${account.id}/users?size=5&page=3`;
  await page.context().clearCookies();
  await page.goto(path);
  await page.getByLabel(signInTexts.email).waitFor();
  expect(new URL(page.url()).searchParams.get("to")).toBe(path);
  await signIn(page, mailbox, account.adminEmail, path);
  await rows(page, 5);
});

test("other pages of an account ask early who is there, and nothing twice", async () => {
  const page = await openSignedIn();
  const { twice } = watch(page);
  await openAsking(page, `/a/${account.id}/groups`, script.app, "/trpc/profile.get?batch=1");
  await page.getByRole("row").nth(1).waitFor();
  await page.waitForLoadState("networkidle");
  expect(twice()).toEqual([]);
});

test("the page of an invitation asks for it while its script is on its way, with nothing fetched twice", async () => {
  await account.invite("early@example.com", "Ear", "Ly");
  const page = await bed.openProfile();
  const { calls, twice } = watch(page);
  const link = await mailbox.linkFor("early@example.com");
  await openAsking(page, link, script.accept, "/trpc/invitations.preview");
  await page.getByRole("button", { name: acceptTexts.accept }).waitFor();
  await expectCalls(page, calls, ["/trpc/invitations.preview"]);
  expect(twice()).toEqual([]);
  // Nobody sees the code in the address, and reloading finds it again.
  expect(new URL(page.url()).hash).toBe("");
  await page.reload();
  await page.getByRole("button", { name: acceptTexts.accept }).waitFor();
});

test("whoever reads German has theirs on its way before the script is here", async () => {
  const page = await bed.openProfile({ locale: "de-DE" });
  const german = page.waitForRequest(/german/);
  await page.route(script.app, async (route) => {
    await german;
    await route.continue();
  });
  await page.goto("/sign-in");
  await page.waitForFunction(() => document.documentElement.lang === "de" && document.querySelector("h1") !== null);
});
