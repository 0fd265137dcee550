import type { Page } from "playwright-core";
import { acceptTexts } from "../shared/texts/en/accept.ts";
import { gridTexts } from "../shared/texts/en/grid.ts";
import { panelTexts } from "../shared/texts/en/grid-panels.ts";
import { statusWords, usersTexts } from "../shared/texts/en/users.ts";

/** How long after a press the next frame came, by what was pressed. Chromium counts in steps of 8 ms, from 16 on. */
export type Interactions = Record<string, number>;

export type Press = { what: string; act: () => Promise<unknown>; after: () => Promise<unknown> };

/** One press after the other, each on a page at rest. */
export async function measurePresses(page: Page, presses: Press[]): Promise<Interactions> {
  await page.evaluate(watchEvents);
  const found: Interactions = {};
  for (const { what, act, after } of presses) {
    await atRest(page);
    await page.evaluate(() => void Reflect.set(globalThis, "longestEvent", 0));
    await act();
    await after();
    found[what] = await page.evaluate(longestEvent);
  }
  return found;
}

/** What people do with a page of 100 rows that is open. */
export function listPresses(page: Page): Press[] {
  const menu = page.getByRole("menu");
  const panel = page.getByRole("dialog");
  const box = page.getByRole("searchbox", { name: usersTexts.search });
  const filters = page.getByRole("group", { name: usersTexts.status, exact: true }).getByRole("button");
  const sizes = page.getByLabel(usersTexts.rowsPerPage);
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  return [
    {
      what: "open a row's menu",
      act: () => page.locator("[data-actions-of]").nth(4).click(),
      after: () => menu.waitFor(),
    },
    {
      what: "close it",
      act: () => page.keyboard.press("Escape"),
      after: () => menu.waitFor({ state: "detached" }),
    },
    {
      what: "type into the search",
      act: () => box.focus().then(() => page.keyboard.type("ann", { delay: 80 })),
      after: () => page.waitForURL(/[?&]q=ann/),
    },
    {
      what: "clear it",
      act: () => page.keyboard.press("Escape"),
      after: () => hundredRows(page),
    },
    {
      what: "choose a quick filter",
      act: () => filters.filter({ hasText: statusWords.active }).click(),
      after: () => page.waitForURL(/status=active/),
    },
    {
      what: "show all again",
      act: () => filters.filter({ hasText: gridTexts.all }).first().click(),
      after: () => hundredRows(page),
    },
    {
      what: "open the panel for sorting",
      act: () => button(gridTexts.sort).click(),
      after: () => panel.waitFor(),
    },
    {
      what: "sort",
      act: () => button(panelTexts.addKey).click(),
      after: () => page.waitForURL(/sort=/),
    },
    {
      what: "close the panel",
      act: () => button(panelTexts.done).click(),
      after: () => panel.waitFor({ state: "detached" }).then(() => hundredRows(page)),
    },
    {
      what: "next page",
      act: () => button(usersTexts.next).click(),
      after: () => page.waitForURL(/page=2/).then(() => hundredRows(page)),
    },
    {
      what: "10 rows a page",
      // One press, which finds the choice that begins so.
      act: () => sizes.focus().then(() => page.keyboard.press("1")),
      after: () => page.waitForFunction(() => document.querySelectorAll("[data-actions-of]").length === 10),
    },
    {
      what: "100 rows a page",
      act: () => sizes.focus().then(() => page.keyboard.press("End")),
      after: () => hundredRows(page),
    },
  ];
}

/** What the invited do, up to being in. */
export function acceptPresses(page: Page): Press[] {
  const question = page.getByRole("alertdialog");
  const name = page.getByLabel(acceptTexts.lastName);
  const terms = page.getByRole("checkbox", { name: acceptTexts.terms });
  const button = (label: string) => page.getByRole("button", { name: label, exact: true });
  return [
    {
      what: "type a name",
      act: () => name.focus().then(() => page.keyboard.type("ton", { delay: 80 })),
      after: async () => {},
    },
    { what: "agree to the terms", act: () => terms.click(), after: async () => {} },
    {
      what: "ask to decline",
      act: () => button(acceptTexts.decline).click(),
      after: () => question.waitFor(),
    },
    {
      what: "keep it",
      act: () => button(acceptTexts.keep).click(),
      after: () => question.waitFor({ state: "detached" }),
    },
    {
      what: "accept",
      act: () => button(acceptTexts.accept).click(),
      after: () => page.getByRole("heading", { name: acceptTexts.acceptedTitle }).waitFor(),
    },
  ];
}

export function hundredRows(page: Page): Promise<unknown> {
  return page.waitForFunction(() => document.querySelectorAll("[data-actions-of]").length === 100);
}

/** What the press before has set off is over: rows fetched again in the background, too. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
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
