import type { BrowserContext, Page, Route } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { apiOf, ordinaryGroup, seedAccount } from "../../scripts/usher-for-test.ts";
import type { UserList } from "../../shared/outputs.ts";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { columnWords, gridTexts } from "../../shared/texts/en/grid.ts";
import { panelTexts } from "../../shared/texts/en/grid-panels.ts";
import { refusalSentence } from "../../shared/texts/en/refusals.ts";
import { shellTexts } from "../../shared/texts/en/shell.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { usersTexts } from "../../shared/texts/en/users.ts";
import { answering, failing, whileListAnswers } from "../test/answers.ts";
import { createMailbox } from "../test/mailbox.ts";
import { see } from "../test/see.ts";
import { signIn } from "../test/sign-in.ts";
import { createTestBed } from "../test/test-bed.ts";
import { button, menuItem, openMenu, toastOf } from "../test/users-page.ts";

const bed = createTestBed();
const mailbox = createMailbox(bed.origin);
const arabic = { email: "noura@example.com", firstName: "نورة", lastName: "العبد الله", name: "نورة العبد الله" };
const long = {
  email: `${"a".repeat(50)}@${"long-".repeat(10)}domain.example.com`,
  firstName: "Wolfeschlegelsteinhausenbergerdorff",
  lastName: "de la Santísima Trinidad Ruiz y Picasso",
};
let path: string;
let adminEmail: string;
let signedIn: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;

beforeAll(async () => {
  const seeded = await seedAccount(bed.origin(), 24);
  path = `/a/${seeded.accountId}/users`;
  adminEmail = seeded.adminEmail;
  const api = apiOf(bed.origin(), seeded.apiToken);
  const groupIds = [await ordinaryGroup(api)];
  for (const { email, firstName, lastName } of [arabic, long]) {
    await api.users.invite.mutate({ email, firstName, lastName, groupIds });
  }
});

const widths = [
  { width: 1440, isPhone: false },
  { width: 375, isPhone: true },
];
const looks = [
  { name: "light", media: { colorScheme: "light", forcedColors: "none" } },
  // Right after light: emulated after dark, Chromium tells scripts colours that it does not paint.
  { name: "forced colours", media: { colorScheme: "light", forcedColors: "active" } },
  { name: "dark", media: { colorScheme: "dark", forcedColors: "none" } },
] as const;
const [light] = looks;

async function open(width: number): Promise<Page> {
  const viewport = { width, height: 900 };
  const page = await bed.openProfile(signedIn ? { viewport, storageState: signedIn } : { viewport });
  await page.addInitScript(() => {
    navigator.clipboard.write = () => Promise.reject(new Error("refused"));
  });
  if (signedIn) await page.goto(path);
  else await signIn(page, mailbox, adminEmail, path);
  signedIn ??= await page.context().storageState();
  await rows(page).first().waitFor();
  return page;
}

function rows(page: Page) {
  return page.locator("[data-actions-of]");
}

describe.each(widths)("every state of the Users page at $width px, in its colours", ({ width, isPhone }) => {
  async function seeAll(page: Page, what: string): Promise<void> {
    // Forced colours are the system's at any width: seen on the desk.
    for (const { name, media } of looks.filter((look) => !isPhone || look.name !== "forced colours")) {
      await page.emulateMedia(media);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await see(page, `state ${width} ${name} ${what}`);
    }
    await page.emulateMedia(light.media);
    if (!isPhone) return;
    // As wide as a window of 1280 px at 400 %.
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `width of ${what} at 320 px`).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width, height: 900 });
  }

  async function seePanel(page: Page, opener: string, title: string): Promise<void> {
    await page.getByRole("button", { name: new RegExp(`^${opener}`) }).click();
    const panel = page.getByRole("dialog", { name: title });
    await panel.waitFor();
    await seeAll(page, title);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
  }

  async function seeDialog(page: Page, item: string, role: "dialog" | "alertdialog"): Promise<void> {
    await menuItem(await openMenu(page, arabic.name), item).click();
    await page.getByRole(role).waitFor();
    await seeAll(page, item);
    await page.keyboard.press("Escape");
    await page.getByRole(role).waitFor({ state: "detached" });
  }

  test("the list, its views and its panels", async () => {
    const page = await open(width);
    await seeAll(page, "idle");
    if (!isPhone) {
      await page.getByRole("columnheader", { name: columnWords.joined }).getByRole("button").click();
      await page.getByRole("menu").waitFor();
      await seeAll(page, "menu of a column");
      await page.keyboard.press("Escape");
    }
    await button(page, gridTexts.viewOptions).click();
    await page.getByRole("menu").waitFor();
    await seeAll(page, "menu of views");
    await page.getByRole("menuitem", { name: gridTexts.shortcuts }).click();
    await page.getByRole("dialog", { name: panelTexts.shortcutsTitle }).waitFor();
    await seeAll(page, "shortcuts");
    await page.keyboard.press("Escape");
    await seePanel(page, gridTexts.columns, panelTexts.columnsTitle);
    await page.goto(`${path}?status=invited&sort=status.asc,name.desc&expiring=2099-12-31`);
    await rows(page).first().waitFor();
    await seeAll(page, "filtered and sorted");
    await seePanel(page, gridTexts.filter, panelTexts.filterTitle);
    await seePanel(page, gridTexts.sort, panelTexts.sortTitle);
  });

  test("the menu of a row and what it leads to", async () => {
    const page = await open(width);
    await page.goto(`${path}?q=example.com`);
    // Whether the first comes too early depends on who was invited when; the second does.
    for (const _ of [1, 2]) {
      await menuItem(await openMenu(page, arabic.name), usersTexts.resend).click();
      await page.getByRole("region", { name: uiTexts.notifications }).getByRole("listitem").first().waitFor();
    }
    const wait = refusalSentence({ reason: "coolingDown", retryAfterMs: 1 }).split(". ")[0] ?? "";
    await toastOf(page, wait).first().waitFor();
    // The toast is not the only place for it, and the item can still be chosen.
    const menu = await openMenu(page, arabic.name);
    await menu.getByText(wait).waitFor();
    expect(await menuItem(menu, usersTexts.resend).getAttribute("aria-disabled")).toBeNull();
    await seeAll(page, "menu of a row");
    await page.keyboard.press("Escape");
    await seeAll(page, "toast");
    await page.keyboard.press("Alt+t");
    await page.keyboard.press("Escape");
    await seeDialog(page, usersTexts.edit, "dialog");
    await seeDialog(page, usersTexts.remove, "alertdialog");
    await seeDialog(page, usersTexts.copyLink, "dialog");
    await button(page, usersTexts.add).click();
    await page.getByRole("dialog", { name: addUserTexts.title }).waitFor();
    await seeAll(page, "add");
  });

  test("loading, nobody, no match, no right, no network and failing", async () => {
    const page = await open(width);
    const requestId = "7261d7f6-e6b0-42e5-853f-f90f48f81e78";
    await whileListAnswers(page, failing(500, { requestId }), async () => {
      await button(page, usersTexts.refresh).click();
      await button(page, shellTexts.copyRequestId).waitFor();
      await page.getByText(requestId).waitFor();
      await seeAll(page, "failure over the old rows");
    });
    await button(page, uiTexts.retry).click();
    await button(page, uiTexts.retry).waitFor({ state: "detached" });
    await page.context().setOffline(true);
    await page.getByText(gridTexts.offline).waitFor();
    await seeAll(page, "offline");
    await page.context().setOffline(false);
    await page.getByText(gridTexts.offline).waitFor({ state: "detached" });

    const title = (name: string) => page.getByRole("heading", { name }).waitFor();
    await page.goto(`${path}?q=nobody`);
    await title(usersTexts.noMatchTitle);
    await seeAll(page, "no match");
    const nobody = { rows: [], total: 0, totalIsExact: true, nextCursor: null } satisfies UserList;
    await whileListAnswers(page, answering(nobody), async () => {
      await page.goto(path);
      await title(usersTexts.emptyTitle);
      await seeAll(page, "nobody");
    });
    await whileListAnswers(page, failing(403, { refusal: { reason: "notAllowed" } }), async () => {
      await page.goto(path);
      await title(usersTexts.notAllowedTitle);
      await seeAll(page, "not allowed");
    });
    const held: Route[] = [];
    const hold = async (route: Route) => void held.push(route);
    await whileListAnswers(page, hold, async () => {
      await page.goto(path);
      await page.getByText(usersTexts.loading).waitFor({ state: "attached" });
      await seeAll(page, "skeleton");
      for (const route of held) await route.continue();
    });
    await rows(page).first().waitFor();
  });
});
