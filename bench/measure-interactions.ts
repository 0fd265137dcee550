import type { Page } from "playwright-core";
import { gridTexts } from "../shared/texts/en/grid.ts";
import { statusWords, usersTexts } from "../shared/texts/en/users.ts";

/** How long after a press the next frame came, by what was pressed. Chromium counts in steps of 8 ms, from 16 on. */
export type Interactions = Record<string, number>;

/** For a page of 100 rows that is open and at rest. */
export async function measureInteractions(page: Page): Promise<Interactions> {
  await page.evaluate(watchEvents);
  const found: Interactions = {};
  async function press(what: string, act: () => Promise<unknown>, after: () => Promise<unknown>): Promise<void> {
    await atRest(page);
    await page.evaluate(() => void Reflect.set(globalThis, "longestEvent", 0));
    await act();
    await after();
    found[what] = await page.evaluate(longestEvent);
  }

  const menu = page.getByRole("menu");
  const button = page.locator("[data-actions-of]").nth(4);
  await press(
    "open a row's menu",
    () => button.click(),
    () => menu.waitFor(),
  );
  await press(
    "close it",
    () => page.keyboard.press("Escape"),
    () => menu.waitFor({ state: "detached" }),
  );
  const box = page.getByRole("searchbox", { name: usersTexts.search });
  await box.focus();
  await press(
    "type into the search",
    () => page.keyboard.type("ann", { delay: 80 }),
    () => page.waitForURL(/[?&]q=ann/),
  );
  await press(
    "clear it",
    () => page.keyboard.press("Escape"),
    () => hundredRows(page),
  );
  const filters = page.getByRole("group", { name: usersTexts.status, exact: true }).getByRole("button");
  await press(
    "choose a quick filter",
    () => filters.filter({ hasText: statusWords.active }).click(),
    () => page.waitForURL(/status=active/),
  );
  await press(
    "show all again",
    () => filters.filter({ hasText: gridTexts.all }).first().click(),
    () => hundredRows(page),
  );
  await page.getByLabel(usersTexts.rowsPerPage).focus();
  await press(
    "10 rows a page",
    // One press, which finds the choice that begins so.
    () => page.keyboard.press("1"),
    () => page.waitForFunction(() => document.querySelectorAll("[data-actions-of]").length === 10),
  );
  await page.getByLabel(usersTexts.rowsPerPage).focus();
  await press(
    "100 rows a page",
    () => page.keyboard.press("End"),
    () => hundredRows(page),
  );
  return found;
}

export function hundredRows(page: Page): Promise<unknown> {
  return page.waitForFunction(() => document.querySelectorAll("[data-actions-of]").length === 100);
}

/** What the press before has set off is over: rows fetched again in the background, too. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("table[aria-busy=true]") === null);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
}

function watchEvents(): void {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!Reflect.get(entry, "interactionId")) continue;
      Reflect.set(globalThis, "longestEvent", Math.max(Reflect.get(globalThis, "longestEvent"), entry.duration));
    }
  }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
}

/** Once the frames that follow have been reported. */
async function longestEvent(): Promise<number> {
  for (let frames = 0; frames < 4; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, 50));
  return Reflect.get(globalThis, "longestEvent");
}
