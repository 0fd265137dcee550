import { readFile } from "node:fs/promises";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { apiOf, seedAccount } from "../../scripts/usher-for-test.ts";
import type { EventType } from "../../shared/events.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { actorWords, auditTexts, detailWords, eventWords } from "../../shared/texts/en/audit.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { type Account, createAccount } from "../test/account.ts";
import { expectNoAxeViolations } from "../test/axe.ts";
import { createMailbox } from "../test/mailbox.ts";
import { picture } from "../test/screenshots.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
const { users } = accountTexts.groups;
let account: Account;

/** One account whose trail has a little of everything. */
beforeAll(async () => {
  account = await createAccount(bed.origin(), mailbox);
  const { api } = account;
  await account.join("mia@example.com", "Mia", "Member");
  const { id: userId } = await account.invite("ron@example.com", "=Ron", "Ronald");
  const { id: groupId } = await api.groups.create.mutate({ name: "Night watch" });
  const known = (await api.groups.list.query()).filter(({ name }) => name === users).map(({ id }) => id);
  await api.users.edit.mutate({ userId, groupIds: [...known, groupId] });
  await api.groups.rename.mutate({ groupId, name: "Day watch" });
  await api.users.edit.mutate({ userId, groupIds: known });
  await api.groups.remove.mutate({ groupId });
  await api.users.remove.mutate({ userId });
});

async function openTrail(rest = "", profile: BrowserContextOptions = {}): Promise<Page> {
  const page = await bed.openProfile(profile);
  await signIn(page, mailbox, account.adminEmail, `/a/${account.id}/audit${rest}`);
  await page.getByText(auditTexts.noOlder).waitFor();
  return page;
}

async function seqOf(type: EventType): Promise<number> {
  const [event] = (await account.api.events.list.query({ type: [type] })).rows;
  if (!event) throw new Error(`There is no ${type}.`);
  return event.seq;
}

function rowOf(page: Page, seq: number): Locator {
  return page.locator(`[id="${seq}"]`);
}

async function see(page: Page, what: string): Promise<void> {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths[0], `width of ${what}`).toBeLessThanOrEqual(widths[1] ?? 0);
  for (const dialog of await page.locator("dialog[open]").all()) {
    const excess = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(excess, `width of the dialog of ${what}`).toBeLessThanOrEqual(0);
  }
  await expectNoAxeViolations(page);
  await picture(page, `audit ${what}`);
}

async function words(row: Locator): Promise<string> {
  return (await row.innerText()).replaceAll(/\s+/g, " ");
}

test("each event says who, through what, what and whom; groups by name, before and after", async () => {
  const page = await openTrail();
  expect(await page.getByText(auditTexts.hasNew).count()).toBe(0);
  await see(page, "idle");
  const edited = (await account.api.events.list.query({ type: ["user.edited"] })).rows;
  const [taken, given] = edited;
  await rowOf(page, taken?.seq ?? 0)
    .getByText("Day watch")
    .waitFor();
  const became = `${auditTexts.became} ${auditTexts.becameSpoken}`;
  expect(await words(rowOf(page, taken?.seq ?? 0))).toContain(
    `${eventWords["user.edited"]} ${detailWords.groups}: Day watch, ${users} ${became} ${users} =Ron Ronald USR-`,
  );
  expect(await words(rowOf(page, given?.seq ?? 0))).toContain(`${actorWords.token} ${eventWords["user.edited"]}`);
  expect(await words(rowOf(page, await seqOf("group.renamed")))).toContain(`Night watch ${became} Day watch`);
  const accepted = rowOf(page, await seqOf("invitation.accepted"));
  expect(await words(accepted)).toContain(`Mia Member ${actorWords.invitee} ${eventWords["invitation.accepted"]}`);
  const time = accepted.locator("time").first();
  const [event] = (await account.api.events.list.query({ type: ["invitation.accepted"] })).rows;
  expect(await time.getAttribute("datetime")).toBe(new Date(event?.at ?? 0).toISOString());
  expect(await words(rowOf(page, await seqOf("invitation.sent")))).toContain(`System ${actorWords.system}`);
});

test("filters are in the URL, stand there one by one, and leave one by one", async () => {
  const page = await openTrail();
  await button(page, auditTexts.filter).click();
  const dialog = page.getByRole("dialog", { name: auditTexts.filterTitle });
  await dialog.getByLabel(auditTexts.about).fill("ronald");
  await dialog.getByRole("button", { name: "=Ron Ronald" }).waitFor();
  await see(page, "filter");
  await dialog.getByRole("button", { name: "=Ron Ronald" }).click();
  await dialog.getByText(auditTexts.chosen("=Ron Ronald")).waitFor();
  await dialog.getByRole("checkbox", { name: eventWords["user.edited"] }).check();
  await dialog.getByRole("checkbox", { name: eventWords["user.removed"] }).check();
  await see(page, "filter chosen");
  await button(dialog, auditTexts.apply).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("type")).toBe("user.edited,user.removed");
  expect(new URL(page.url()).searchParams.get("user")).toMatch(/^USR-/);
  await expect.poll(() => page.locator("tbody tr").count()).toBe(3);
  await button(page, auditTexts.filterCount(3)).waitFor();

  await page.reload();
  await page.getByText(auditTexts.noOlder).waitFor();
  expect(await page.locator("tbody tr").count()).toBe(3);
  await button(page, auditTexts.removeFilter(eventWords["user.edited"])).click();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
  await see(page, "filtered");
  await page.goBack();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(3);
  await button(page, auditTexts.clearFilters).click();
  await expect.poll(() => new URL(page.url()).search).toBe("");

  // A name leads to everything about that person.
  await rowOf(page, await seqOf("invitation.accepted"))
    .getByRole("link", { name: "Mia Member" })
    .click();
  await button(page, auditTexts.removeFilter(auditTexts.aboutChip("Mia Member"))).waitFor();
  await page.goto(`/a/${account.id}/audit?type=token.disabled`);
  await page.getByRole("heading", { name: auditTexts.noMatchTitle }).waitFor();
  await see(page, "no match");
});

test("what is filtered is exported, with names that are no formulas", async () => {
  const page = await openTrail("?type=user.removed,user.edited");
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, auditTexts.export).click()]);
  await page.getByText(auditTexts.exported("3")).waitFor();
  expect(download.suggestedFilename()).toMatch(/^audit-trail-\d{4}-\d\d-\d\d\.csv$/);
  const file = await readFile(await download.path());
  expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [heading, ...lines] = file.toString().trimEnd().split("\r\n");
  expect(heading).toContain(`"${auditTexts.columns.details}"`);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toContain(`"'=Ron Ronald"`);
  expect(lines[0]).toContain(`"${eventWords["user.removed"]}"`);
  expect(lines[1]).toContain(`"${detailWords.groups}: Day watch, ${users} → ${users}"`);
  await see(page, "exported");
});

test("an export that fails says why in place, and one that is stopped is no file", async () => {
  const page = await openTrail();
  await page.route("**/trpc/*events.list*", (route) => route.abort());
  await button(page, auditTexts.export).click();
  await page.getByText(auditTexts.exportFailed(uiTexts.unreachable)).waitFor();
  await see(page, "export failed");
  await page.unrouteAll();
  await page.route("**/trpc/*events.list*", () => {});
  await button(page, auditTexts.export).click();
  await page.getByText(auditTexts.exporting("0")).waitFor();
  await button(page, auditTexts.stopExport).click();
  await expect.poll(() => page.getByText(auditTexts.exporting("0")).count()).toBe(0);
});

test("news wait until they are asked for", async () => {
  const page = await openTrail();
  const before = await page.locator("tbody tr").count();
  const { id } = await account.api.groups.create.mutate({ name: "Fleeting" });
  await page.getByText(auditTexts.hasNew).waitFor();
  expect(await page.locator("tbody tr").count()).toBe(before);
  await see(page, "news");
  await button(page, auditTexts.showNewest).click();
  await rowOf(page, await seqOf("group.created")).waitFor();
  await account.api.groups.remove.mutate({ groupId: id });
});

test("older events are loaded on demand, and a link leads to an event of long ago", async () => {
  const seeded = await seedAccount(bed.origin(), 60);
  const api = apiOf(bed.origin(), seeded.apiToken);
  const [oldest] = (await api.events.list.query({ after: 0, pageSize: 5 })).rows;
  const seq = oldest?.seq ?? 0;
  const page = await bed.openProfile();
  await signIn(page, mailbox, seeded.adminEmail, `/a/${seeded.accountId}/audit`);
  const older = button(page, auditTexts.loadOlder);
  await older.waitFor();
  expect(await page.locator("tbody tr").count()).toBe(50);
  await older.click();
  await page.getByText(auditTexts.loadedOlder(50)).waitFor();
  for (;;) {
    const shown = await page.locator("tbody tr").count();
    if ((await older.count()) === 0) break;
    await older.click();
    await expect.poll(() => page.locator("tbody tr").count()).toBeGreaterThan(shown);
  }
  await rowOf(page, seq).waitFor();
  // The button that was pressed is gone; reading goes on where the last events begin.
  expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-seq"))).toBe(true);

  await page.goto("about:blank");
  await page.goto(`/a/${seeded.accountId}/audit#${seq}`);
  await page.getByText(auditTexts.fromLinked).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-seq"))).toBe(String(seq));
  await see(page, "linked");
  await button(page, auditTexts.showNewest).click();
  await older.waitFor();
  expect(new URL(page.url()).hash).toBe("");
  const newest = page.locator("tbody tr").first().getByRole("link").first();
  await newest.click();
  const hash = await newest.getAttribute("data-seq");
  expect(new URL(page.url()).hash).toBe(`#${hash}`);
  await page.goto("about:blank");
  await page.goto(`/a/${seeded.accountId}/audit?type=user.deleted#${seq}`);
  await page.getByText(auditTexts.linkedMissing(String(seq))).waitFor();
});

test("loading, failing and trying again happen in place", async () => {
  const page = await openTrail();
  await page.route("**/trpc/*events.list*", () => {});
  await page.reload();
  await page.getByText(auditTexts.loading).waitFor({ state: "attached" });
  await see(page, "loading");
  await page.unrouteAll();
  await page.route("**/trpc/*events.list*", (route) => route.abort());
  await page.reload();
  await page.getByText(uiTexts.unreachable).waitFor();
  await see(page, "failed");
  await page.unrouteAll();
  await button(page, uiTexts.retry).click();
  await page.getByText(auditTexts.noOlder).waitFor();
});

test("a member learns that the trail is for administrators", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, "mia@example.com", `/a/${account.id}/audit`);
  await page.getByRole("heading", { name: auditTexts.notAllowedTitle }).waitFor();
  await see(page, "not allowed");
});

const phone = { isMobile: true, hasTouch: true };
const looks: { name: string; profile: BrowserContextOptions }[] = [
  { name: "narrowest", profile: { viewport: { width: 320, height: 640 }, ...phone } },
  { name: "phone light", profile: { viewport: { width: 375, height: 812 }, ...phone } },
  { name: "phone dark", profile: { viewport: { width: 375, height: 812 }, colorScheme: "dark", ...phone } },
  { name: "desktop light", profile: { viewport: { width: 1280, height: 800 } } },
  { name: "desktop dark", profile: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" } },
  { name: "forced colours", profile: { viewport: { width: 1280, height: 800 }, forcedColors: "active" } },
];

test.each(looks)("$name: nothing is cut off, and all of it can be read", async ({ name, profile }) => {
  const page = await openTrail(`?type=user.edited,user.removed,group.renamed#${await seqOf("group.renamed")}`, profile);
  await see(page, name);
  await page.evaluate(() => scrollTo(0, 0));
  await see(page, `${name} top`);
  await button(page, auditTexts.filterCount(3)).click();
  await page.getByRole("dialog", { name: auditTexts.filterTitle }).waitFor();
  await see(page, `${name} filter`);
});

describe("an expiry", () => {
  test("is the system's, at the deadline; when it was recorded is told if that was much later", async () => {
    await bed.restart({ INVITATION_LIFETIME_MS: "500" });
    await account.invite("late@example.com", "Lara", "Late");
    const expired = await expect
      .poll(async () => (await account.api.events.list.query({ type: ["invitation.expired"] })).rows[0])
      .toBeDefined()
      .then(() => seqOf("invitation.expired"));
    const page = await openTrail("?type=invitation.expired");
    const said = await words(rowOf(page, expired));
    expect(said).toContain(`System ${actorWords.system} ${eventWords["invitation.expired"]} Lara Late`);
    expect(said).not.toContain(auditTexts.recorded);

    await page.route("**/trpc/*events.list*", async (route) => {
      const response = await route.fetch();
      // As if the clock had met it an hour after its deadline.
      const body: { result?: { data?: { rows?: EventRow[] } } }[] = await response.json();
      for (const row of body.flatMap(({ result }) => result?.data?.rows ?? [])) row.recordedAt = row.at + 3_600_000;
      await route.fulfill({ response, json: body });
    });
    await page.reload();
    await rowOf(page, expired).getByText(auditTexts.recorded).waitFor();
    await see(page, "recorded late");
  });
});
