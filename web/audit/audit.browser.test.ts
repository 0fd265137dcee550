import { readFile } from "node:fs/promises";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { apiOf, seedAccount } from "../../scripts/usher-for-test.ts";
import type { EventType } from "../../shared/events.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { accountTexts } from "../../shared/texts/en/account.ts";
import { actorFilterWords, actorWords, auditTexts, detailWords, eventWords } from "../../shared/texts/en/audit.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { type Account, administratorName, createAccount } from "../test/account.ts";
import { createMailbox } from "../test/mailbox.ts";
import { forcedColours, looks, see } from "../test/see.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed, patienceMs } from "../test/test-bed.ts";
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

async function words(row: Locator): Promise<string> {
  return (await row.innerText()).replaceAll(/\s+/g, " ");
}

test("each event says who, through what, what and whom; groups by name, before and after", async () => {
  const page = await openTrail();
  expect(await page.getByText(auditTexts.hasNew).count()).toBe(0);
  await see(page, "audit idle");
  const edited = (await account.api.events.list.query({ type: ["user.edited"] })).rows;
  const [taken, given] = edited;
  await rowOf(page, taken?.seq ?? 0)
    .getByText("Day watch")
    .waitFor();
  const became = `${auditTexts.became} ${auditTexts.becameSpoken}`;
  expect(await words(rowOf(page, taken?.seq ?? 0))).toContain(
    `${eventWords["user.edited"]} ${detailWords.groups}: Day watch, ${users} ${became} ${users} =Ron Ronald USR-`,
  );
  expect(await words(rowOf(page, given?.seq ?? 0))).toContain(`Seed ${actorWords.token} TOK-`);
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
  await see(page, "audit filter");
  await dialog.getByRole("button", { name: "=Ron Ronald" }).click();
  await dialog.getByText(auditTexts.chosen("=Ron Ronald")).waitFor();
  await dialog.getByRole("checkbox", { name: eventWords["user.edited"] }).check();
  await dialog.getByRole("checkbox", { name: eventWords["user.removed"] }).check();
  await see(page, "audit filter chosen");
  await expect.poll(() => new URL(page.url()).searchParams.get("type")).toBe("user.edited,user.removed");
  await dialog.getByText(auditTexts.found(3, "3", false)).waitFor();
  await button(dialog, auditTexts.done).click();
  expect(new URL(page.url()).searchParams.get("user")).toMatch(/^USR-/);
  await expect.poll(() => page.locator("tbody tr").count()).toBe(3);
  await button(page, auditTexts.filterCount(3)).waitFor();

  await page.reload();
  await page.getByText(auditTexts.noOlder).waitFor();
  expect(await page.locator("tbody tr").count()).toBe(3);
  await button(page, uiTexts.removeFilter(eventWords["user.edited"])).click();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
  // What had the focus is gone.
  expect(await page.evaluate(() => document.activeElement?.closest("ul")?.ariaLabel)).toBe(uiTexts.filters);
  await see(page, "audit filtered");
  await page.goBack();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(3);
  await button(page, uiTexts.clearFilters).click();
  await expect.poll(() => new URL(page.url()).search).toBe("");

  // A name leads to everything about that person.
  await rowOf(page, await seqOf("invitation.accepted"))
    .getByRole("link", { name: "Mia Member" })
    .click();
  await button(page, uiTexts.removeFilter(auditTexts.aboutChip("Mia Member"))).waitFor();
  await page.goto(`/a/${account.id}/audit?type=token.disabled`);
  await page.getByRole("heading", { name: auditTexts.noMatchTitle }).waitFor();
  await see(page, "audit no match");
});

test("what somebody did, or some kind of actor, is found and exported", async () => {
  const page = await openTrail();
  const rows = page.locator("tbody tr");
  await button(page, auditTexts.filter).click();
  const dialog = page.getByRole("dialog", { name: auditTexts.filterTitle });
  const doneBy = dialog.getByLabel(auditTexts.doneBy, { exact: true });
  await doneBy.selectOption("system");
  const system = uiTexts.removeFilter(auditTexts.byChip(actorFilterWords.system));
  await button(page, system).waitFor({ state: "attached" });
  await expect.poll(() => rows.filter({ hasNotText: actorWords.system }).count()).toBe(0);
  await doneBy.selectOption("user");
  expect(new URL(page.url()).searchParams.get("actor")).toBe("user");
  await dialog.getByText(auditTexts.noMatchTitle).waitFor();
  await dialog.getByLabel(auditTexts.which, { exact: true }).fill("administrator");
  await see(page, "audit filter actor");
  await dialog.getByRole("button", { name: administratorName }).click();
  await dialog.getByText(auditTexts.chosenActor(administratorName)).waitFor();
  await doneBy.selectOption("token");
  const which = dialog.getByLabel(auditTexts.which, { exact: true });
  await which.selectOption({ label: auditTexts.tokenChoice("Seed", account.apiToken.slice(-4)) });
  await expect.poll(() => new URL(page.url()).searchParams.get("actor")).toMatch(/^TOK-/);
  await button(dialog, uiTexts.clearFilters).click();
  await button(dialog, auditTexts.done).click();

  // The name of a token leads to all that was done by it; its id tells it from others of that name.
  const created = rowOf(page, await seqOf("group.created"));
  expect(await words(created)).toContain(`Seed ${actorWords.token} TOK-`);
  await created.getByRole("link", { name: "Seed" }).click();
  await button(page, uiTexts.removeFilter(auditTexts.byChip("Seed"))).waitFor();
  expect(new URL(page.url()).searchParams.get("actor")).toMatch(/^TOK-/);
  await expect.poll(() => rows.filter({ hasNotText: actorWords.token }).count()).toBe(0);
  const shown = await rows.count();
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, auditTexts.export).click()]);
  const lines = (await readFile(await download.path())).toString().trimEnd().split("\r\n").slice(1);
  expect(lines).toHaveLength(shown);
  for (const line of lines) expect(line).toContain(`"${actorWords.token}","Seed","TOK-`);

  // Who did the news is asked before they are offered.
  await page.goto(`/a/${account.id}/audit?actor=system`);
  await page.getByText(auditTexts.noOlder).waitFor();
  const asked = page.waitForResponse((response) => response.request().postData()?.includes('"after"') ?? false);
  const { id } = await account.api.groups.create.mutate({ name: "Silent" });
  await asked;
  await account.api.groups.remove.mutate({ groupId: id });
  expect(await page.getByText(auditTexts.hasNew).count()).toBe(0);
});

test("days are the reader's: today, the last ones, or those between two dates", async () => {
  const page = await openTrail("?type=account.created");
  const rows = page.locator("tbody tr");
  const [founded] = (await account.api.events.list.query({ type: ["account.created"] })).rows;
  /** As Berlin has it, where the browser is. */
  const day = (daysLater: number) =>
    new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin" }).format((founded?.at ?? 0) + daysLater * 86_400_000);
  await button(page, auditTexts.filterCount(1)).click();
  const dialog = page.getByRole("dialog", { name: auditTexts.filterTitle });
  const when = dialog.getByLabel(auditTexts.recordedOn);
  for (const preset of ["today", "7d", "30d"] as const) {
    await when.selectOption(preset);
    await expect.poll(() => new URL(page.url()).searchParams.get("date")).toBe(preset);
    await dialog.getByText(auditTexts.found(1, "1", false)).waitFor();
  }
  await when.selectOption({ label: auditTexts.between });
  await dialog.getByLabel(auditTexts.from, { exact: true }).fill(day(1));
  await dialog.getByText(auditTexts.noMatchTitle).waitFor();
  await dialog.getByLabel(auditTexts.from, { exact: true }).fill(day(0));
  await dialog.getByText(auditTexts.found(1, "1", false)).waitFor();
  await dialog.getByLabel(auditTexts.to, { exact: true }).fill(day(-1));
  await dialog.getByText(auditTexts.noMatchTitle).waitFor();
  await dialog.getByLabel(auditTexts.to, { exact: true }).fill(day(0));
  await dialog.getByText(auditTexts.found(1, "1", false)).waitFor();
  expect(new URL(page.url()).searchParams.get("date")).toBe(`${day(0)}..${day(0)}`);
  await see(page, "audit filter dates");
  await page.keyboard.press("Escape");
  await page.reload();
  await expect.poll(() => rows.count()).toBe(1);
  await see(page, "audit filtered by dates");
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
  await see(page, "audit exported");
});

test("an export that fails says why in place, and one that is stopped is no file", async () => {
  const page = await openTrail();
  await page.route("**/trpc/*events.list*", (route) => route.abort());
  await button(page, auditTexts.export).click();
  await page.getByText(auditTexts.exportFailed(uiTexts.unreachable)).waitFor();
  await see(page, "audit export failed");
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
  await see(page, "audit news");
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
    await expect.poll(() => page.locator("tbody tr").count(), { timeout: patienceMs }).toBeGreaterThan(shown);
  }
  await rowOf(page, seq).waitFor();
  // The button that was pressed is gone; reading goes on where the last events begin.
  expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-seq"))).toBe(true);

  await page.goto("about:blank");
  await page.goto(`/a/${seeded.accountId}/audit#${seq}`);
  await page.getByText(auditTexts.fromLinked).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-seq"))).toBe(String(seq));
  await see(page, "audit linked");
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
  await see(page, "audit loading");
  await page.unrouteAll();
  await page.route("**/trpc/*events.list*", (route) => route.abort());
  await page.reload();
  await page.getByText(uiTexts.unreachable).waitFor();
  await see(page, "audit failed");
  await page.unrouteAll();
  await button(page, uiTexts.retry).click();
  await page.getByText(auditTexts.noOlder).waitFor();
});

test("a member learns that the trail is for administrators", async () => {
  const page = await bed.openProfile();
  await signIn(page, mailbox, "mia@example.com", `/a/${account.id}/audit`);
  await page.getByRole("heading", { name: auditTexts.notAllowedTitle }).waitFor();
  await see(page, "audit not allowed");
});

test.each([...looks, forcedColours])(
  "$name: nothing is cut off, and all of it can be read",
  async ({ name, profile }) => {
    const page = await openTrail(
      `?type=user.edited,user.removed,group.renamed#${await seqOf("group.renamed")}`,
      profile,
    );
    await see(page, `audit ${name}`);
    await page.evaluate(() => scrollTo(0, 0));
    await see(page, `audit ${name} top`);
    await button(page, auditTexts.filterCount(3)).click();
    await page.getByRole("dialog", { name: auditTexts.filterTitle }).waitFor();
    await see(page, `audit ${name} filter`);
  },
);

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
    await see(page, "audit recorded late");
  });
});
