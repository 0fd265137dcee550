import type { BrowserContext, Page, Route } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { apiOf, ordinaryGroup, seedAccount } from "../../scripts/usher-for-test.ts";
import type { ErrorData, UserList } from "../../shared/outputs.ts";
import { addUserTexts } from "../../shared/texts/en/add-user.ts";
import { columnWords, gridTexts } from "../../shared/texts/en/grid.ts";
import { panelTexts } from "../../shared/texts/en/grid-panels.ts";
import { refusalSentence } from "../../shared/texts/en/refusals.ts";
import { shellTexts } from "../../shared/texts/en/shell.ts";
import { uiTexts } from "../../shared/texts/en/ui.ts";
import { usersTexts } from "../../shared/texts/en/users.ts";
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

/** What the list answers as long as `run` takes. */
async function whileListAnswers(page: Page, answer: (route: Route) => Promise<void>, run: () => Promise<void>) {
  const lists = /\/trpc\/[^?]*users\.list/;
  await page.route(lists, answer);
  await run();
  await page.unroute(lists);
}

/** For every call of the batch. */
function fulfil(route: Route, status: number, answer: unknown): Promise<void> {
  const calls = new URL(route.request().url()).pathname.split(",").length;
  return route.fulfill({ status, json: Array(calls).fill(answer) });
}

function failing(data: Partial<ErrorData>, status: number) {
  return (route: Route) =>
    fulfil(route, status, {
      error: { message: "", code: -32603, data: { refusal: null, problems: null, requestId: null, ...data } },
    });
}

test.each(widths)(
  "every state of the Users page at $width px, light, dark and in forced colours",
  async (look) => {
    const { width, isPhone } = look;
    const page = await open(width);

    async function seeAll(what: string): Promise<void> {
      for (const { name, media } of looks) {
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
    async function seePanel(opener: RegExp, title: string): Promise<void> {
      await page.getByRole("button", { name: opener }).click();
      const panel = page.getByRole("dialog", { name: title });
      await panel.waitFor();
      await seeAll(title);
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "detached" });
    }
    async function seeDialog(name: string, item: string, role: "dialog" | "alertdialog"): Promise<void> {
      await menuItem(await openMenu(page, name), item).click();
      await page.getByRole(role).waitFor();
      await seeAll(item);
      await page.keyboard.press("Escape");
      await page.getByRole(role).waitFor({ state: "detached" });
    }

    await seeAll("idle");
    if (!isPhone) {
      await page.getByRole("columnheader", { name: columnWords.joined }).getByRole("button").click();
      await page.getByRole("menu").waitFor();
      await seeAll("menu of a column");
      await page.keyboard.press("Escape");
    }
    await button(page, gridTexts.viewOptions).click();
    await page.getByRole("menu").waitFor();
    await seeAll("menu of views");
    await page.getByRole("menuitem", { name: gridTexts.shortcuts }).click();
    await page.getByRole("dialog", { name: panelTexts.shortcutsTitle }).waitFor();
    await seeAll("shortcuts");
    await page.keyboard.press("Escape");
    await seePanel(new RegExp(`^${gridTexts.columns}`), panelTexts.columnsTitle);

    const query = "?status=invited&sort=status.asc,name.desc&expiring=2099-12-31";
    await page.goto(path + query);
    await rows(page).first().waitFor();
    await seeAll("filtered and sorted");
    await seePanel(new RegExp(`^${gridTexts.filter}`), panelTexts.filterTitle);
    await seePanel(new RegExp(`^${gridTexts.sort}`), panelTexts.sortTitle);

    await page.goto(`${path}?q=example.com`);
    await openMenu(page, arabic.name);
    await seeAll("menu of a row");
    await page.keyboard.press("Escape");
    await seeDialog(arabic.name, usersTexts.edit, "dialog");
    await seeDialog(arabic.name, usersTexts.remove, "alertdialog");
    await seeDialog(arabic.name, usersTexts.copyLink, "dialog");
    await button(page, usersTexts.add).click();
    await page.getByRole("dialog", { name: addUserTexts.title }).waitFor();
    await seeAll("add");
    await page.keyboard.press("Escape");

    // One that works, and one that has to wait: the menu still says so when the toast is gone.
    if (!isPhone) {
      // Whether the first comes too early depends on how long all this has taken; the second does.
      for (const _ of [1, 2]) {
        await menuItem(await openMenu(page, arabic.name), usersTexts.resend).click();
        await page.getByRole("region", { name: uiTexts.notifications }).getByRole("listitem").first().waitFor();
      }
      const wait = refusalSentence({ reason: "coolingDown", retryAfterMs: 1 }).split(". ")[0] ?? "";
      await toastOf(page, wait).waitFor();
      await seeAll("toast");
      const menu = await openMenu(page, arabic.name);
      await menu.getByText(wait).waitFor();
      expect(await menuItem(menu, usersTexts.resend).getAttribute("aria-disabled")).toBeNull();
      await seeAll("menu with what came of it");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Alt+t");
      await page.keyboard.press("Escape");
    }

    const requestId = "7261d7f6-e6b0-42e5-853f-f90f48f81e78";
    await whileListAnswers(page, failing({ requestId }, 500), async () => {
      await button(page, usersTexts.refresh).click();
      await button(page, shellTexts.copyRequestId).waitFor();
      await page.getByText(requestId).waitFor();
      await seeAll("failure over the old rows");
    });
    await button(page, uiTexts.retry).click();
    await button(page, uiTexts.retry).waitFor({ state: "detached" });
    await page.context().setOffline(true);
    await page.getByText(gridTexts.offline).waitFor();
    await seeAll("offline");
    await page.context().setOffline(false);
    await page.getByText(gridTexts.offline).waitFor({ state: "detached" });

    await page.goto(`${path}?q=nobody`);
    await page.getByRole("heading", { name: usersTexts.noMatchTitle }).waitFor();
    await seeAll("no match");
    const nobody = { rows: [], total: 0, totalIsExact: true, nextCursor: null } satisfies UserList;
    await whileListAnswers(
      page,
      (route) => fulfil(route, 200, { result: { data: nobody } }),
      async () => {
        await page.goto(path);
        await page.getByRole("heading", { name: usersTexts.emptyTitle }).waitFor();
        await seeAll("nobody");
      },
    );
    await whileListAnswers(page, failing({ refusal: { reason: "notAllowed" } }, 403), async () => {
      await page.goto(path);
      await page.getByRole("heading", { name: usersTexts.notAllowedTitle }).waitFor();
      await seeAll("not allowed");
    });
    const held: Route[] = [];
    await whileListAnswers(
      page,
      async (route) => void held.push(route),
      async () => {
        await page.goto(path);
        await page.getByText(usersTexts.loading).waitFor({ state: "attached" });
        await seeAll("skeleton");
        for (const route of held) await route.continue();
      },
    );
    await rows(page).first().waitFor();
  },
  240_000,
);
